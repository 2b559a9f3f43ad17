"""Each Lambda holds the keys that its work asks for and no other."""

import json
from pathlib import Path
from typing import Any

import pytest

CONFIG = json.loads(Path(".chalice/config.json").read_text())["lambda_functions"]
FUNCTIONS = sorted(CONFIG)
VAULT = {"Fn::GetAtt": ["VaultTable", "Arn"]}
READS = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"}

# A function names its streams as it likes, and connections have no name before they exist.
UNNAMEABLE = (":*", "/@connections/*")

Statement = dict[str, Any]


def statements(function: str) -> list[Statement]:
    """What the policy of `function` allows."""
    policy = json.loads((Path(".chalice") / CONFIG[function]["iam_policy_file"]).read_text())
    found: list[Statement] = policy["Statement"]
    return found


def actions_on_vault(function: str) -> set[str]:
    """What `function` may do with the vault."""
    return {action for one in statements(function) if one["Resource"] == VAULT for action in one["Action"]}


def resources(function: str) -> list[str]:
    """Every resource that `function` may touch, as text."""
    found: list[str] = []
    for one in statements(function):
        named = one["Resource"] if isinstance(one["Resource"], list) else [one["Resource"]]
        found += [name["Fn::Sub"] if "Fn::Sub" in name else json.dumps(name) for name in named]
    return found


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nothing_is_allowed_everywhere(function: str) -> None:
    assert [name for name in resources(function) if "*" in name and not name.endswith(UNNAMEABLE)] == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_actions_are_named_and_none_scans(function: str) -> None:
    allowed = {action for one in statements(function) for action in one["Action"]}
    assert [action for action in allowed if "*" in action or action.endswith(":Scan")] == []


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name != "api_handler"])
def test_only_the_administrators_path_reads_the_vault(function: str) -> None:
    assert not actions_on_vault(function) & READS


def test_the_administrators_path_appends_to_the_vault_and_changes_nothing_there() -> None:
    assert not actions_on_vault("api_handler") & {"dynamodb:UpdateItem", "dynamodb:DeleteItem"}


def test_the_chat_puts_an_origin_and_upkeep_dates_it() -> None:
    touching = {name: actions_on_vault(name) for name in FUNCTIONS if actions_on_vault(name)}
    assert touching.pop("api_handler")
    assert touching == {"websocket_message": {"dynamodb:PutItem"}, "upkeep": {"dynamodb:UpdateItem"}}


@pytest.mark.parametrize("function", ["websocket_message", "upkeep"])
def test_a_write_to_the_vault_gives_nothing_back(function: str) -> None:
    writes = [one for one in statements(function) if one["Resource"] == VAULT]
    assert all(one["Condition"]["StringEqualsIfExists"] == {"dynamodb:ReturnValues": "NONE"} for one in writes)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_vaults_key_opens_through_dynamodb_for_that_table_only(function: str) -> None:
    for one in statements(function):
        if any(action.startswith("kms:") for action in one["Action"]):
            assert one["Action"] == ["kms:Decrypt"]
            assert set(one["Condition"]["StringEquals"]) == {
                "kms:ViaService",
                "kms:EncryptionContext:aws:dynamodb:tableName",
            }
