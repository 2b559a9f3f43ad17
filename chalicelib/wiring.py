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

from chalicelib.actions.announcer import announcer
from chalicelib.actions.context import Context
from chalicelib.actions.in_force import InForce
from chalicelib.actions.memory import Made, Memory
from chalicelib.actions.ports import StaffDirectory
from chalicelib.actions.rate_limiter import hurry
from chalicelib.actions.recently import Recently
from chalicelib.aws.clients import Connections as ConnectionsClient
from chalicelib.aws.clients import DynamoDB, UserPools, invoke, publish, put_once, question, secret, signature
from chalicelib.aws.cloud import Cloud
from chalicelib.aws.service import Service
from chalicelib.directory import CognitoDirectory, Pace
from chalicelib.domain.brussels import day_of
from chalicelib.domain.conversation import PRESENCE_EVERY
from chalicelib.domain.light import KNOWN_FOR
from chalicelib.entrypoints.deadline import Deadline, impatient, patient
from chalicelib.gateway import Gateway
from chalicelib.privacy.log import Log
from chalicelib.privacy.origins import DayHashes
from chalicelib.settings import Settings, settings
from chalicelib.store import keys
from chalicelib.store.blocks import Blocks
from chalicelib.store.centres import Centres
from chalicelib.store.channels import Channels
from chalicelib.store.configuration import Configuration
from chalicelib.store.connections import Connections
from chalicelib.store.conversations import Conversations
from chalicelib.store.desks import Desks
from chalicelib.store.disclosures import Disclosures
from chalicelib.store.due import DueIndex
from chalicelib.store.duties import Duties
from chalicelib.store.faults import Faults
from chalicelib.store.figures import Figures
from chalicelib.store.ledger import Ledger
from chalicelib.store.messages import Messages
from chalicelib.store.nicknames import Nicknames
from chalicelib.store.origins import Origins
from chalicelib.store.outbox import Outbox
from chalicelib.store.places import Places
from chalicelib.store.ranges import Ranges
from chalicelib.store.remains import Remains, RemainsOfDisclosures
from chalicelib.store.rereading import Rereading
from chalicelib.store.salts import Salts
from chalicelib.store.starts import Starts
from chalicelib.store.table import Table
from chalicelib.store.throttles import Throttles
from chalicelib.store.tombstones import Tombstones
from chalicelib.store.trail import Trail

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient

    from chalicelib.entrypoints.announce import Announce
    from chalicelib.entrypoints.authorizer import Authorizer
    from chalicelib.entrypoints.http import Address, Http
    from chalicelib.entrypoints.schedule import Schedule
    from chalicelib.entrypoints.sign_in import SignIn
    from chalicelib.entrypoints.sockets import Sockets
    from chalicelib.entrypoints.vault import Vault

AT_ONCE = 8
"""Things that one process has under way at the same time, each of them waiting for the network."""

log = Log()
deadline = Deadline(patience=lambda: settings().patience)


def now() -> datetime:
    """The time in UTC, to the millisecond that is stored."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@cache
def _cloud() -> Cloud:
    return Cloud(os.environ, impatient(settings().patience), deadline.check)


@cache
def _service(name: str) -> Service:
    return _cloud().service(name)


@cache
def _dynamodb() -> "DynamoDBClient":
    return cast("DynamoDBClient", DynamoDB(_service("dynamodb")))


@cache
def _management() -> "ApiGatewayManagementApiClient":
    there = _cloud().at(settings().websocket_endpoint, "execute-api")
    return cast("ApiGatewayManagementApiClient", ConnectionsClient(there))


@cache
def _origin_key() -> bytes:
    return secret(_service("secretsmanager"), settings().origin_key_secret).encode()


@cache
def _edge_secret() -> str:
    """Empty for a stage without an edge."""
    name = settings().edge_secret
    return secret(_service("secretsmanager"), name) if name else ""


def _lambda_invoke(channel: str) -> None:
    if function := settings().announce_function:
        payload = f'{{"channel": "{channel}"}}'.encode()
        invoke(_service("lambda"), function, payload)


def _ask_vault(asked: Mapping[str, object]) -> Mapping[str, object]:
    answer: Mapping[str, object] = json.loads(question(_vault(), settings().vault_function, json.dumps(asked).encode()))
    return answer


@cache
def _vault() -> Service:
    return Cloud(os.environ, patient(settings().patience), deadline.check).service("lambda")


def _alert(subject: str, text: str) -> bool:
    topic = settings().emergency_topic
    if topic:
        publish(_service("sns"), topic, subject, text)
    return bool(topic)


def _sign(text: str) -> str:
    return signature(_service("kms"), settings().audit_key, text)


@cache
def _heads() -> Service:
    return _cloud().at(settings().audit_heads, "s3")


def _lock_away(name: str, text: str) -> None:
    put_once(_heads(), name, text)


@cache
def _cognito() -> "CognitoIdentityProviderClient":
    return cast("CognitoIdentityProviderClient", UserPools(_service("cognito-idp")))


@cache
def directory() -> StaffDirectory | None:
    """Who says what staff may do at this moment, where the issuer is the stage's own."""
    pool = settings().staff_pool
    return CognitoDirectory(_cognito, pool, Pace()) if pool else None


