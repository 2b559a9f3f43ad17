"""What a pipeline may do: what a release does and no more, for one job, under the role within the boundary."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chalice.package import YAMLTemplateSerializer

from infra.deployment.stage import read_stage

ACCOUNT = Path("infra/pipelines/account.yaml")
TEMPLATE: dict[str, Any] = YAMLTemplateSerializer().load_template(ACCOUNT.read_text(encoding="utf-8"), ACCOUNT.name)
RESOURCES, PARAMETERS = TEMPLATE["Resources"], TEMPLATE["Parameters"]
SERVICES = {"client": "cloudformation", "functions": "lambda", "cognito": "cognito-idp"}
SERVICES |= {"secrets": "secretsmanager", "keys": "kms", "s3": "s3", "sts": "sts", "dynamodb": "dynamodb"}
"""What the clients of a release are called, and whose they are."""

CALLED_OTHERWISE = {
    "s3:HeadBucket": "s3:ListBucket",
    "s3:HeadObject": "s3:GetObject",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:ListBuckets": "s3:ListAllMyBuckets",
    "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
    "lambda:GetLayerVersionByArn": "lambda:GetLayerVersion",
    "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
}
"""Where a right is not called what the call is."""

NEEDS_NONE = {"sts:GetCallerIdentity"}
A_PERSONS = {"cloudformation:DeleteStack"}
"""A first release that failed is cleared away by an administrator: a pipeline deletes nothing."""

BESIDES = {"iam:PassRole"}
"""What no call of ours is, but a call with a role asks."""


def _calls(folder: Path) -> set[str]:
    """The actions behind every call to a client in a room."""
    found = {call for path in folder.glob("*.py") for call in _calls_of(ast.parse(path.read_text(encoding="utf-8")))}
    return {CALLED_OTHERWISE.get(action, action) for action in found}


def _calls_of(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            if service := SERVICES.get(owner):
                named = ast.literal_eval(node.args[0]) if node.func.attr == "get_paginator" else node.func.attr
                yield f"{service}:{''.join(part.capitalize() for part in named.split('_'))}"


def _statements(role: str) -> list[Any]:
    policies = RESOURCES[role]["Properties"]["Policies"]
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def _actions(role: str, effect: str) -> set[str]:
    granted = [one["Action"] for one in _statements(role) if one["Effect"] == effect]
    return {action for some in granted for action in ([some] if isinstance(some, str) else some)}


def _tried() -> set[str]:
    """The actions behind what `make smoke` asks of the account."""
    source = Path("infra/smoke/account.py").read_text(encoding="utf-8")
    calls = re.findall(r'client\("([a-z0-9]+)"(?:, region)?\)\.(?:get_paginator\(")?([a-z_]+)', source)
    found = {f"{service}:{''.join(part.capitalize() for part in call.split('_'))}" for service, call in calls}
    return {CALLED_OTHERWISE.get(action, action) for action in found}


def test_a_pipeline_may_what_a_release_and_its_trial_ask_and_nothing_else() -> None:
    asked = (_calls(Path("infra/deployment")) | _tried()) - NEEDS_NONE - A_PERSONS
    assert len(asked) > 15
    assert _actions("Releaser", "Allow") ^ (asked | BESIDES) == set()


def test_it_releases_under_the_role_that_stays_within_the_boundary() -> None:
    by_id = {one["Sid"]: one for one in _statements("Releaser")}
    deployer = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Stack}-deployer"}
    assert by_id["HandsTheRoleToCloudFormation"]["Resource"] == deployer
    refused = by_id["NeverAsItself"]
    assert (refused["Effect"], refused["Action"]) == ("Deny", "cloudformation:CreateChangeSet")
    assert refused["Resource"] == by_id["ProposesAndCarriesOut"]["Resource"]
    assert refused["Condition"] == {"StringNotEquals": {"cloudformation:RoleArn": deployer}}


def test_only_lists_are_of_the_whole_account() -> None:
    wide = {action for one in _statements("Releaser") if one["Resource"] == "*" for action in one["Action"]}
    assert {action for action in wide if ":List" not in action} == {"kms:DescribeKey", "cloudwatch:DescribeAlarms"}


@pytest.mark.parametrize(("role", "subject"), [("Releaser", "ReleaseSubject"), ("Looker", "LookSubject")])
def test_one_job_is_believed_and_no_pattern(role: str, subject: str) -> None:
    written = RESOURCES[role]["Properties"]["AssumeRolePolicyDocument"]["Fn::Sub"]
    [trust] = json.loads(written)["Statement"]
    assert trust["Action"] == "sts:AssumeRoleWithWebIdentity"
    exactly = {"${Issuer}:aud": "${Audience}", "${Issuer}:sub": f"${{{subject}}}"}
    assert trust["Condition"] == {"StringEquals": exactly}
    allowed = re.compile(PARAMETERS[subject]["AllowedPattern"])
    assert allowed.fullmatch("repo:caw/chathulp:environment:prod")
    assert allowed.fullmatch("project_path:caw/chathulp:ref_type:branch:ref:main")
    assert not allowed.fullmatch("repo:caw/chathulp:*") and not allowed.fullmatch("*")


def test_who_looks_for_drift_reads_nothing_that_anybody_said() -> None:
    assert _calls(Path("infra/pipelines")) <= _actions("Looker", "Allow")
    denied = _actions("Looker", "Deny")
    assert {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"} <= denied
    assert {"logs:GetLogEvents", "logs:FilterLogEvents", "secretsmanager:GetSecretValue", "s3:GetObject"} <= denied


def test_the_budget_counts_what_the_stage_bears() -> None:
    budget = RESOURCES["Budget"]["Properties"]
    [tag] = budget["Budget"]["CostFilters"]["TagKeyValue"]
    assert tag == {"Fn::Join": ["", ["user:Stack$", {"Ref": "Stack"}]]}
    stage = read_stage("prod")
    assert {"Key": "Stack", "Value": stage.stack} in stage.tags
    kinds = [one["Notification"]["NotificationType"] for one in budget["NotificationsWithSubscribers"]]
    assert kinds == ["ACTUAL", "ACTUAL", "FORECASTED"]
