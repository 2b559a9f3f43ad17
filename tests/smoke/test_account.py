"""What `make smoke` says of an account that is not as it should be."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import boto3
import pytest

from infra.monitoring.functions import SHORT
from infra.smoke.account import checks
from infra.smoke.outcome import FAILS, NOT_TRIED, WORKS, tried
from infra.smoke.stage import Tried

PROTECTED = '{"Statement": [{"Effect": "Allow"}, {"Effect": "Deny", "Resource": ["LogicalResourceId/ChatTable"]}]}'


@dataclass
class Account:
    """An account as it should be; a test spoils one thing. Plays every client."""

    terminable: bool = False
    policy: str = PROTECTED
    time_to_live: str = "ENABLED"
    recovery: str = "ENABLED"
    subscriptions: dict[str, list[str]] = field(
        default_factory=lambda: {"AlarmTopic": ["arn:sub"], "EmergencyContacts": ["arn:sub"]}
    )
    moving: str = ""
    ringing: str = "OK"
    actions: list[str] = field(default_factory=lambda: ["arn:topic"])
    lines: int = 1
    lock: str = "COMPLIANCE"
    copies: dict[str, float] = field(default_factory=lambda: {"chat": 6, "vault": 6})
    """Hours since each table was copied to the other region."""
    copy_region: str = "eu-west-1"
    vault_stands: bool = True
    region: str = "eu-central-1"

    def client(self, _service: str, region_name: str | None = None, **_: Any) -> "Account":
        return replace(self, region=region_name) if region_name else self

    def describe_backup_vault(self, **_: Any) -> None:
        assert self.vault_stands
        assert self.region == self.copy_region

    def get_alias(self, FunctionName: str, **_: Any) -> Any:  # noqa: N803
        weights = {"8": 0.1} if self.moving and FunctionName.endswith(self.moving) else {}
        return {"FunctionVersion": "7", "RoutingConfig": {"AdditionalVersionWeights": weights}}

    def describe_stacks(self, **_: Any) -> Any:
        given = [{"ParameterKey": "CopyRegion", "ParameterValue": self.copy_region}]
        return {"Stacks": [{"EnableTerminationProtection": not self.terminable, "Parameters": given}]}

    def get_stack_policy(self, **_: Any) -> Any:
        return {"StackPolicyBody": self.policy}

    def describe_time_to_live(self, **_: Any) -> Any:
        return {"TimeToLiveDescription": {"TimeToLiveStatus": self.time_to_live, "AttributeName": "expires_at"}}

    def describe_continuous_backups(self, **_: Any) -> Any:
        told = {"PointInTimeRecoveryStatus": self.recovery, "RecoveryPeriodInDays": 2}
        return {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": told}}

    def _resources(self) -> Any:
        """A topic may stand on any page."""
        named = [{"LogicalResourceId": name, "PhysicalResourceId": name} for name in self.subscriptions]
        return [{"StackResourceSummaries": [{"LogicalResourceId": "Other", "PhysicalResourceId": "other"}]}] + [
            {"StackResourceSummaries": [one]} for one in named
        ]

    def list_subscriptions_by_topic(self, TopicArn: str) -> Any:  # noqa: N803
        return {
            "Subscriptions": [{"SubscriptionArn": one, "Protocol": "email"} for one in self.subscriptions[TopicArn]]
        }

    def get_paginator(self, _name: str) -> "Account":
        return self

    def paginate(self, BackupVaultName: str = "", StackName: str = "", **_: Any) -> Any:  # noqa: N803
        if StackName:
            return self._resources()
        if BackupVaultName:
            assert self.region == self.copy_region
            return [{"RecoveryPoints": [self._copy(table, age)]} for table, age in self.copies.items()]
        alarm = {"AlarmName": "MessageFailed", "AlarmActions": self.actions, "ActionsEnabled": True}
        return [{"MetricAlarms": [alarm | {"StateValue": self.ringing}]}]

    def _copy(self, table: str, age: float) -> Any:
        arn = f"arn:aws:dynamodb:{self.region}:123456789012:table/{table}"
        return {"ResourceArn": arn, "CreationDate": datetime.now(UTC) - timedelta(hours=age)}

    def filter_log_events(self, **_: Any) -> Any:
        return {"events": [{}] * self.lines}

    def get_object_lock_configuration(self, **_: Any) -> Any:
        return {"ObjectLockConfiguration": {"Rule": {"DefaultRetention": {"Mode": self.lock, "Years": 2}}}}


def said(account: Account) -> dict[str, str]:
    """What was tried, and what came of it."""
    told = {"ChatTableName": "chat", "VaultTableName": "vault", "AuditHeadsBucket": "heads"}
    stage = Tried("chathulp-prod", told, cast(boto3.Session, account), None, "", "", {})
    return {outcome.what: outcome.verdict for outcome in tried(checks(stage))}


def test_an_account_as_it_should_be() -> None:
    assert set(said(Account()).values()) == {WORKS}


@pytest.mark.parametrize(
    ("account", "what"),
    [
        (Account(terminable=True), "the stack is protected"),
        (Account(policy='{"Statement": [{"Effect": "Allow"}]}'), "the stack is protected"),
        (Account(time_to_live="DISABLED"), "time to live is on"),
        (Account(recovery="DISABLED"), "backups go back and no further"),
        (Account(subscriptions={"AlarmTopic": [], "EmergencyContacts": ["arn"]}), "alarms are heard"),
        (Account(subscriptions={"EmergencyContacts": ["arn"]}), "alarms are heard"),
        (
            Account(subscriptions={"AlarmTopic": ["PendingConfirmation"], "EmergencyContacts": ["arn"]}),
            "alarms are heard",
        ),
        (
            Account(subscriptions={"AlarmTopic": ["arn"], "EmergencyContacts": ["PendingConfirmation"]}),
            "emergencies are heard",
        ),
        (Account(ringing="ALARM"), "no alarm rings"),
        (Account(actions=[]), "no alarm rings"),
        (Account(lock="GOVERNANCE"), "signed heads are locked"),
        (Account(vault_stands=False), "the copy of the night is elsewhere"),
        (Account(copies={"chat": 6, "vault": 31}), "the copy of the night is elsewhere"),
        (Account(copies={"vault": 6}), "the copy of the night is elsewhere"),
        *((Account(moving=short), "aliases stand on one version") for short in SHORT.values()),
    ],
)
def test_one_thing_wrong_is_said_and_nothing_else(account: Account, what: str) -> None:
    assert [name for name, verdict in said(account).items() if verdict == FAILS] == [what]


def test_before_the_first_night_no_copy_is_no_fault() -> None:
    assert said(Account(copies={}))["the copy of the night is elsewhere"] == WORKS


def test_what_nobody_chose_is_said_and_is_no_fault() -> None:
    found = said(Account(subscriptions={"AlarmTopic": ["arn"], "EmergencyContacts": []}, copy_region=""))
    assert found["emergencies are heard"] == NOT_TRIED
    assert found["the copy of the night is elsewhere"] == NOT_TRIED
    assert FAILS not in found.values()
