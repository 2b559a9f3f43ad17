"""The composition root: the one place that knows which store, gateway and clock are real.

Everything is made on first use and kept: no AWS call at import, one session a process.
"""

import json
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, cast

from botocore.exceptions import BotoCoreError

from chalicelib.actions.context import Context
from chalicelib.actions.memory import Memory
from chalicelib.actions.ports import StaffDirectory
from chalicelib.actions.rate_limiter import hurry
from chalicelib.actions.recently import Recently
from chalicelib.actions.remembered import Remembered
from chalicelib.aws.clients import Connections as ConnectionsClient
from chalicelib.aws.clients import DynamoDB, UserPools, invoke, question, secret
from chalicelib.aws.cloud import Cloud
from chalicelib.aws.service import Patience, Service
from chalicelib.directory import CognitoDirectory, Pace
from chalicelib.domain.brussels import day_of
from chalicelib.domain.connection import LOOKED_AT_EVERY
from chalicelib.entrypoints.announce import Announce
from chalicelib.entrypoints.authorizer import Authorizer
from chalicelib.entrypoints.deadline import BETWEEN, CONNECT, READ, TRIES, VAULT_READ, Deadline
from chalicelib.entrypoints.front_door import lights_at
from chalicelib.entrypoints.http import ADDRESSES as ADDRESSES
from chalicelib.entrypoints.http import Http
from chalicelib.entrypoints.schedule import Schedule
from chalicelib.entrypoints.sockets import Sockets
from chalicelib.entrypoints.vault import Vault
from chalicelib.gateway import Gateway
from chalicelib.privacy.log import Log
from chalicelib.privacy.origins import DayHashes
from chalicelib.settings import Settings, settings
from chalicelib.store.blocks import Blocks
from chalicelib.store.channels import Channels
from chalicelib.store.connections import Connections
from chalicelib.store.conversations import Conversations
from chalicelib.store.desks import Desks
from chalicelib.store.due import DueIndex
from chalicelib.store.duties import Duties
from chalicelib.store.faults import Faults
from chalicelib.store.messages import Messages
from chalicelib.store.nicknames import Nicknames
from chalicelib.store.origins import Origins
from chalicelib.store.outbox import Outbox
from chalicelib.store.places import Places
from chalicelib.store.ranges import Ranges
from chalicelib.store.salts import Salts
from chalicelib.store.starts import Starts
from chalicelib.store.table import Table
from chalicelib.store.throttles import Throttles
from chalicelib.store.trail import Trail

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient

    from chalicelib.entrypoints.sign_in import Claims, SignIn

AT_ONCE = 8
"""Things that one process has under way at the same time, each of them waiting for the network."""

log = Log()
deadline = Deadline(patience=lambda: settings().patience)


class OutOfTime(BotoCoreError):
    """The event has had its time; whoever asked is told that it is our fault while they still wait."""

    fmt = "no time is left for another call"


def impatient(patience: float = 1) -> Patience:
    """How long one call may take; an AWS that takes longer would outlive the Lambda."""
    return Patience(CONNECT * patience, READ * patience, TRIES, BETWEEN, kept=2 * AT_ONCE)


def punctual(ends: Deadline) -> Callable[[], None]:
    """Asked before a call: starts none once the deadline is over."""

    def check() -> None:
        if ends.is_over:
            raise OutOfTime

    return check


def now() -> datetime:
    """The time in UTC, to the millisecond that is stored."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@cache
def _cloud() -> Cloud:
    return Cloud(os.environ, impatient(settings().patience), punctual(deadline))


@cache
def _dynamodb() -> "DynamoDBClient":
    return cast("DynamoDBClient", DynamoDB(_cloud().service("dynamodb")))


@cache
def _management() -> "ApiGatewayManagementApiClient":
    there = _cloud().at(settings().websocket_endpoint, "execute-api")
    return cast("ApiGatewayManagementApiClient", ConnectionsClient(there))


def _secret(name: str) -> str:
    return secret(_cloud().service("secretsmanager"), name)


@cache
def _origin_key() -> bytes:
    return _secret(settings().origin_key_secret).encode()


@cache
def _edge_secret() -> str:
    """Empty for a stage without an edge."""
    name = settings().edge_secret
    return _secret(name) if name else ""


def announcer(invoke: Callable[[str], object], log: Log) -> Callable[[str], None]:
    """Has another Lambda tell the watchers, so that the frame that flipped the light does not wait for them.

    Upkeep tells them within the minute when this fails.
    """

    def announce(channel: str) -> None:
        try:
            invoke(channel)
        except Exception as error:
            log.fault("announce_not_asked", error, channel=channel)

    return announce


def _lambda_invoke(channel: str) -> None:
    if function := settings().announce_function:
        payload = f'{{"channel": "{channel}"}}'.encode()
        invoke(_lambda(), function, payload)


@cache
def _lambda() -> Service:
    return _cloud().service("lambda")


def _ask_vault(asked: Mapping[str, object]) -> Mapping[str, object]:
    answer: Mapping[str, object] = json.loads(question(_vault(), settings().vault_function, json.dumps(asked).encode()))
    return answer


@cache
def _vault() -> Service:
    """Once, and longer than others: the vault asks AWS in its turn, and starts cold."""
    once = Patience(CONNECT * settings().patience, VAULT_READ * settings().patience, 1, BETWEEN, kept=1)
    return Cloud(os.environ, once, punctual(deadline)).service("lambda")


@cache
def _cognito() -> "CognitoIdentityProviderClient":
    return cast("CognitoIdentityProviderClient", UserPools(_cloud().service("cognito-idp")))


@cache
def directory() -> StaffDirectory | None:
    """Who says what staff may do at this moment, where the issuer is the stage's own."""
    pool = settings().staff_pool
    return CognitoDirectory(_cognito, pool, Pace()) if pool else None


