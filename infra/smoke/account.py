"""What only the account can tell: time to live, backups, alarms that somebody hears, aliases, protection."""

import json
import time
from datetime import UTC, datetime, timedelta

from infra.monitoring.functions import SHORT
from infra.smoke.outcome import Check, NotTried
from infra.smoke.stage import Tried

NIGHTLY = timedelta(hours=30)
"""A copy begins at one o'clock in the night and may take four hours; the one of a night ago is at most so old."""


def checks(stage: Tried) -> list[Check]:
    """In the order in which an operator would ask."""
    return [
        ("aliases stand on one version", lambda: _aliases(stage)),
        ("the stack is protected", lambda: _protection(stage)),
        ("time to live is on", lambda: _time_to_live(stage)),
        ("backups go back and no further", lambda: _backups(stage)),
        ("the copy of the night is elsewhere", lambda: _copies(stage)),
        ("alarms are heard", lambda: _heard(stage, "AlarmTopic")),
        ("emergencies are heard", lambda: _heard(stage, "EmergencyContacts")),
        ("no alarm rings", lambda: _rings(stage)),
        ("the minute goes by", lambda: _minute(stage)),
        ("signed heads are locked", lambda: _lock(stage)),
    ]


def _aliases(stage: Tried) -> str:
    found = {}
    for short in SHORT.values():
        alias = stage.client("lambda").get_alias(FunctionName=f"{stage.stack}-{short}", Name="live")
        assert not alias.get("RoutingConfig", {}).get("AdditionalVersionWeights"), f"{short} is still being moved"
        found[short] = alias["FunctionVersion"]
    return " ".join(f"{short}:{version}" for short, version in found.items())


def _protection(stage: Tried) -> str:
    described = stage.client("cloudformation").describe_stacks(StackName=stage.stack)["Stacks"][0]
    assert described["EnableTerminationProtection"], "the stack can be deleted by a slip of the hand"
    policy = stage.client("cloudformation").get_stack_policy(StackName=stage.stack)["StackPolicyBody"]
    denied = [one for one in json.loads(policy)["Statement"] if one["Effect"] == "Deny"]
    assert denied, "the stack's policy protects nothing"
    return f"{len(denied[0]['Resource'])} resources are never replaced"


def _tables(stage: Tried) -> list[str]:
    return [stage.told["ChatTableName"], stage.told["VaultTableName"]]


def _time_to_live(stage: Tried) -> str:
    for table in _tables(stage):
        told = stage.client("dynamodb").describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        assert told["TimeToLiveStatus"] == "ENABLED", f"{table}: {told['TimeToLiveStatus']}"
        assert told["AttributeName"] == "expires_at", table
    return "both tables, expires_at"


def _backups(stage: Tried) -> str:
    if stage.local:
        raise NotTried("the emulator's CloudFormation sets no recovery")
    days = set()
    for table in _tables(stage):
        told = stage.client("dynamodb").describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
        recovery = told["PointInTimeRecoveryDescription"]
        assert recovery["PointInTimeRecoveryStatus"] == "ENABLED", table
        days.add(recovery["RecoveryPeriodInDays"])
    return f"{days} days"


def _copies(stage: Tried) -> str:
    """AWS Backup answers for a vault of another region only there."""
    region = stage.parameter("CopyRegion")
    if not region:
        raise NotTried("CopyRegion is not set: nothing leaves the region")
    vault = stage.stack
    stage.client("backup", region).describe_backup_vault(BackupVaultName=vault)
    asked = stage.client("backup", region).get_paginator("list_recovery_points_by_backup_vault")
    kept = [point for page in asked.paginate(BackupVaultName=vault) for point in page["RecoveryPoints"]]
    if not kept:
        return f"the vault in {region} stands and is empty: the first copy comes after one o'clock in the night (UTC)"
    since = datetime.now(UTC) - NIGHTLY
    copied = {point["ResourceArn"].rpartition("/")[2] for point in kept if point["CreationDate"] >= since}
    missing = [table for table in _tables(stage) if table not in copied]
    assert not missing, f"no copy of the last night of {', '.join(missing)}"
    return f"both tables of the last night, in {region}"


def _heard(stage: Tried, topic: str) -> str:
    # Page by page: asked for at once, CloudFormation tells of the first hundred alone.
    pages = stage.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stage.stack)
    resources = [one for page in pages for one in page["StackResourceSummaries"]]
    arns = [one["PhysicalResourceId"] for one in resources if one["LogicalResourceId"] == topic]
    if not arns and stage.local:
        raise NotTried("the local stage wakes nobody")
    assert arns, f"the stack has no {topic}"
    listed = stage.client("sns").list_subscriptions_by_topic(TopicArn=arns[0])["Subscriptions"]
    if not listed and topic == "EmergencyContacts":
        raise NotTried("neither EmergencyEmail nor EmergencySms is set: administrators see it on their page alone")
    assert listed, "nobody is subscribed"
    waiting = [one["Protocol"] for one in listed if one["SubscriptionArn"] == "PendingConfirmation"]
    assert not waiting, f"{', '.join(waiting)} has not followed the link in AWS's message"
    return f"{len(listed)} subscribed"


def _rings(stage: Tried) -> str:
    if stage.local:
        raise NotTried("no metrics are counted here, so an alarm that is quiet says nothing")
    alarms = [
        one
        for page in stage.client("cloudwatch").get_paginator("describe_alarms").paginate(AlarmNamePrefix=stage.stack)
        for one in page["MetricAlarms"]
    ]
    assert alarms, "there are no alarms"
    assert all(one["AlarmActions"] and one["ActionsEnabled"] for one in alarms), "some alarms tell nobody"
    ringing = [one["AlarmName"] for one in alarms if one["StateValue"] == "ALARM"]
    assert not ringing, ", ".join(ringing)
    return f"{len(alarms)} alarms, each tells somebody"


def _minute(stage: Tried) -> str:
    """Upkeep says a word each minute; CloudWatch takes some seconds to show it."""
    group, since = f"/aws/lambda/{stage.stack}-upkeep", datetime.now(UTC) - timedelta(minutes=3)
    give_up = time.monotonic() + 90
    while True:
        told = stage.client("logs").filter_log_events(
            logGroupName=group, startTime=int(since.timestamp() * 1000), filterPattern='{ $.event = "upkeep" }'
        )["events"]
        if told:
            return "upkeep has succeeded within three minutes"
        assert time.monotonic() < give_up, f"nothing in {group}"
        time.sleep(5)


def _lock(stage: Tried) -> str:
    bucket = stage.told["AuditHeadsBucket"]
    told = stage.client("s3").get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]
    rule = told["Rule"]["DefaultRetention"]
    assert rule["Mode"] == "COMPLIANCE", rule
    return f"{rule.get('Years', 0)} years, for whoever owns the account too"
