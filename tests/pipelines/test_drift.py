"""What somebody changed past a release is named, page after page, and a look that failed is no all-clear."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from infra.pipelines.drift import SECONDS, Drift, NotLooked, drifts

STACK = "chathulp-test"
FILTER = {"StackName": STACK, "StackResourceDriftStatusFilters": ["MODIFIED", "DELETED"]}
AT = "2026-11-27T05:17:00Z"


class Desk:
    """CloudFormation with its answers written beforehand, and a watch that only counts."""

    def __init__(self, *statuses: str, reason: str = "") -> None:
        session = boto3.Session("test", "test", region_name="eu-central-1")
        self.client = session.client("cloudformation")
        self.stub = Stubber(self.client)
        self.waited = 0.0
        self.stub.add_response("detect_stack_drift", {"StackDriftDetectionId": "look-1"}, {"StackName": STACK})
        for status in statuses:
            told = {"StackId": STACK, "StackDriftDetectionId": "look-1", "DetectionStatus": status, "Timestamp": AT}
            told |= {"DetectionStatusReason": reason} if reason else {}
            self.stub.add_response("describe_stack_drift_detection_status", told, {"StackDriftDetectionId": "look-1"})

    def tells(self, *resources: dict[str, Any], more: str = "", after: str = "") -> None:
        answer: dict[str, Any] = {"StackResourceDrifts": list(resources)} | ({"NextToken": more} if more else {})
        self.stub.add_response(
            "describe_stack_resource_drifts", answer, FILTER | ({"NextToken": after} if after else {})
        )

    def looks(self) -> list[Drift]:
        with self.stub:
            found = drifts(self.client, STACK, self._waits)
            self.stub.assert_no_pending_responses()
            return found

    def _waits(self, seconds: float) -> None:
        self.waited += seconds


def _moved(name: str, how: str, *paths: str) -> dict[str, Any]:
    changes = [
        {"PropertyPath": path, "ExpectedValue": "a", "ActualValue": "b", "DifferenceType": "NOT_EQUAL"}
        for path in paths
    ]
    return {
        "StackId": STACK,
        "LogicalResourceId": name,
        "ResourceType": "AWS::Lambda::Function",
        "StackResourceDriftStatus": how,
        "PropertyDifferences": changes,
        "Timestamp": AT,
    }


def test_what_moved_is_named_with_what_of_it() -> None:
    desk = Desk("DETECTION_IN_PROGRESS", "DETECTION_IN_PROGRESS", "DETECTION_COMPLETE")
    desk.tells(_moved("Message", "MODIFIED", "/MemorySize", "/Timeout"), more="page-2")
    desk.tells(_moved("LightDiffers", "DELETED"), after="page-2")
    found = desk.looks()
    assert found == [
        Drift("Message", "MODIFIED", ("/MemorySize", "/Timeout")),
        Drift("LightDiffers", "DELETED", ()),
    ]
    assert [str(one).split() for one in found] == [
        ["Message", "modified", "/MemorySize,", "/Timeout"],
        ["LightDiffers", "deleted"],
    ]
    assert desk.waited == 2 * SECONDS


def test_a_stage_as_it_was_released_names_nothing() -> None:
    desk = Desk("DETECTION_COMPLETE")
    desk.tells()
    assert desk.looks() == []


def test_a_look_that_failed_is_no_all_clear() -> None:
    with pytest.raises(NotLooked, match="may not read"):
        Desk("DETECTION_FAILED", reason="may not read Message").looks()
