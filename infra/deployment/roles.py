"""The role that CloudFormation works under, and the boundary that no role of a stage goes beyond.

Made once by an administrator of the account; whoever releases afterwards needs no right on what a stage consists of.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infra.deployment.stack import Stack, Tell
from infra.deployment.stage import Stage

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

TEMPLATE = Path(__file__).with_name("roles.yaml")


class RolesMissing(Exception):
    """An administrator of the account has to make them first."""


@dataclass(frozen=True)
class Roles:
    """ARNs; empty where whoever releases does everything as themself."""

    service: str = ""
    boundary: str = ""


NOBODYS = Roles()


def make_roles(client: "CloudFormationClient", stage: Stage, tell: Tell) -> Roles:
    """Bring role and boundary of `stage` to stand, as they are in this commit."""
    stack = _stack(client, stage)
    source = {"TemplateBody": TEMPLATE.read_text()}
    if change := stack.propose({"Stack": stage.stack}, stack.ready(tell), **source):
        stack.carry_out(change, tell)
    stack.protect()
    return read_roles(client, stage)


def read_roles(client: "CloudFormationClient", stage: Stage) -> Roles:
    """What stands. Raises RolesMissing."""
    told = _stack(client, stage).outputs()
    if not told:
        raise RolesMissing(
            f"{stage.stack} has no role to be released under: make deploy-roles STAGE={stage.name}, once, as an "
            "administrator of the account"
        )
    return Roles(told["ServiceRole"], told["Boundary"])


def _stack(client: "CloudFormationClient", stage: Stage) -> Stack:
    return Stack(client, f"{stage.stack}-roles")
