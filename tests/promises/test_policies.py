"""Each Lambda holds the rights that its work asks for and no other: nothing is missing, nothing is unused."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.audit_head import name_of
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.delivery import Message
from chalicelib.store.disclosures import KNOWN_OF_SUBJECTS
from infra.monitoring.functions import SHORT
from tests.alarms.test_matrix import RINGS
from tests.promises.calls import Right, family_of, named_of_conversations, needed, rights

CONFIG = json.loads(Path(".chalice/config.json").read_text())["lambda_functions"]
FUNCTIONS = sorted(CONFIG)
VAULT = {"Fn::GetAtt": ["VaultTable", "Arn"]}
DISCLOSING = ("DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem")
READS = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"}
TABLES = {"ChatTable": "chat", "VaultTable": "vault"}

# A function names its streams as it likes; connections have no name before they exist, nor heads before their day.
UNNAMEABLE = (":*", "/@connections/*", "/heads/*")

Statement = dict[str, Any]


def statements(function: str) -> list[Statement]:
    """What the policy of `function` allows."""
    policy = json.loads((Path(".chalice") / CONFIG[function]["iam_policy_file"]).read_text())
    return [_where_it_holds(one) for one in policy["Statement"]]


def _where_it_holds(one: dict[str, Any]) -> Statement:
    """A right on the pool is given only where the stage has one of its own."""
    if "Fn::If" not in one:
        return one
    condition, statement, otherwise = one["Fn::If"]
    assert (condition, otherwise) == ("CognitoStaff", {"Ref": "AWS::NoValue"})
    found: Statement = statement
    return found


def named(statement: Statement) -> list[Any]:
    """The resources of a statement."""
    resource = statement["Resource"]
    return resource if isinstance(resource, list) else [resource]


def granted(function: str) -> Iterator[Right]:
    """The rights on tables, indexes and connections that a policy gives, one by one."""
    for one in statements(function):
        for action in one["Action"]:
            for resource in named(one):
                if action.startswith("dynamodb:"):
                    yield from _on_table(action, resource, one.get("Condition", {}))
                elif action == "execute-api:ManageConnections":
                    method = re.search(r"/api/(POST|DELETE)/", resource["Fn::Sub"])
                    assert method, resource
                    yield Right(action, method[1].lower(), "")


def _on_table(action: str, resource: Any, condition: dict[str, Any]) -> Iterator[Right]:
    if index := re.fullmatch(r"\$\{(\w+)\.Arn\}/index/(\w+)", resource.get("Fn::Sub", "")):
        yield Right(action, f"{TABLES[index[1]]}/index/{index[2]}", "")
        return
    for family in condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]:
        yield Right(action, TABLES[resource["Fn::GetAtt"][0]], family)


def holds(function: str, action: str) -> bool:
    """Whether `function` may do this anywhere."""
    return any(action in one["Action"] for one in statements(function))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nothing_that_is_called_is_missing(function: str) -> None:
    missing = rights().get(function, frozenset()) - set(granted(function))
    assert not missing, f"add to infra/policies/{function}.json: {sorted(missing)}"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nothing_that_is_granted_is_unused(function: str) -> None:
    unused = set(granted(function)) - rights().get(function, frozenset())
    assert not unused, f"take out of infra/policies/{function}.json, or show its use in a scene: {sorted(unused)}"


@pytest.mark.parametrize(
    ("dependency", "action"),
    [
        ("secret", "secretsmanager:GetSecretValue"),
        ("push", "execute-api:ManageConnections"),
        ("directory", "cognito-idp:AdminGetUser"),
        ("directory", "cognito-idp:AdminListGroupsForUser"),
        ("topic", "sns:Publish"),
        ("key", "kms:Sign"),
        ("bucket", "s3:PutObject"),
    ],
)
def test_services_are_granted_to_who_asks_them(dependency: str, action: str) -> None:
    asking = {function for function, short in SHORT.items() if (short, dependency) in RINGS}
    assert {function for function in FUNCTIONS if holds(function, action)} == asking


@pytest.mark.parametrize("asked", ["announce", "vault"])
def test_a_function_is_asked_by_who_needs_it_and_by_nobody_else(asked: str) -> None:
    asking = {function for function, short in SHORT.items() if (short, asked) in RINGS}
    assert {function for function in FUNCTIONS if asked in _invoked(function)} == asking


def _invoked(function: str) -> set[str]:
    """The functions that this one may start."""
    named_ones = [one for one in statements(function) if "lambda:InvokeFunction" in one["Action"]]
    called = {resource["Fn::Sub"].rpartition("-")[2] for one in named_ones for resource in named(one)}
    assert all(one.endswith(":live") for one in called), "an alias is called, or a release could not be taken back"
    return {one.removesuffix(":live") for one in called}


def test_only_who_leaves_what_was_not_told_may_write_the_queue() -> None:
    assert [function for function in FUNCTIONS if holds(function, "sqs:SendMessage")] == ["announce"]


@pytest.mark.parametrize("action", ["sns:Publish", "kms:Sign", "s3:PutObject"])
def test_only_the_vault_tells_administrators_signs_and_locks_away(action: str) -> None:
    assert [function for function in FUNCTIONS if holds(function, action)] == ["vault"]


def test_it_signs_with_one_key_and_puts_heads_into_one_bucket() -> None:
    found = {action: one["Resource"] for one in statements("vault") for action in one["Action"]}
    assert found["kms:Sign"] == {"Fn::GetAtt": ["AuditKey", "Arn"]}
    assert found["s3:PutObject"] == {"Fn::Sub": "${AuditHeads.Arn}/heads/*"}
    assert name_of(date(2026, 11, 24)).startswith("heads/")


def test_every_action_is_known_to_the_walk() -> None:
    walked = {"execute-api:ManageConnections", "lambda:InvokeFunction", "secretsmanager:GetSecretValue"}
    walked |= {"cognito-idp:AdminGetUser", "cognito-idp:AdminListGroupsForUser"}
    walked |= {"sns:Publish", "kms:Sign", "s3:PutObject"}
    besides = {"logs:CreateLogStream", "logs:PutLogEvents", "kms:Decrypt", "sqs:SendMessage"}
    for function in FUNCTIONS:
        for one in statements(function):
            assert {a for a in one["Action"] if not a.startswith("dynamodb:")} <= walked | besides


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nothing_is_allowed_everywhere(function: str) -> None:
    texts = [json.dumps(resource).strip('"}') for one in statements(function) for resource in named(one)]
    assert [text for text in texts if "*" in text and not text.endswith(UNNAMEABLE)] == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_actions_are_named_and_none_scans(function: str) -> None:
    allowed = {action for one in statements(function) for action in one["Action"]}
    assert [action for action in allowed if "*" in action or action.endswith(":Scan")] == []


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name != "vault"])
def test_nobody_who_serves_people_reads_the_vault(function: str) -> None:
    assert not {right.action for right in granted(function) if right.resource == "vault"} & READS


def test_the_chat_puts_an_origin_only_vault_finds_and_deletes_it_and_has_the_trail() -> None:
    touching = {name: {right for right in granted(name) if right.resource == "vault"} for name in FUNCTIONS}
    assert {name: found for name, found in touching.items() if found} == {
        "websocket_message": {Right("dynamodb:PutItem", "vault", "ORIGIN#*")},
        "vault": {
            *(Right(f"dynamodb:{action}", "vault", "AUDIT#*") for action in ("GetItem", "PutItem", "Query")),
            *(Right(f"dynamodb:{action}", "vault", "DISCLOSURE#*") for action in DISCLOSING),
            *(Right(f"dynamodb:{action}", "vault", "ORIGIN#*") for action in ("DeleteItem", "Query")),
        },
    }


def test_a_write_to_the_vault_gives_nothing_back() -> None:
    writes = [one for one in statements("websocket_message") if one["Resource"] == VAULT]
    assert writes
    assert all(one["Condition"]["StringEqualsIfExists"] == {"dynamodb:ReturnValues": "NONE"} for one in writes)


def test_who_reads_origins_reads_no_word_of_a_conversation_not_even_by_its_key() -> None:
    """Where somebody came from and what they said must not meet in one function: every right says which attributes."""
    touching = [one for one in statements("vault") if "CONVERSATION#" in str(one)]
    assert {action for one in touching for action in one["Action"]} & READS == {"dynamodb:Query"}
    for one in touching:
        assert set(attributes(one)) <= {"pk", "sk", "conversation", *KNOWN_OF_SUBJECTS}
        if "dynamodb:Query" in one["Action"]:
            assert one["Condition"]["StringEquals"] == {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}


def attributes(statement: Statement) -> list[str]:
    """The only attributes that a statement lets through."""
    named_ones: list[str] = statement["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"]
    return named_ones


def test_what_vault_names_of_conversations_is_what_it_may_name_and_nothing_more() -> None:
    allowed: dict[str, set[str]] = {}
    for one in statements("vault"):
        for action in one["Action"] if "CONVERSATION#" in str(one) else ():
            allowed.setdefault(action, set()).update(attributes(one))
    asked: dict[str, set[str]] = {}
    for action, found in named_of_conversations():
        asked.setdefault(action, set()).update(found)
    assert asked == allowed


def test_what_is_known_of_a_conversation_is_nothing_that_anybody_said_or_chose() -> None:
    words = {"text", "nickname", "intake"}
    assert words <= {field.name for kind in (Message, Conversation) for field in fields(kind)}
    assert not words & set(KNOWN_OF_SUBJECTS)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_vaults_key_opens_through_dynamodb_for_that_table_and_for_who_writes_it(function: str) -> None:
    writes = any(right.resource == "vault" for right in granted(function))
    assert holds(function, "kms:Decrypt") == writes
    for one in statements(function):
        if "kms:Decrypt" in one["Action"]:
            assert one["Action"] == ["kms:Decrypt"]
            assert set(one["Condition"]["StringEquals"]) == {
                "kms:ViaService",
                "kms:EncryptionContext:aws:dynamodb:tableName",
            }


def test_the_walk_would_see_a_stranger() -> None:
    stranger = {"TableName": "chat", "Key": {"pk": {"S": "SECRETS#1"}, "sk": {"S": "x"}}}
    assert list(needed("delete_item", stranger)) == [Right("dynamodb:DeleteItem", "chat", "SECRETS#*")]
    assert family_of("BLOCKS") == "BLOCKS"
    with pytest.raises(AssertionError, match="scan"):
        list(needed("scan", {}))
