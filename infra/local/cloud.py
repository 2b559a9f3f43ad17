"""The deployed package on a local cloud: brought up, released again, taken down."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.clients import open_clients
from infra.deployment.release import open_deployment
from infra.deployment.stack import DeploymentFailed
from infra.deployment.stage import Stage, read_stage
from infra.local.adaptations import adapt, let_gateway_speak, let_heads_be_locked, let_tables_forget
from infra.local.alone import alone_in
from infra.local.console import Console, Trouble
from infra.local.emulator import Emulator, install_emulator, start_emulator
from infra.local.hours import open_all_day
from infra.local.neighbours import list_this_machine
from infra.local.outputs import Outputs
from infra.local.people import STAFF, seed_staff
from infra.local.place import Place
from infra.local.ready import channel_names
from infra.local.unchanged import package_once
from infra.packaging.failure import PackagingFailed
from infra.packaging.package import Package

FUNCTIONS = ("api", "connect", "message", "disconnect", "staff", "upkeep", "announce", "vault")


@contextmanager
def local_cloud(place: Place, console: Console, region: str = "") -> Iterator[tuple[Emulator, Outputs]]:
    """A local cloud with the package deployed, for as long as the block lasts; `region` when not that of its stage."""
    install_emulator(console)
    with alone_in(place, console) as held:
        console.step(f"starting the local cloud on port {place.port}")
        emulator = start_emulator(place, held)
        try:
            yield emulator, deploy(place, console, region)
        finally:
            emulator.stop()


def deploy(place: Place, console: Console, region: str = "") -> Outputs:
    """Package the sources as they are now and release them at `place`."""
    stage = read_stage("local")
    stage = replace(stage, region=region or stage.region)
    try:
        package = package_once(console.step)
        console.step("deploying through CloudFormation")
        outputs = _release(place, stage, package)
    except (PackagingFailed, DeploymentFailed, ClientError, BotoCoreError) as error:
        raise Trouble(f"not deployed: {error}. Mend it, or start afresh with `make clean`") from error
    outputs.write(place.outputs)
    return outputs


def local_session(region: str) -> boto3.Session:
    """The account that owns every local cloud."""
    return boto3.Session("test", "test", region_name=region)


def _release(place: Place, stage: Stage, package: Package) -> Outputs:
    session = local_session(stage.region)
    clients = open_clients(session, place.endpoint)
    template = adapt(package.read_template(), place.endpoint, place.website, place.trial)
    outputs = _outputs(place, stage, open_deployment(stage, clients, _quiet).release(package, template))
    dynamodb = session.client("dynamodb", endpoint_url=place.endpoint)
    let_tables_forget(dynamodb, outputs.chat_table, outputs.vault_table)
    let_heads_be_locked(clients.s3, outputs.audit_heads)
    list_this_machine(dynamodb, outputs.chat_table)
    open_all_day(dynamodb, outputs.chat_table, channel_names())
    api, stage_name = outputs.rest_url.split("/")[-2:]
    let_gateway_speak(session.client("apigateway", endpoint_url=place.endpoint), api, stage_name)
    seed_staff(session.client("cognito-idp", endpoint_url=place.endpoint), outputs.pool_id)
    return outputs


def _quiet(text: str) -> None:
    """Keep CloudFormation's hundred lines to itself."""


def _outputs(place: Place, stage: Stage, told: dict[str, str]) -> Outputs:
    pool = told["StaffPoolId"]
    return Outputs(
        endpoint=place.endpoint,
        website=place.website,
        trial=place.trial,
        region=stage.region,
        rest_url=told["PagesUrl"],
        ws_url=told["SocketUrl"],
        push_endpoint=told["PushEndpoint"],
        chat_table=told["ChatTableName"],
        vault_table=told["VaultTableName"],
        origin_key_secret=told["OriginKeySecret"],
        audit_key=told["AuditKeyId"],
        audit_heads=told["AuditHeadsBucket"],
        issuer=f"https://cognito-idp.{stage.region}.amazonaws.com/{pool}",
        jwks_url=f"{place.endpoint}/{pool}/.well-known/jwks.json",
        authorize_url=f"{place.endpoint}/oauth2/authorize",
        token_url=f"{place.endpoint}/oauth2/token",
        logout_url=f"{place.endpoint}/logout",
        client_id=told["StaffClientId"],
        pool_id=pool,
        functions={name: f"{stage.stack}-{name}" for name in FUNCTIONS},
        logs=str(place.logs),
        staff=STAFF,
    )
