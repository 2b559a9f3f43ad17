"""Key conditions: one value of the hash key, and at most one range of the range key."""

from functools import lru_cache
from typing import Any, NamedTuple

from tests.engine.conditions import ConditionParser
from tests.engine.errors import Refusal, invalid
from tests.engine.items import Scalar, scalar, tag_of
from tests.engine.syntax import Between, Call, Compare, Logic, Names, Node, Path, Placeholder, Scope
from tests.engine.tokens import BadExpression
from tests.engine.wire import Item, Value


class KeyTerm(NamedTuple):
    attribute: str
    operator: str
    values: tuple[str, ...]


class KeyCondition(NamedTuple):
    terms: tuple[KeyTerm, ...]
    names: frozenset[str]
    values: frozenset[str]


class KeyRange(NamedTuple):
    """What a query asks of the sorted entries of one partition; a None bound is open."""

    hash: Scalar
    low: Scalar | None = None
    low_included: bool = True
    high: Scalar | None = None
    high_included: bool = True
    prefix: str | bytes | None = None

    def starts(self, key: Scalar) -> bool:
        if self.low is None:
            return True
        return key >= self.low if self.low_included else key > self.low  # type: ignore[operator]

    def ends(self, key: Scalar) -> bool:
        if self.prefix is not None and not key.startswith(self.prefix):  # type: ignore[union-attr, arg-type]
            return True
        if self.high is None:
            return False
        return key > self.high if self.high_included else key >= self.high  # type: ignore[operator]

    def holds(self, key: Scalar) -> bool:
        return self.starts(key) and not self.ends(key)


@lru_cache(maxsize=512)
def key_condition(text: str, names: Names) -> KeyCondition:
    scope = Scope(dict(names))
    try:
        node = ConditionParser(text, scope).parse()
    except BadExpression as bad:
        raise invalid(f"Invalid KeyConditionExpression: {bad}") from None
    parts = node.terms if isinstance(node, Logic) and node.operator == "AND" else (node,)
    terms = tuple(_term(part) for part in parts)
    return KeyCondition(terms, frozenset(scope.used_names), frozenset(scope.used_values))


def _term(node: Node) -> KeyTerm:
    if isinstance(node, Compare) and node.operator != "<>":
        operator, operands = node.operator, (node.left, node.right)
    elif isinstance(node, Between):
        operator, operands = "BETWEEN", (node.operand, node.low, node.high)  # type: ignore[assignment]
    elif isinstance(node, Call) and node.function == "begins_with":
        operator, operands = "begins_with", node.arguments  # type: ignore[assignment]
    else:
        raise invalid("Invalid operator used in KeyConditionExpression")
    path, *rest = operands
    if not isinstance(path, Path) or len(path.parts) != 1:
        raise invalid("Invalid condition in KeyConditionExpression: a key attribute must stand on the left")
    if not all(isinstance(value, Placeholder) for value in rest):
        raise invalid("Invalid condition in KeyConditionExpression: No key attribute specified")
    names = tuple(value.name for value in rest if isinstance(value, Placeholder))
    return KeyTerm(str(path.parts[0]), operator, names)


def key_range(
    parsed: KeyCondition, values: Item, hash_key: tuple[str, str], range_key: tuple[str, str] | None
) -> KeyRange:
    """Keys are given as (name, type); whatever does not fit the schema is refused."""
    if len(parsed.terms) > (1 if range_key is None else 2):
        raise invalid("Query key condition not supported")
    found: Scalar | None = None
    window: dict[str, Any] = {}
    for term in parsed.terms:
        if term.attribute == hash_key[0] and found is None and term.operator == "=":
            found = _operand(values[term.values[0]], hash_key)
        elif range_key is not None and term.attribute == range_key[0] and not window:
            window = _window(term, [_operand(values[name], range_key) for name in term.values])
        elif term.attribute in (hash_key[0], range_key and range_key[0]):
            raise invalid("Query key condition not supported")
    if found is None or len(parsed.terms) != 1 + bool(window):
        raise _missed_key(parsed, hash_key, range_key)
    return KeyRange(found, **window)


def _missed_key(parsed: KeyCondition, hash_key: tuple[str, str], range_key: tuple[str, str] | None) -> Refusal:
    given = {term.attribute for term in parsed.terms}
    wanted = hash_key[0] if hash_key[0] not in given or range_key is None else range_key[0]
    return invalid(f"Query condition missed key schema element: {wanted}")


def _operand(value: Value, key: tuple[str, str]) -> Scalar:
    if tag_of(value) != key[1]:
        raise invalid("One or more parameter values were invalid: Condition parameter type does not match schema type")
    content = scalar(value)
    assert content is not None
    if content in ("", b""):
        raise invalid(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot "
            f"contain an empty string value. Key: {key[0]}"
        )
    return content


def _window(term: KeyTerm, operands: list[Scalar]) -> dict[str, Any]:
    first, last = operands[0], operands[-1]
    if term.operator == "BETWEEN" and first > last:  # type: ignore[operator]
        raise invalid(
            "Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or "
            "equal to lower bound"
        )
    if term.operator == "begins_with" and not isinstance(first, (str, bytes)):
        raise invalid("Invalid KeyConditionExpression: Incorrect operand type for operator or function")
    return {
        "=": {"low": first, "high": first},
        "<": {"high": first, "high_included": False},
        "<=": {"high": first},
        ">": {"low": first, "low_included": False},
        ">=": {"low": first},
        "BETWEEN": {"low": first, "high": last},
        "begins_with": {"low": first, "prefix": first},
    }[term.operator]
