"""What a request brings along: its arguments, and the #names and :values of its expressions."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from botocore.exceptions import ParamValidationError

from tests.engine.documents import projected
from tests.engine.errors import invalid
from tests.engine.items import read_item
from tests.engine.keyconditions import KeyCondition, key_condition
from tests.engine.predicates import condition
from tests.engine.projections import projection
from tests.engine.updates import Update, update
from tests.engine.wire import Item, Raw

Request = Mapping[str, Any]
Holds = Callable[[Item], bool]

_NAME = re.compile(r"#[A-Za-z0-9_]+\Z")
_CAPACITY = ("ReturnConsumedCapacity",)
_WRITE = (*_CAPACITY, "TableName", "ReturnItemCollectionMetrics")
_CONDITION = (
    "ConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValues",
    "ReturnValuesOnConditionCheckFailure",
)
_QUERY = (
    "ConsistentRead",
    "ExclusiveStartKey",
    "ExpressionAttributeValues",
    "FilterExpression",
    "IndexName",
    "Limit",
    "ScanIndexForward",
    "Select",
)
_VIEW = ("ProjectionExpression", "ExpressionAttributeNames")
_ARGUMENTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "get_item": (("TableName", "Key"), (*_VIEW, *_CAPACITY, "ConsistentRead")),
    "put_item": (("TableName", "Item"), (*_WRITE, *_CONDITION)),
    "update_item": (("TableName", "Key"), (*_WRITE, *_CONDITION, "UpdateExpression")),
    "delete_item": (("TableName", "Key"), (*_WRITE, *_CONDITION)),
    "query": (
        ("TableName", "KeyConditionExpression"),
        (*_VIEW, *_CAPACITY, *_QUERY),
    ),
    "batch_get_item": (("RequestItems",), _CAPACITY),
    "batch_write_item": (("RequestItems",), (*_CAPACITY, "ReturnItemCollectionMetrics")),
    "transact_get_items": (("TransactItems",), _CAPACITY),
    "transact_write_items": (
        ("TransactItems",),
        (*_CAPACITY, "ReturnItemCollectionMetrics", "ClientRequestToken"),
    ),
}


def check_arguments(operation: str, request: Request) -> None:
    required, optional = _ARGUMENTS[operation]
    missing = [name for name in required if name not in request]
    unknown = [name for name in request if name not in required and name not in optional]
    if missing or unknown:
        raise ParamValidationError(report=f"{operation}: missing {missing}, unknown or unsupported {unknown}")


def check_length(name: str, members: Raw) -> None:
    if not members:
        raise ParamValidationError(report=f"Invalid length for parameter {name}, value: 0, valid min length: 1")


def choice(request: Request, name: str, allowed: tuple[str, ...]) -> str:
    value = request.get(name, allowed[0])
    if value not in allowed:
        raise invalid(f"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint")
    return str(value)


class Expressions:
    """Compiles the expressions of one request and, at the end, refuses placeholders that none used."""

    def __init__(self, request: Request) -> None:
        names = _filled(request, "ExpressionAttributeNames")
        values = _filled(request, "ExpressionAttributeValues")
        self._names = tuple(names.items())
        self._values = read_item(values) if values else {}
        self._left_names = set(names)
        self._left_values = set(values)
        self._any = False

    def condition(self, text: str | None, kind: str = "ConditionExpression") -> Holds | None:
        if text is None:
            return None
        parsed = condition(text, self._names, kind)
        self._use(parsed.names, parsed.values, kind)
        values = self._values
        for check in parsed.checks:
            problem = check(values)
            if problem:
                raise invalid(f"Invalid {kind}: {problem}")
        return lambda item: parsed.holds(item, values)

    def update(self, text: str | None) -> tuple[Update | None, Item]:
        if text is None:
            return None, {}
        parsed = update(text, self._names)
        self._use(parsed.names, parsed.values, "UpdateExpression")
        return parsed, self._values

    def key_condition(self, text: str) -> tuple[KeyCondition, Item]:
        parsed = key_condition(text, self._names)
        self._use(parsed.names, parsed.values, "KeyConditionExpression")
        return parsed, self._values

    def projection(self, text: str | None) -> tuple[Callable[[Item], Item] | None, frozenset[str]]:
        """How to cut an item, and which of its attributes that touches."""
        if text is None:
            return None, frozenset()
        parsed = projection(text, self._names)
        self._use(parsed.names, (), "ProjectionExpression")
        touched = frozenset(str(path.parts[0]) for path in parsed.paths)
        return (lambda item: projected(item, parsed.paths)), touched

    def _use(self, names: Iterable[str], values: Iterable[str], kind: str) -> None:
        self._any = True
        for value in values:
            if value not in self._values:
                raise invalid(
                    f"Invalid {kind}: An expression attribute value used in expression is not defined; "
                    f"attribute value: {value}"
                )
        self._left_names.difference_update(names)
        self._left_values.difference_update(values)

    def finish(self) -> None:
        for kind, left in (("Names", self._left_names), ("Values", self._left_values)):
            if left and not self._any:
                raise invalid(f"ExpressionAttribute{kind} can only be specified when using expressions")
            if left:
                keys = ", ".join(sorted(left))
                raise invalid(f"Value provided in ExpressionAttribute{kind} unused in expressions: keys: {{{keys}}}")


def _filled(request: Request, argument: str) -> Mapping[str, Any]:
    given: Mapping[str, Any] | None = request.get(argument)
    if given is None:
        return {}
    if not given:
        raise invalid(f"{argument} must not be empty")
    for key in given:
        if argument == "ExpressionAttributeNames" and not _NAME.match(key):
            raise invalid(f'ExpressionAttributeNames contains invalid key: Syntax error; key: "{key}"')
        if argument == "ExpressionAttributeValues" and not key.startswith(":"):
            raise invalid(f'ExpressionAttributeValues contains invalid key: Syntax error; key: "{key}"')
    return given
