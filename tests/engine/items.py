"""Items in DynamoDB JSON: read once into one normal form, so that equality is `==`.

Stored items are never changed in place: a write replaces them, a read copies them out.
"""

from collections.abc import Callable, Mapping
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from botocore.exceptions import ParamValidationError

from tests.engine.errors import Refusal, invalid, invalid_parameter
from tests.engine.wire import Item, Raw, Value

Number = int | Decimal
Scalar = str | bytes | int | Decimal

MAX_DEPTH = 32
MAX_DIGITS = 38
TYPES = frozenset({"S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"})
_ARITHMETIC = Context(prec=MAX_DIGITS)


def number(text: str) -> Number:
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)


def number_text(value: Number) -> str:
    """The notation in which the service returns a number: plain, no exponent, no trailing zeros."""
    if isinstance(value, int):
        value = Decimal(value)
    normal = value.normalize(Context(prec=MAX_DIGITS * 4))
    if not normal:
        return "0"
    if len(normal.as_tuple().digits) > MAX_DIGITS:
        raise invalid("Attempting to store more than 38 significant digits in a Number")
    if normal.adjusted() > 125:
        raise invalid("Number overflow. The magnitude of a number is larger than supported")
    if normal.adjusted() < -130:
        raise invalid("Number underflow. The magnitude of a number is smaller than supported")
    return format(normal, "f")


def add_numbers(left: Value, right: Value, sign: int = 1) -> Value:
    a, b = Decimal(left["N"]), Decimal(right["N"])
    return {"N": number_text(_ARITHMETIC.add(a, b) if sign > 0 else _ARITHMETIC.subtract(a, b))}


def scalar(value: Value) -> Scalar | None:
    """What can be ordered: text by code point (the order of its UTF-8 bytes), numbers, bytes."""
    tag, raw = next(iter(value.items()))
    if tag == "N":
        return number(raw)
    return raw if tag in ("S", "B") else None


def tag_of(value: Value) -> str:
    return next(iter(value))


def read_item(raw: Mapping[str, Any]) -> Item:
    return {name: read_value(value) for name, value in raw.items()}


def read_value(raw: Raw, depth: int = 0) -> Value:
    if not isinstance(raw, dict):
        raise ParamValidationError(report=f"Invalid type for an attribute value, value: {raw!r}")
    if len(raw) != 1:
        raise _not_one_type(raw)
    if depth > MAX_DEPTH:
        raise invalid("Nesting Levels have exceeded supported limits")
    tag, content = next(iter(raw.items()))
    if tag == "S" and type(content) is str:
        return {"S": content}
    reader = _READERS.get(tag)
    if reader is None:
        raise ParamValidationError(report=f'Unknown parameter in an attribute value: "{tag}"')
    return {tag: reader(content, depth)}


def _not_one_type(raw: Value) -> Refusal:
    if raw:
        return invalid("Supplied AttributeValue has more than one datatypes set, must contain exactly one")
    return invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")


def _expect(content: Raw, *types: type) -> None:
    if not isinstance(content, types):
        raise ParamValidationError(report=f"Invalid type for an attribute value, value: {content!r}")


def _read_text(content: Raw, _depth: int) -> str:
    _expect(content, str)
    return str(content)


def _read_number(content: Raw, _depth: int) -> str:
    _expect(content, str)
    try:
        parsed = Decimal(content)
    except InvalidOperation:
        raise invalid(f"The parameter cannot be converted to a numeric value: {content}") from None
    if not parsed.is_finite():
        raise invalid(f"The parameter cannot be converted to a numeric value: {content}")
    return number_text(parsed)


def _read_bytes(content: Raw, _depth: int) -> bytes:
    _expect(content, bytes, bytearray)
    return bytes(content)


def _read_bool(content: Raw, _depth: int) -> bool:
    _expect(content, bool)
    return bool(content)


def _read_null(content: Raw, _depth: int) -> bool:
    _expect(content, bool)
    if not content:
        raise invalid_parameter("Null attribute value types must have the value of true")
    return True


def _read_map(content: Raw, depth: int) -> Item:
    _expect(content, dict)
    return {name: read_value(value, depth + 1) for name, value in content.items()}


def _read_list(content: Raw, depth: int) -> list[Value]:
    _expect(content, list, tuple)
    return [read_value(value, depth + 1) for value in content]


def _set_reader(member: Callable[[Any, int], Any], order: Callable[[Any], Any]) -> Callable[[Any, int], Any]:
    def read(content: Raw, depth: int) -> list[Any]:
        _expect(content, list, tuple, set, frozenset)
        members = [member(each, depth) for each in content]
        if not members:
            raise invalid_parameter("An set  may not be empty")
        if len(set(members)) < len(members):
            raise invalid_parameter(f"Input collection {list(content)} contains duplicates.")
        return sorted(members, key=order)

    return read


def set_order(tag: str) -> Callable[[Any], Any]:
    return Decimal if tag == "NS" else lambda member: member


_READERS: dict[str, Callable[[Any, int], Any]] = {
    "S": _read_text,
    "N": _read_number,
    "B": _read_bytes,
    "BOOL": _read_bool,
    "NULL": _read_null,
    "M": _read_map,
    "L": _read_list,
    "SS": _set_reader(_read_text, set_order("SS")),
    "NS": _set_reader(_read_number, set_order("NS")),
    "BS": _set_reader(_read_bytes, set_order("BS")),
}


def copy_item(item: Item) -> Item:
    return {name: copy_value(value) for name, value in item.items()}


def copy_value(value: Value) -> Value:
    tag, content = next(iter(value.items()))
    if tag == "M":
        return {"M": copy_item(content)}
    if tag == "L":
        return {"L": [copy_value(each) for each in content]}
    return {tag: list(content)} if isinstance(content, list) else {tag: content}
