"""The stage that is tried: what it tells about itself, and who looks at its account."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3

from infra.deployment.stack import Stack
from infra.deployment.stage import Stage, read_stage
from infra.local.cloud import local_session
from infra.local.outputs import Outputs, read_outputs
from infra.local.place import HOME, Place


@dataclass(frozen=True)
class Tried:
    """One stage, on AWS or on the local cloud."""

    stack: str
    told: Mapping[str, str]
    """Outputs of the stack."""
    session: boto3.Session
    endpoint: str | None
    authorize_url: str
    token_url: str
    people: Mapping[str, str]
    """`counsellor` and `administrator`: each an ID token, or mail and password with a colon between."""

    @property
    def local(self) -> bool:
        """Whether an emulator plays AWS."""
        return self.endpoint is not None

    def client(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - some of these services have no stubs
        """A client of the account, as who runs this, in the stage's region unless another is named."""
        return self.session.client(service, region_name=region, endpoint_url=self.endpoint)  # type: ignore[call-overload]

    def parameter(self, name: str) -> str:
        """With what the stack stands; empty where it has no such parameter."""
        described = self.client("cloudformation").describe_stacks(StackName=self.stack)["Stacks"][0]
        given: dict[str, str] = {one["ParameterKey"]: one["ParameterValue"] for one in described.get("Parameters", [])}
        return given.get(name, "")


def find(name: str, port: int) -> Tried:
    """The stage as it stands. Raises UnknownStage, NothingStands."""
    return local(read_outputs(Place(HOME, port).outputs)) if name == "local" else on_aws(read_stage(name))


def local(cloud: Outputs) -> Tried:
    """A local cloud, with its demo staff."""
    stage, session = read_stage("local"), local_session(cloud.region)
    people = {"counsellor": cloud.member("An"), "administrator": cloud.member("Dora")}
    return Tried(
        stage.stack,
        _told(session, stage.stack, cloud.endpoint),
        session,
        cloud.endpoint,
        cloud.authorize_url,
        cloud.token_url,
        {role: f"{member.email}:{member.password}" for role, member in people.items()},
    )


def on_aws(stage: Stage) -> Tried:
    """A stage in the account of this shell, with the people that its environment names."""
    session = boto3.Session(region_name=stage.region)
    told = _told(session, stage.stack, None)
    host, own = told.get("StaffSignInHost"), stage.parameters
    return Tried(
        stage.stack,
        told,
        session,
        None,
        f"{host}/oauth2/authorize" if host else own.get("OidcAuthorizeUrl", ""),
        f"{host}/oauth2/token" if host else own.get("OidcTokenUrl", ""),
        {role: os.environ.get(f"SMOKE_{role.upper()}", "") for role in ("counsellor", "administrator")},
    )


def _told(session: boto3.Session, stack: str, endpoint: str | None) -> Mapping[str, str]:
    return Stack(session.client("cloudformation", endpoint_url=endpoint), stack).told()
