"""Writes in DynamoDB's own language; boto3 builds conditions and has no builder for updates."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from boto3.dynamodb.conditions import ConditionExpressionBuilder

from chalicelib.store.attributes import to_attributes
from chalicelib.store.writes import Condition, Delete, Put, Update, Write

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

Parameters = dict[str, object]


def parameters(write: Write) -> Parameters:
    """The arguments of the one call that makes this write."""
    named: dict[str, str] = {}
    valued: dict[str, object] = {}
    written = _body(write, named, valued) | _condition(write.only_if, named, valued)
    written |= {"ExpressionAttributeNames": named} if named else {}
    return written | ({"ExpressionAttributeValues": to_attributes(valued)} if valued else {})


def _body(write: Write, named: dict[str, str], valued: dict[str, object]) -> Parameters:
    if isinstance(write, Put):
        put: Parameters = {"TableName": write.table, "Item": to_attributes(write.item)}
        return put | ({"ReturnValuesOnConditionCheckFailure": "ALL_OLD"} if write.only_if and not write.blind else {})
    body: Parameters = {"TableName": write.table, "Key": to_attributes(write.key)}
    if isinstance(write, Update):
        body["UpdateExpression"] = _update(write, named, valued)
    return body


def _update(write: Update, named: dict[str, str], valued: dict[str, object]) -> str:
    def name(attribute: str) -> str:
        return _placed(named, "#u", attribute)

    def value(content: object) -> str:
        placeholder = f":u{len(valued)}"
        valued[placeholder] = content
        return placeholder

    present = {attribute: content for attribute, content in write.set.items() if content is not None}
    absent = [*write.remove, *(attribute for attribute in write.set if attribute not in present)]
    sets = [f"{name(attribute)} = {value(content)}" for attribute, content in present.items()]
    sets += [
        f"{name(attribute)} = if_not_exists({name(attribute)}, {value(content)})"
        for attribute, content in write.initial.items()
    ]
    adds = [f"{name(attribute)} {value(amount)}" for attribute, amount in write.add.items()]
    return _clauses({"SET": sets, "REMOVE": [name(attribute) for attribute in absent], "ADD": adds})


def _placed(named: dict[str, str], prefix: str, attribute: str) -> str:
    known = {attribute: placeholder for placeholder, attribute in named.items()}
    if attribute not in known:
        known[attribute] = f"{prefix}{len(named)}"
        named[known[attribute]] = attribute
    return known[attribute]


def _clauses(clauses: Mapping[str, list[str]]) -> str:
    return " ".join(f"{word} {', '.join(parts)}" for word, parts in clauses.items() if parts)


def _condition(condition: Condition | None, named: dict[str, str], valued: dict[str, object]) -> Parameters:
    if condition is None:
        return {}
    built = ConditionExpressionBuilder().build_expression(condition.expression)
    named |= built.attribute_name_placeholders
    valued |= built.attribute_value_placeholders
    return {"ConditionExpression": built.condition_expression}


def transact_item(write: Write) -> "TransactWriteItemTypeDef":
    """The same write as a part of a transaction."""
    word = {Put: "Put", Update: "Update", Delete: "Delete"}[type(write)]
    return cast("TransactWriteItemTypeDef", {word: parameters(write)})