@cache
def sign_in() -> "SignIn":
    """Checks staff tokens. Imported on use: cryptography would slow the cold start of every frame."""
    from chalicelib.entrypoints.sign_in import fetch_keys, sign_in_with

    return sign_in_with(settings(), lambda: fetch_keys(settings().oidc_jwks_url), now, log)


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


# Each Lambda imports its own entrypoint: the rooms of the others are a third of all that there is to import.


def ready_for_a_snapshot() -> None:
    """Makes what a first frame needs while nobody waits, where Lambda keeps the process as it then is (SnapStart)."""
    if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
        from chalicelib.entrypoints.snapshot import get_ready

        get_ready(os.environ.get("_HANDLER", ""), context)


def sockets() -> "Sockets":
    """What the Lambdas of the WebSocket API do."""
    from chalicelib.entrypoints.sockets import Sockets

    return Sockets(context, lambda: settings().origins, log, deadline.begins)


def addresses() -> "tuple[Address, ...]":
    """What Chalice is told of the HTTP API: all of it when it packages, and in the Lambda that serves it."""
    # Lambda names the handler of a function in `_HANDLER`, and Chalice that of the HTTP API `app.app`.
    if os.environ.get("_HANDLER", "app.app") != "app.app":
        return ()
    from chalicelib.entrypoints.http import ADDRESSES

    return ADDRESSES


def http() -> "Http":
    """What the Lambda of the HTTP API does."""
    from chalicelib.entrypoints.http import Http

    return Http(context, settings, log, _edge_secret, deadline.begins)


def authorizer() -> "Authorizer":
    """What stands before the guarded addresses."""
    from chalicelib.entrypoints.authorizer import Authorizer

    return Authorizer(sign_in, log, now, directory, settings().word_counts, deadline.begins)


def schedule() -> "Schedule":
    """What happens once a minute."""
    from chalicelib.entrypoints.front_door import lights_at
    from chalicelib.entrypoints.schedule import Schedule

    address = settings().front_door
    return Schedule(context, log, (lambda: lights_at(address)) if address else None, deadline.begins)


def announce() -> "Announce":
    """What tells watchers of a light."""
    from chalicelib.entrypoints.announce import Announce

    return Announce(context, log, deadline.begins)


def vault() -> "Vault":
    """What alone may read the vault."""
    from chalicelib.entrypoints.vault import Vault

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
    blocks, ledger, trail = Blocks(chat, outbox), Ledger(chat, outbox), Trail(vault, outbox)
    nicknames, figures, configuration = Nicknames(chat), Figures(chat), Configuration(chat, outbox)
    hashes = DayHashes(origin_key, salts, lambda: secrets.token_hex(32), lambda: day_of(now()))
    return Context(
        now=now,
        new_id=lambda: secrets.token_urlsafe(15),
        new_secret=lambda: secrets.token_urlsafe(32),
        pause=_pause,
        hash_origin=hashes.today,
        recent_hashes=hashes.recent,
        announce=announcer(_lambda_invoke, log),
        conversations=Conversations(chat, blocks, origins, duties, nicknames, outbox, ledger, figures),
        rereading=Rereading(chat),
        messages=Messages(chat, figures),
        figures=figures,
        duties=duties,
        connections=Connections(chat),
        desks=Desks(chat),
        channels=Channels(chat, outbox),
        centres=Centres(chat, outbox),
        configuration=configuration,
        blocks=blocks,
        nicknames=nicknames,
        places=Places(chat),
        ranges=Ranges(chat, outbox),
        starts=Starts(chat, duties),
        throttles=Throttles(chat),
        salts=salts,
        outbox=outbox,
        trail=trail,
        ledger=ledger,
        tombstones=Tombstones(chat, outbox, chosen.backup_days),
        belongings=Remains(chat, keys.belongings),
        kept_origins=Remains(vault, keys.origins),
        kept_disclosures=RemainsOfDisclosures(vault),
        disclosures=Disclosures(vault, chat, trail),
        alert=_alert,
        sign=_sign,
        lock_away=_lock_away,
        ask_vault=_ask_vault,
        faults=Faults(chat, outbox),
        due=DueIndex(chat),
        push=pusher(_management, log),
        hurry=hurry(chosen.limits),
        memory=Memory(timedelta(minutes=1)),
        counsellors_seen=Recently(PRESENCE_EVERY),
        sign_ins=Memory(timedelta(days=1)),
        known=Memory(KNOWN_FOR),
        lights=Made(),
        log=log,
        service=InForce(chosen.service, configuration.all, now, log),
        limits=chosen.limits,
        audit_years=chosen.audit_years,
        lone_administrator=chosen.single_administrator,
        at_once=AT_ONCE,
        deployment=chosen.deployment,
    )
