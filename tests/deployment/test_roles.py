"""The role that releases, and the boundary of every role that it makes."""

import json
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from chalice.package import YAMLTemplateSerializer

from infra.deployment.roles import TEMPLATE, Roles, RolesMissing, make_roles, read_roles
from infra.packaging.template import finish
from tests.deployment.account import STAGE, Account

ROOM: dict[str, Any] = YAMLTemplateSerializer().load_template(TEMPLATE.read_text(), TEMPLATE.name)["Resources"]
BOUNDARY = ROOM["Boundary"]["Properties"]["PolicyDocument"]["Statement"]
SERVICE = ROOM["ServiceRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]


def allowed(statements: list[dict[str, Any]]) -> set[str]:
    """Every action that is allowed."""
    found: set[str] = set()
    for one in statements:
        if one["Effect"] == "Allow":
            found |= {one["Action"]} if isinstance(one["Action"], str) else set(one["Action"])
    return found


def test_a_stage_without_a_role_is_told_who_makes_it(account: Account) -> None:
    with pytest.raises(RolesMissing, match="make deploy-roles STAGE=prod, once, as an administrator"):
        read_roles(account.deployment().clients.cloudformation, STAGE)


def test_it_is_made_once_and_read_ever_after(account: Account) -> None:
    client = account.deployment().clients.cloudformation
    made = make_roles(client, STAGE, account.told.append)
    assert made == read_roles(client, STAGE) == Roles("ServiceRole", "Boundary")
    assert not account.cloudformation.stacks["chathulp-prod-roles"].terminable


def test_whatever_a_function_may_do_is_within_the_boundary() -> None:
    policies = json.dumps([json.loads(path.read_text()) for path in Path("infra/policies").glob("*.json")])
    asked = {action for listed in re.findall(r'"Action": (\[.*?\])', policies) for action in json.loads(listed)}
    assert asked
    assert asked <= allowed(BOUNDARY), f"add to Boundary in {TEMPLATE.name}: {sorted(asked - allowed(BOUNDARY))}"


def test_the_boundary_is_no_way_to_more() -> None:
    for action in allowed(BOUNDARY):
        assert "*" not in action
        assert not action.startswith(("iam:", "sts:", "cloudformation:"))


def test_no_role_of_a_stage_is_without_it() -> None:
    template = {
        "Resources": {
            "WebsocketAPIDeployment": {},
            "RestAPI": {"Type": "AWS::Serverless::Api", "Properties": {"DefinitionBody": {}}},
            "SomeRole": {"Type": "AWS::IAM::Role", "Properties": {}},
        }
    }
    bound = finish(template)["Resources"]["SomeRole"]["Properties"]["PermissionsBoundary"]
    assert bound["Fn::If"][:2] == ["HasRoleBoundary", {"Ref": "RoleBoundary"}]


def test_it_gives_rights_only_under_the_boundary_and_never_to_itself() -> None:
    giving = {"iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"}
    for one in SERVICE:
        if giving & allowed([one]):
            assert one["Condition"] == {"StringEquals": {"iam:PermissionsBoundary": {"Ref": "Boundary"}}}
    assert any(one["Effect"] == "Deny" and one["Action"] == "iam:*" for one in SERVICE)
    assert not {a for a in allowed(SERVICE) if a.startswith("iam:") and "Boundary" in a and a.startswith("iam:Delete")}


@pytest.mark.parametrize(
    "reading",
    [
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "secretsmanager:GetSecretValue",
        "cognito-idp:AdminGetUser",
        "cognito-idp:AdminCreateUser",
        "s3:PutObject",
    ],
)
def test_who_releases_reads_nobodys_data(reading: str) -> None:
    assert not any(fnmatchcase(reading, action) for action in allowed(SERVICE))
