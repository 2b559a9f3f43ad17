"""`python -m infra.edge STAGE [--deploy]`: make what stands before a stage, and put it on AWS."""

import argparse
import sys
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.settings import Settings
from infra.deployment.stack import DeploymentFailed, NothingStands
from infra.deployment.stage import UnknownStage, read_stage
from infra.edge.outage import page
from infra.edge.release import EdgeImpossible, release
from infra.edge.template import write
from infra.packaging.staging import BUILD


def main() -> None:
    """Make, and deploy when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("--deploy", action="store_true")
    asked = parser.parse_args()
    try:
        _run(asked.stage, asked.deploy)
    except (UnknownStage, NothingStands, DeploymentFailed, EdgeImpossible, ClientError, BotoCoreError) as error:
        sys.exit(f"not deployed: {error}")


def _run(name: str, deploy: bool) -> None:
    stage, folder = read_stage(name), BUILD / name / "edge"
    made, outage = write(folder), _outage(folder)
    print(made, outage, sep="\n")
    if deploy:
        told = release(stage, made, outage, lambda region: boto3.Session(region_name=region))
        print(*(f"{key:<22} {value}" for key, value in sorted(told.items())), sep="\n")


def _outage(folder: Path) -> Path:
    path = folder / "uit.html"
    path.write_text(page(Settings().service.values()), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
