"""Releases through aliases: whoever calls a function calls its alias, and an alarm takes it back."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra.deployment.release import AT_ONCE
from infra.monitoring.functions import SHORT
from infra.monitoring.room import alarms
from infra.monitoring.shifts import GUARDS, shift
from infra.packaging.template import finish, gather_rooms
from tests.deployment.account import Account, template

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {}}
NAMES = {alarm.name for alarm in alarms()}


def heeded(short: str) -> set[str]:
    """The alarms that take the alias of a function back."""
    condition, on, off = shift(short)["Alarms"]["Fn::If"]
    assert (condition, off) == ("HeedsAlarms", [])
    return {one["Ref"] for one in on}


@pytest.mark.parametrize("short", SHORT.values())
def test_a_functions_own_faults_take_it_back(short: str) -> None:
    assert heeded(short) <= NAMES
    assert f"{short.capitalize()}Dies" in heeded(short)
    assert 2 <= len(heeded(short)) <= 10, "CodeDeploy looks at ten alarms at most"


def test_what_rings_when_nothing_is_said_takes_nothing_back() -> None:
    silent = {alarm.name for alarm in alarms() if alarm.silence_rings}
    assert silent
    assert not silent & {name for short in SHORT.values() for name in heeded(short)}
    assert not silent & set(GUARDS)


def test_pages_come_whole_and_everything_else_a_part_at_a_time() -> None:
    """A page of one release must not ask the other one for its files."""
    assert {short for short in SHORT.values() if shift(short)["Type"] == "AllAtOnce"} == {"api"}


def test_cloudformation_looks_at_alarms_that_exist_and_at_five_at_most() -> None:
    assert set(GUARDS) <= NAMES
    assert len(GUARDS) <= 5


CHALICE: dict[str, Any] = {
    "WebsocketAPIDeployment": {"Type": "AWS::ApiGatewayV2::Deployment"},
    "APIHandler": {
        "Type": "AWS::Serverless::Function",
        "Properties": {"FunctionName": {"Fn::Sub": "${AWS::StackName}-api"}},
    },
    "ByName": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "APIHandler"}}},
    "ByArn": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Fn::GetAtt": ["APIHandler", "Arn"]}}},
    "Route": {
        "Type": "AWS::ApiGatewayV2::Integration",
        "Properties": {
            "IntegrationUri": {"Fn::Sub": ["…${WebsocketHandler}…", {"WebsocketHandler": {"Ref": "APIHandler"}}]}
        },
    },
    "RestAPI": {
        "Type": "AWS::Serverless::Api",
        "Properties": {"DefinitionBody": {"uri": {"Fn::Sub": "functions/${APIHandler.Arn}/invocations"}}},
    },
}


def test_whatever_chalice_points_at_a_function_points_at_its_alias() -> None:
    made = finish({"Resources": json.loads(json.dumps(CHALICE))})["Resources"]
    assert made["ByName"]["Properties"]["FunctionName"] == {"Ref": "APIHandler.Alias"}
    assert made["ByArn"]["Properties"]["FunctionName"] == {"Ref": "APIHandler.Alias"}
    uri, given = made["Route"]["Properties"]["IntegrationUri"]["Fn::Sub"]
    assert given == {"Alias": {"Ref": "APIHandler.Alias"}}
    assert uri.endswith("/functions/${Alias}/invocations")
    assert "-api:live/invocations" in made["RestAPI"]["Properties"]["DefinitionBody"]["uri"]["Fn::Sub"]


def test_our_own_calls_go_to_the_alias_too() -> None:
    rooms = gather_rooms()
    variables = rooms["Globals"]["Function"]["Environment"]["Variables"]
    assert rooms["Globals"]["Function"]["AutoPublishAlias"] == "live"
    assert variables["ANNOUNCE_FUNCTION"] == {"Fn::Sub": "${AWS::StackName}-announce:live"}
    assert variables["VAULT_FUNCTION"] == {"Fn::Sub": "${AWS::StackName}-vault:live"}
    policies = "".join(path.read_text() for path in Path("infra/policies").glob("*.json"))
    assert set(re.findall(r"function:\$\{AWS::StackName\}-(\S+?)\"", policies)) == {"announce:live", "vault:live"}


def test_each_release_is_a_version_also_one_that_changes_a_parameter_alone(account: Account) -> None:
    account.releases("1")
    first = published(account)
    account.releases("1")
    assert published(account) == first
    account.releases("2")
    assert published(account) != first


def test_after_a_secret_was_turned_over_every_function_begins_anew(account: Account) -> None:
    account.releases("1")
    first = published(account)
    account.releases("1", fresh=True)
    assert published(account) != first


def published(account: Account) -> str:
    digest: str = account.stack.template["Resources"]["APIHandler"]["Properties"]["AutoPublishCodeSha256"]
    return digest


NONE = {"RollbackTriggers": [], "MonitoringTimeInMinutes": 0}
"""Said, because what is left out goes on from the release before."""


def test_what_rings_takes_the_whole_stack_back(account: Account) -> None:
    alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": {}}
    guarded = template(ApiFailed=alarm)
    account.releases("1", guarded, heed=["ApiFailed", "MessageFailed"])
    assert account.cloudformation.rollback == NONE, "an alarm that does not stand yet would fail the release"
    account.releases("2", guarded, heed=["ApiFailed", "MessageFailed"])
    triggers = account.cloudformation.rollback["RollbackTriggers"]
    assert [one["Arn"] for one in triggers] == [
        "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:chathulp-prod-ApiFailed"
    ]
    assert account.cloudformation.rollback["MonitoringTimeInMinutes"] == 10


def test_who_mends_what_rings_is_stopped_by_no_alarm(account: Account) -> None:
    guarded = template(ApiFailed={"Type": "AWS::CloudWatch::Alarm", "Properties": {}})
    account.releases("1", guarded, heed=["ApiFailed"])
    account.releases("2", guarded, heed=["ApiFailed"])
    assert account.cloudformation.rollback != NONE
    account.releases("3", guarded)
    assert account.cloudformation.rollback == NONE
    assert AT_ONCE.items() <= account.stack.parameters.items()
    assert set(AT_ONCE) <= gather_rooms()["Parameters"].keys()
