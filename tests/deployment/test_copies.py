"""A night without its copy in another region is told to whom the alarms are told."""

import json
from typing import cast

import pytest
from moto.events.models import EventPattern
from moto.events.utils import EventMessageType

from infra.packaging.template import Template, gather_rooms

VAULT = "chathulp-prod"
ARN = f"arn:aws:backup:eu-central-1:123456789012:backup-vault:{VAULT}"
ELSEWHERE = f"arn:aws:backup:eu-west-1:123456789012:backup-vault:{VAULT}"


@pytest.fixture(scope="module")
def template() -> Template:
    return gather_rooms()


@pytest.fixture(scope="module")
def rule(template: Template) -> EventPattern:
    """The rule as it stands in the stage `chathulp-prod`."""
    pattern = json.dumps(template["Resources"]["CopyFailed"]["Properties"]["EventPattern"])
    there = pattern.replace('{"Ref": "CopyVault"}', f'"{VAULT}"').replace(
        '{"Fn::GetAtt": ["CopyVault", "BackupVaultArn"]}', f'"{ARN}"'
    )
    assert "CopyVault" not in there
    return EventPattern.load(there)


def _event(kind: str, state: str, **vault: str) -> EventMessageType:
    told = {"source": "aws.backup", "detail-type": f"{kind} Job State Change", "detail": {"state": state, **vault}}
    return cast("EventMessageType", told)


@pytest.mark.parametrize("state", ["FAILED", "ABORTED", "EXPIRED"])
def test_what_came_to_nothing_is_told(rule: EventPattern, state: str) -> None:
    assert rule.matches_event(_event("Backup", state, backupVaultName=VAULT))
    assert rule.matches_event(_event("Copy", state, sourceBackupVaultArn=ARN, destinationBackupVaultArn=ELSEWHERE))


@pytest.mark.parametrize("state", ["CREATED", "RUNNING", "COMPLETED"])
def test_a_night_that_goes_well_wakes_nobody(rule: EventPattern, state: str) -> None:
    assert not rule.matches_event(_event("Backup", state, backupVaultName=VAULT))
    assert not rule.matches_event(_event("Copy", state, sourceBackupVaultArn=ARN))


def test_another_stage_of_the_account_is_not_ours_to_tell(rule: EventPattern) -> None:
    assert not rule.matches_event(_event("Backup", "FAILED", backupVaultName="chathulp-test"))
    assert not rule.matches_event(_event("Copy", "FAILED", sourceBackupVaultArn=ELSEWHERE))


def test_the_topic_takes_it_and_still_takes_alarms(template: Template) -> None:
    policy = template["Resources"]["AlarmTopicPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert {one["Principal"]["Service"] for one in policy} == {"cloudwatch.amazonaws.com", "events.amazonaws.com"}
    assert {resource["Condition"] for resource in _told(template)} == {"CopyFailureIsTold"}


def _told(template: Template) -> list[dict[str, str]]:
    return [template["Resources"][name] for name in ("CopyFailed", "AlarmTopicPolicy")]
