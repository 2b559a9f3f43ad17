"""The deployed package on a local cloud: brought up, released again, taken down."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.release import release
from infra.deployment.stack import DeploymentFailed
from infra.deployment.stage import read_stage
from infra.local.adaptations import adapt
from infra.local.console import Console, Trouble
from infra.local.emulator import Emulator, install_emulator, start_emulator
from infra.local.outputs import Outputs
from infra.local.people import STAFF, seed_staff
from infra.local.place import Place
from infra.packaging.package import PackagingFailed, make_package

FUNCTIONS = ("api", "connect", "message", "disconnect", "staff", "upkeep", "announce")


@contextmanager
def local_cloud(place: Place, console: Console) -> Iterator[tuple[Emulator, Outputs]]:
    """A local cloud with the package deployed, for as long as the block lasts."""
    install_emulator(console)
    console.step(f"starting the local cloud on port {place.port}")
    emulator = start_emulator(place)
    try:
        yield emulator, deploy(place, console)
    finally:
        emulator.stop()


def deploy(place: Place, console: Console) -> Outputs:
    """Package the sources as they are now and release them at `place`."""
    stage = read_stage("local")
    session = local_session(place, stage.region)
    try:
        console.step("packaging with Chalice")
        package = make_package("local", console.step)
        console.step("deploying through CloudFormation")
        told = release(stage, package, session, _quiet, functools.partial(adapt, endpoint=place.endpoint))
        seed_staff(session.client("cognito-idp"), told["StaffPoolId"])
    except (PackagingFailed, DeploymentFailed, ClientError, BotoCoreError) as error:
        raise Trouble(f"not deployed: {error}. Mend it, or start afresh with `make clean`") from error
    outputs = _outputs(place, stage.region, stage.stack, told)
    outputs.write(place.outputs)
    return outputs


def local_session(place: Place, region: str) -> boto3.Session:
    """A session whose every client talks to `place` and nowhere else."""
    return _LocalSession(place.endpoint, region)


class _LocalSession(boto3.Session):
    def __init__(self, endpoint: str, region: str) -> None:
        super().__init__("test", "test", region_name=region)
        self._endpoint = endpoint

    def client(self, name: str, **options: object) -> object:  # type: ignore[override]
        """A client of the local cloud; any other service name stays local too."""
        config = Config(retries={"max_attempts": 2}, s3={"addressing_style": "path"})
        return super().client(name, endpoint_url=self._endpoint, config=config)  # type: ignore[call-overload]


def _quiet(text: str) -> None:
    """Keep CloudFormation's hundred lines to itself."""


def _outputs(place: Place, region: str, stack: str, told: dict[str, str]) -> Outputs:
    pool = told["StaffPoolId"]
    return Outputs(
        endpoint=place.endpoint,
        region=region,
        rest_url=told["PagesUrl"],
        ws_url=told["SocketUrl"],
        push_endpoint=told["PushEndpoint"],
        chat_table=told["ChatTableName"],
        vault_table=told["VaultTableName"],
        origin_key_secret=told["OriginKeySecret"],
        issuer=f"https://cognito-idp.{region}.amazonaws.com/{pool}",
        jwks_url=f"{place.endpoint}/{pool}/.well-known/jwks.json",
        authorize_url=f"{place.endpoint}/oauth2/authorize",
        token_url=f"{place.endpoint}/oauth2/token",
        logout_url=f"{place.endpoint}/logout",
        client_id=told["StaffClientId"],
        pool_id=pool,
        functions={name: f"{stack}-{name}" for name in FUNCTIONS},
        logs=str(place.logs),
        staff=STAFF,
    )
