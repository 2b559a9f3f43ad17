"""`python -m infra.pipelines.drift STAGE`: what of a stage no longer is as it was released."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.stage import UnknownStage, read_stage

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

SECONDS = 5.0
_MOVED: Any = ["MODIFIED", "DELETED"]


class NotLooked(Exception):
    """CloudFormation could not look; the message is its own."""


@dataclass(frozen=True)
class Drift:
    """One resource that somebody changed past the release."""

    name: str
    how: str
    what: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join([f"{self.name:<28} {self.how.lower():<9}", ", ".join(self.what)]).rstrip()


def drifts(client: "CloudFormationClient", stack: str, wait: Callable[[float], None] = time.sleep) -> list[Drift]:
    """Every resource of `stack` that is changed or gone. Raises NotLooked."""
    look = client.detect_stack_drift(StackName=stack)["StackDriftDetectionId"]
    while (told := client.describe_stack_drift_detection_status(StackDriftDetectionId=look))[
        "DetectionStatus"
    ] == "DETECTION_IN_PROGRESS":
        wait(SECONDS)
    if told["DetectionStatus"] == "DETECTION_FAILED":
        raise NotLooked(told.get("DetectionStatusReason", "CloudFormation gives no reason"))
    return list(_found(client, stack))


def _found(client: "CloudFormationClient", stack: str) -> Iterator[Drift]:
    asked: dict[str, Any] = {"StackName": stack, "StackResourceDriftStatusFilters": _MOVED}
    while True:
        page = client.describe_stack_resource_drifts(**asked)
        for one in page["StackResourceDrifts"]:
            paths = (change["PropertyPath"] for change in one.get("PropertyDifferences", []))
            yield Drift(one["LogicalResourceId"], one["StackResourceDriftStatus"], tuple(paths))
        if not (more := page.get("NextToken")):
            return
        asked["NextToken"] = more


def main() -> None:
    """Look at the stage named on the command line; fail when something moved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    try:
        stage = read_stage(parser.parse_args().stage)
        found = drifts(boto3.Session(region_name=stage.region).client("cloudformation"), stage.stack)
    except (NotLooked, UnknownStage, ClientError, BotoCoreError) as error:
        sys.exit(f"not looked: {error}")
    print("\n".join(map(str, found)) or f"{stage.stack} is as it was released")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
