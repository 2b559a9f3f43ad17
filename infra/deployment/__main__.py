"""`python -m infra.deployment STAGE`: package a stage and put it on AWS, go back, or make the roles for it."""

import argparse
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.artefacts import NothingToGoBackTo
from infra.deployment.bucket import ForeignBucket
from infra.deployment.changes import DataAtStake
from infra.deployment.choices import NotAllowed, judge
from infra.deployment.clients import open_clients
from infra.deployment.leftovers import LeftBehind
from infra.deployment.release import CalledOff, Wishes, open_deployment
from infra.deployment.roles import RolesMissing, make_roles, read_roles
from infra.deployment.stack import DeploymentFailed
from infra.deployment.stage import UnknownStage, read_stage
from infra.monitoring.shifts import GUARDS
from infra.packaging.failure import PackagingFailed
from infra.packaging.package import make_package
from infra.packaging.template import gather_rooms

REFUSALS = (
    CalledOff,
    DataAtStake,
    DeploymentFailed,
    ForeignBucket,
    LeftBehind,
    NotAllowed,
    NothingToGoBackTo,
    PackagingFailed,
    RolesMissing,
    UnknownStage,
    BotoCoreError,
    ClientError,
)


def main() -> None:
    """Do what the command line asks and print the stage's addresses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("--roles", action="store_true", help="make the roles that the stage is released under")
    parser.add_argument("--back", action="store_true", help="bring back the release before this one")
    parser.add_argument(
        "--replace", default="", metavar="NAMES", help="what holds data and may be replaced all the same"
    )
    parser.add_argument("--adopt", action="store_true", help="take in what an earlier stack has left")
    parser.add_argument("--at-once", action="store_true", help="release in one go, whatever rings")
    parser.add_argument("--fresh", action="store_true", help="let every function begin anew, although nothing changed")
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    asked = parser.parse_args()
    try:
        told = _roles(asked.stage) if asked.roles else _deploy(asked)
    except REFUSALS as error:
        sys.exit(f"not deployed: {error}")
    for key, value in sorted(told.items()):
        print(f"{key:<22} {value}")


def _roles(name: str) -> dict[str, str]:
    stage = read_stage(name)
    return vars(make_roles(open_clients(boto3.Session(region_name=stage.region)).cloudformation, stage, print))


def _deploy(asked: argparse.Namespace) -> dict[str, str]:
    stage = read_stage(asked.stage)
    # What is wrong in the stage's file is said before a minute of packaging.
    judge(stage, gather_rooms())
    clients = open_clients(boto3.Session(region_name=stage.region))
    roles = read_roles(clients.cloudformation, stage)
    confirm = _nobody if asked.yes or not sys.stdin.isatty() else _somebody
    # Who goes back flees from something that rings.
    heed = () if asked.at_once or asked.back else GUARDS
    wishes = Wishes(asked.replace.split(), asked.adopt, heed, asked.fresh, confirm)
    deployment = open_deployment(stage, clients, print, roles, wishes)
    if asked.back:
        return deployment.go_back()
    package = make_package(asked.stage, tell=print)
    return deployment.release(package, package.read_template())


def _somebody() -> bool:
    return input("carry this out? [y/N] ").strip().lower() in {"y", "yes", "j", "ja"}


def _nobody() -> bool:
    """A pipeline: its approval came before."""
    return True


if __name__ == "__main__":
    main()
