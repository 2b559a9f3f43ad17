"""Writes in DynamoDB's own language."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from chalicelib.store.attributes import to_attributes
from chalicelib.store.conditions import Places
from chalicelib.store.writes import Check, Condition, Delete, Part, Put, Update

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

Parameters = dict[str, object]


def parameters(write: Part) -> Parameters:
    """The arguments of the one call that makes this write."""
    places = Places()
    return _body(write, places) | _condition(write.only_if, places) | outside(places)


def outside(places: Places) -> Parameters:
    """The arguments with what stands outside an expression."""
    named: Parameters = {"ExpressionAttributeNames": places.names} if places.names else {}
    return named | ({"ExpressionAttributeValues": to_attributes(places.values)} if places.values else {})


def _body(write: Part, places: Places) -> Parameters:
    if isinstance(write, Put):
        put: Parameters = {"TableName": write.table, "Item": to_attributes(write.item)}
        return put | ({"ReturnValuesOnConditionCheckFailure": "ALL_OLD"} if write.only_if and not write.blind else {})
    body: Parameters = {"TableName": write.table, "Key": to_attributes(write.key)}
    if isinstance(write, Update):
        body["UpdateExpression"] = _update(write, places.name, places.value)
    return body


def _update(write: Update, name: Callable[[str], str], value: Callable[[object], str]) -> str:
    present = {attribute: content for attribute, content in write.set.items() if content is not None}
    absent = [*write.remove, *(attribute for attribute in write.set if attribute not in present)]
    sets = [f"{name(attribute)} = {value(content)}" for attribute, content in present.items()]
    sets += [
        f"{name(attribute)} = if_not_exists({name(attribute)}, {value(content)})"
        for attribute, content in write.initial.items()
    ]
    adds = [f"{name(attribute)} {value(amount)}" for attribute, amount in write.add.items()]
    return _clauses({"SET": sets, "REMOVE": [name(attribute) for attribute in absent], "ADD": adds})


def _clauses(clauses: Mapping[str, list[str]]) -> str:
    return " ".join(f"{word} {', '.join(parts)}" for word, parts in clauses.items() if parts)


def _condition(condition: Condition | None, places: Places) -> Parameters:
    return {"ConditionExpression": condition.expression.written(places)} if condition else {}


def transact_item(write: Part) -> "TransactWriteItemTypeDef":
    """The same write as a part of a transaction."""
    word = {Put: "Put", Update: "Update", Delete: "Delete", Check: "ConditionCheck"}[type(write)]
    return cast("TransactWriteItemTypeDef", {word: parameters(write)})
