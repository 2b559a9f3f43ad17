"""A parsed condition as a function of an item and the request's values."""

import operator
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from tests.engine.conditions import ConditionParser
from tests.engine.documents import value_at
from tests.engine.errors import invalid
from tests.engine.items import TYPES, scalar, tag_of
from tests.engine.syntax import (
    Between,
    Call,
    Compare,
    Logic,
    Names,
    Node,
    OneOf,
    Operand,
    Path,
    Placeholder,
    Scope,
)
from tests.engine.tokens import BadExpression
from tests.engine.wire import Item, Value

Reader = Callable[[Item, Item], Value | None]
Test = Callable[[Item, Item], bool]
Order = Callable[[Any, Any], bool]
Check = Callable[[Item], str | None]
_ORDER: dict[str, Order] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Condition(NamedTuple):
    holds: Test
    checks: tuple[Check, ...]
    names: frozenset[str]
    values: frozenset[str]


@lru_cache(maxsize=2048)
def condition(text: str, names: Names, kind: str = "ConditionExpression") -> Condition:
    scope = Scope(dict(names))
    try:
        node = ConditionParser(text, scope).parse()
    except BadExpression as bad:
        raise invalid(f"Invalid {kind}: {bad}") from None
    checks: list[Check] = []
    holds = _test(node, checks)
    return Condition(holds, tuple(checks), frozenset(scope.used_names), frozenset(scope.used_values))


def _test(node: Node, checks: list[Check]) -> Test:
    if isinstance(node, Logic):
        return _logic(node, checks)
    if isinstance(node, Compare):
        return _compare(node, checks)
    if isinstance(node, Between):
        return _between(node, checks)
    if isinstance(node, OneOf):
        return _one_of(node)
    return _call(node, checks)


def _logic(node: Logic, checks: list[Check]) -> Test:
    terms = [_test(term, checks) for term in node.terms]
    if node.operator == "NOT":
        only = terms[0]
        return lambda item, values: not only(item, values)
    if node.operator == "AND":
        return lambda item, values: all(term(item, values) for term in terms)
    return lambda item, values: any(term(item, values) for term in terms)


def reader(operand: Operand) -> Reader:
    if isinstance(operand, Placeholder):
        name = operand.name
        return lambda _item, values: values[name]
    if isinstance(operand, Path) and len(operand.parts) == 1:
        attribute = str(operand.parts[0])
        return lambda item, _values: item.get(attribute)
    if isinstance(operand, Path):
        parts = operand.parts
        return lambda item, _values: value_at(item, parts)
    assert isinstance(operand, Call)
    inner = reader(operand.arguments[0])
    return lambda item, values: _size(inner(item, values))


def _size(value: Value | None) -> Value | None:
    if value is None:
        return None
    tag, content = next(iter(value.items()))
    if tag in ("N", "BOOL", "NULL"):
        return None
    return {"N": str(len(content.encode() if tag == "S" else content))}


def _compare(node: Compare, checks: list[Check]) -> Test:
    left, right = reader(node.left), reader(node.right)
    if node.operator == "=":
        return lambda item, values: (found := left(item, values)) is not None and found == right(item, values)
    if node.operator == "<>":
        return lambda item, values: (found := left(item, values)) is None or found != right(item, values)
    checks.extend(_type_check(node.operator, operand, "SNB") for operand in (node.left, node.right))
    return _ordered(_ORDER[node.operator], left, right)


def _ordered(order: Order, left: Reader, right: Reader) -> Test:
    def holds(item: Item, values: Item) -> bool:
        a, b = left(item, values), right(item, values)
        if a is None or b is None or tag_of(a) != tag_of(b):
            return False
        first = scalar(a)
        return first is not None and order(first, scalar(b))

    return holds


def _between(node: Between, checks: list[Check]) -> Test:
    checks.extend(_type_check("BETWEEN", operand, "SNB") for operand in node)
    if isinstance(node.low, Placeholder) and isinstance(node.high, Placeholder):
        checks.append(_bounds_check(node.low.name, node.high.name))
    operand, low, high = reader(node.operand), reader(node.low), reader(node.high)
    above, below = _ordered(operator.ge, operand, low), _ordered(operator.le, operand, high)
    return lambda item, values: above(item, values) and below(item, values)


def _bounds_check(low: str, high: str) -> Check:
    def check(values: Item) -> str | None:
        if tag_of(values[low]) != tag_of(values[high]):
            return "The BETWEEN operator requires same data type for lower and upper bounds"
        if scalar(values[low]) > scalar(values[high]):  # type: ignore[operator]
            return "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
        return None

    return check


def _type_check(function: str, operand: Operand, tags: str) -> Check:
    def check(values: Item) -> str | None:
        if not isinstance(operand, Placeholder) or tag_of(values[operand.name]) in tags:
            return None
        return (
            "Incorrect operand type for operator or function; "
            f"operator or function: {function}, operand type: {tag_of(values[operand.name])}"
        )

    return check


def _one_of(node: OneOf) -> Test:
    operand, choices = reader(node.operand), [reader(choice) for choice in node.choices]

    def holds(item: Item, values: Item) -> bool:
        found = operand(item, values)
        return found is not None and any(found == choice(item, values) for choice in choices)

    return holds


def _call(node: Call, checks: list[Check]) -> Test:
    first = reader(node.arguments[0])
    if node.function == "attribute_exists":
        return lambda item, values: first(item, values) is not None
    if node.function == "attribute_not_exists":
        return lambda item, values: first(item, values) is None
    if node.function == "begins_with":
        checks.extend(_type_check("begins_with", argument, "SB") for argument in node.arguments)
    if node.function == "attribute_type":
        checks.append(_type_name_check(node.arguments[1]))
    apply, second = _FUNCTIONS[node.function], reader(node.arguments[1])

    def holds(item: Item, values: Item) -> bool:
        found, wanted = first(item, values), second(item, values)
        return found is not None and wanted is not None and apply(found, wanted)

    return holds


def _type_name_check(operand: Operand) -> Check:
    def check(values: Item) -> str | None:
        if isinstance(operand, Placeholder) and values[operand.name].get("S") not in TYPES:
            return f"Invalid attribute type name found; type: {values[operand.name]}"
        return None

    return check


def _begins_with(found: Value, wanted: Value) -> bool:
    tag = tag_of(found)
    return tag in ("S", "B") and tag == tag_of(wanted) and found[tag].startswith(wanted[tag])


def _contains(found: Value, wanted: Value) -> bool:
    tag, inner = tag_of(found), tag_of(wanted)
    if tag == "L":
        return wanted in found["L"]
    if tag in ("SS", "NS", "BS"):
        return inner == tag[0] and wanted[inner] in found[tag]
    return tag in ("S", "B") and tag == inner and wanted[inner] in found[tag]


_FUNCTIONS: dict[str, Callable[[Value, Value], bool]] = {
    "begins_with": _begins_with,
    "contains": _contains,
    "attribute_type": lambda found, wanted: tag_of(found) == wanted["S"],
}
