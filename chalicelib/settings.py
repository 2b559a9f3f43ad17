"""The settings of a stage: read once from the environment, each with its explanation.

`docs/operations.md` shows the same table; `infra/` sets what depends on the deployment.
"""

import json
import os
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from chalicelib.domain.channel import Channel, Deployment, Limits, by_id

CHANNELS_FILE = Path(__file__).parent / "channels.json"


class Settings(BaseModel):
    """Every setting, by the name of its environment variable in lower case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: Annotated[str, Field(description="Name of the stage; shown in logs.")] = "local"
    chat_table: Annotated[str, Field(description="DynamoDB table of the chat.")] = "chat"
    vault_table: Annotated[str, Field(description="DynamoDB table of origins, with a key of its own.")] = "vault"
    origin_key_secret: Annotated[
        str, Field(description="Secrets Manager secret with the key of the keyed hash of origins.")
    ] = ""
    websocket_endpoint: Annotated[
        str, Field(description="Where frames are pushed: the HTTPS address of the WebSocket API's stage.")
    ] = ""
    websocket_url: Annotated[str, Field(description="Where browsers connect: wss://…/stage.")] = ""
    edge_secret: Annotated[
        str, Field(description="Secrets Manager secret by which our own edge is known; empty: there is none.")
    ] = ""
    patience: Annotated[
        float,
        Field(gt=0, description="Multiplies time-outs of calls to AWS; more than 1 on a busy machine only."),
    ] = 1
    front_door: Annotated[
        str, Field(description="Address of the pages as sites see them; upkeep looks there. Empty: it does not.")
    ] = ""
    announce_function: Annotated[
        str, Field(description="Lambda that tells watchers of a light; empty: upkeep does it each minute.")
    ] = ""
    vault_function: Annotated[
        str, Field(description="Lambda that alone reads the vault: the audit trail and disclosures are asked there.")
    ] = ""
    audit_years: Annotated[
        int, Field(ge=1, le=10, description="Years that an entry of the audit trail is kept; the day it ends counts.")
    ] = 2
    audit_key: Annotated[
        str, Field(description="KMS key that signs the head of each day of the audit trail; only `vault` may use it.")
    ] = ""
    audit_heads: Annotated[
        str, Field(description="Address of the bucket that keeps signed heads where nobody can replace them.")
    ] = ""
    backup_days: Annotated[
        int, Field(ge=1, le=35, description="Days that backups go back: so long it is known what was erased early.")
    ] = 2
    emergency_topic: Annotated[
        str, Field(description="Topic by which administrators hear that a disclosure is asked; empty: the page only.")
    ] = ""
    on_call_number: Annotated[
        str, Field(description="Telephone of the administrator on call; counsellors see it when they ask a disclosure.")
    ] = ""
    single_administrator: Annotated[
        bool,
        Field(description="Whether one and the same person may ask and grant a disclosure; each look is flagged."),
    ] = False
    allowed_origins: Annotated[
        str, Field(description="Exact web origins of the pages that may connect, comma separated.")
    ] = ""
    trial_origins: Annotated[
        str,
        Field(
            description="Exact web origins of a page to try the service on, which frames demo, desk and admin, comma "
            "separated; empty, as on every stage but the local one: nobody may."
        ),
    ] = ""
    oidc_issuer: Annotated[str, Field(description="Issuer of staff tokens, exactly as in `iss`.")] = ""
    oidc_audience: Annotated[
        str, Field(description="Expected `aud`, or `client_id` in an access token of Cognito.")
    ] = ""
    oidc_jwks_url: Annotated[str, Field(description="Public keys of the issuer.")] = ""
    oidc_client_id: Annotated[str, Field(description="Public client of the desk and the admin page.")] = ""
    oidc_authorize_url: Annotated[str, Field(description="Where staff sign in.")] = ""
    oidc_token_url: Annotated[str, Field(description="Where a code becomes a token.")] = ""
    oidc_logout_url: Annotated[str, Field(description="Where staff sign out.")] = ""
    oidc_groups_claim: Annotated[str, Field(description="Claim with the groups of a person.")] = "cognito:groups"
    staff_pool: Annotated[
        str,
        Field(description="Cognito user pool that is asked whether somebody still is staff; empty: nobody is asked."),
    ] = ""
    session_minutes: Annotated[
        float,
        Field(
            gt=0,
            description="How long after the issuer said that somebody is staff it is believed without asking again; "
            "desks have it said anew in half that time.",
        ),
    ] = 60
    manager_name: Annotated[str, Field(description="Who manages the software; the administrator.")] = "CAW Groep"
    manager_email: Annotated[str, Field(description="Where questions about privacy go.")] = "onlinehulp@cawgroep.be"
    channels: Annotated[
        str, Field(description="JSON of the channels that a stage begins with; empty: channels.json of the package.")
    ] = ""
    starts_a_minute: Annotated[
        int, Field(ge=1, description="Starts of one origin each minute, before it is too fast.")
    ] = Limits.starts_a_minute
    failed_resumes_a_minute: Annotated[
        int, Field(ge=1, description="Failed resumes of one origin each minute, before it is too fast.")
    ] = Limits.failed_resumes_a_minute
    connections_a_minute: Annotated[
        int, Field(ge=1, description="Connections of one origin each minute, before they are refused.")
    ] = Limits.connections_a_minute
    asks_a_minute: Annotated[
        int, Field(ge=1, description="Asks of one origin each minute to come back by nickname, before it is too fast.")
    ] = Limits.asks_a_minute
    places_of_an_origin: Annotated[
        int, Field(ge=1, description="Live conversations of one origin over all channels.")
    ] = Limits.places
    one_place_in: Annotated[
        int, Field(ge=1, description="One origin may have one in so many places of a channel, where that is more.")
    ] = Limits.one_in

    @property
    def origins(self) -> frozenset[str]:
        """The web origins that may connect."""
        return _listed(self.allowed_origins)

    @property
    def trials(self) -> frozenset[str]:
        """The web origins that may show every page in a frame."""
        return _listed(self.trial_origins)

    @property
    def word_counts(self) -> timedelta:
        """How long the issuer's word about somebody counts."""
        return timedelta(minutes=self.session_minutes)

    @property
    def limits(self) -> Limits:
        return Limits(
            self.starts_a_minute,
            self.failed_resumes_a_minute,
            self.connections_a_minute,
            self.asks_a_minute,
            self.places_of_an_origin,
            self.one_place_in,
        )

    @property
    def deployment(self) -> Deployment:
        return Deployment(self.websocket_url, self.manager_name, self.manager_email, self.stage, self.on_call_number)

    @property
    def service(self) -> Mapping[str, Channel]:
        """The channels by id, in the order of the configuration. Raises ValidationError, BrokenChannels."""
        return _service(self.channels)


def _listed(origins: str) -> frozenset[str]:
    return frozenset(filter(None, (origin.strip() for origin in origins.split(","))))


@cache
def _service(described: str) -> Mapping[str, Channel]:
    """Once a process: every page and every context asks for it."""
    text = described or CHANNELS_FILE.read_text(encoding="utf-8")
    channels = TypeAdapter(tuple[Channel, ...]).validate_python(json.loads(text))
    return MappingProxyType(by_id(channels))


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from environment variables. Raises ValidationError for a value that cannot be."""
    known = {name: environment[name.upper()] for name in Settings.model_fields if name.upper() in environment}
    return Settings.model_validate(known)


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ)
