"""Between values of Python and attributes of DynamoDB: texts, whole numbers, yes and no, nothing, lists and maps."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef


def to_attributes(values: Mapping[str, object]) -> "dict[str, AttributeValueTypeDef]":
    """DynamoDB's form; values that are None are left out, because a missing attribute is cheaper and clearer.

    Raises TypeError for a kind of value that we do not store.
    """
    return {name: _attribute(value) for name, value in values.items() if value is not None}


def from_attributes(attributes: "Mapping[str, AttributeValueTypeDef]") -> dict[str, object]:
    """Python's form; every number that we store is a whole one. Raises TypeError for a kind that we do not store."""
    return {name: _value(attribute) for name, attribute in attributes.items()}


def _attribute(value: object) -> "AttributeValueTypeDef":
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": f"{value:d}"}
    if value is None:
        return {"NULL": True}
    if isinstance(value, Mapping):
        return {"M": {name: _attribute(inner) for name, inner in value.items()}}
    if isinstance(value, list | tuple):
        return {"L": [_attribute(inner) for inner in value]}
    raise TypeError(f"{type(value).__name__} is not stored")


def _value(attribute: "AttributeValueTypeDef") -> object:
    ((kind, content),) = cast("Mapping[str, Any]", attribute).items()
    if kind in ("S", "BOOL"):
        return content
    if kind == "N":
        return _whole(content)
    if kind == "M":
        return {name: _value(inner) for name, inner in content.items()}
    if kind == "L":
        return [_value(inner) for inner in content]
    if kind == "NULL":
        return None
    raise TypeError(f"{kind} is not stored")


def _whole(number: str) -> int:
    try:
        return int(number)
    except ValueError:
        return int(Decimal(number))