@cache
def sign_in() -> "SignIn":
    """Checks staff tokens. Imported on use: cryptography would slow the cold start of every frame."""
    from chalicelib.entrypoints.sign_in import fetch_keys

    return sign_in_with(settings(), lambda: fetch_keys(settings().oidc_jwks_url), now, log)


def sign_in_with(chosen: Settings, fetch: Callable[[], "Claims"], now: Callable[[], datetime], log: Log) -> "SignIn":
    """A sign-in that tells when the issuer's keys cannot be read."""
    from chalicelib.entrypoints.sign_in import Issuer, KeyRing, SignIn

    issuer = Issuer(chosen.oidc_issuer, chosen.oidc_audience, chosen.oidc_groups_claim, chosen.word_counts)
    return SignIn(issuer, KeyRing(fetch, now, lambda error: log.fault("issuer_unreachable", error)), now)


def pusher(client: "Callable[[], ApiGatewayManagementApiClient]", log: Log) -> Gateway:
    """A gateway that tells when it fails."""
    return Gateway(client, failed=lambda error: log.fault("push_failed", error))


def _pause(tries: int) -> None:
    """Between two tries of a race: longer each time, and never in step with the others."""
    time.sleep(secrets.SystemRandom().uniform(0, 0.02 * 2 ** min(tries, 5)))


@cache
def context() -> Context:
    """The context of this process."""
    return replace(build(settings(), _dynamodb(), now), directory=directory())


def sockets() -> Sockets:
    """What the Lambdas of the WebSocket API do."""
    return Sockets(context, lambda: settings().origins, log, deadline.begins)


def http() -> Http:
    """What the Lambda of the HTTP API does."""
    return Http(context, settings, log, _edge_secret, deadline.begins)


def authorizer() -> Authorizer:
    """What stands before the guarded addresses."""
    return Authorizer(sign_in, log, now, directory, settings().word_counts, deadline.begins)


def schedule() -> Schedule:
    """What happens once a minute."""
    address = settings().front_door
    return Schedule(context, log, (lambda: lights_at(address)) if address else None, deadline.begins)


def announce() -> Announce:
    """What tells watchers of a light."""
    return Announce(context, log, deadline.begins)


def vault() -> Vault:
    """What alone may read the vault."""
    return Vault(context, sign_in, log, deadline.begins)


def build(
    chosen: Settings,
    client: "DynamoDBClient",
    now: Callable[[], datetime],
    origin_key: Callable[[], bytes] = _origin_key,
) -> Context:
    """A context on a DynamoDB client and a clock."""
    chat, vault = Table(client, chosen.chat_table, now), Table(client, chosen.vault_table, now)
    outbox, origins, duties, salts = Outbox(chat), Origins(vault), Duties(chat), Salts(chat)
    blocks = Blocks(chat, outbox)
    nicknames = Nicknames(chat)
    hashes = DayHashes(origin_key, salts, lambda: secrets.token_hex(32), lambda: day_of(now()))
    return Context(
        now=now,
        new_id=lambda: secrets.token_urlsafe(15),
        new_secret=lambda: secrets.token_urlsafe(32),
        pause=_pause,
        hash_origin=hashes.today,
        recent_hashes=hashes.recent,
        announce=announcer(_lambda_invoke, log),
        conversations=Conversations(chat, blocks, origins, duties, nicknames, outbox),
        messages=Messages(chat),
        duties=duties,
        connections=Connections(chat),
        desks=Desks(chat),
        channels=Channels(chat, outbox),
        blocks=blocks,
        nicknames=nicknames,
        places=Places(chat),
        ranges=Ranges(chat, outbox),
        starts=Starts(chat),
        throttles=Throttles(chat),
        salts=salts,
        outbox=outbox,
        trail=Trail(vault, outbox),
        ask_vault=_ask_vault,
        faults=Faults(chat),
        due=DueIndex(chat),
        push=pusher(_management, log),
        hurry=hurry(chosen.limits),
        memory=Memory(timedelta(minutes=1)),
        counsellors_seen=Recently(LOOKED_AT_EVERY),
        known=Remembered(),
        log=log,
        service=chosen.service,
        limits=chosen.limits,
        audit_years=chosen.audit_years,
        at_once=AT_ONCE,
        deployment=chosen.deployment,
    )
