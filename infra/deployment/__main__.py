"""`python -m infra.deployment STAGE`: package a stage and put it on AWS."""

import argparse
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.clients import open_clients
from infra.deployment.release import release
from infra.deployment.stack import DeploymentFailed
from infra.deployment.stage import UnknownStage, read_stage
from infra.packaging.failure import PackagingFailed
from infra.packaging.package import make_package


def main() -> None:
    """Deploy the stage named on the command line and print its addresses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    try:
        _deploy(parser.parse_args().stage)
    except (DeploymentFailed, UnknownStage, PackagingFailed, ClientError, BotoCoreError) as error:
        sys.exit(f"not deployed: {error}")


def _deploy(name: str) -> None:
    stage = read_stage(name)
    package = make_package(name, tell=print)
    clients = open_clients(boto3.Session(region_name=stage.region))
    for key, value in sorted(release(stage, package, clients, tell=print).items()):
        print(f"{key:<22} {value}")


if __name__ == "__main__":
    main()
