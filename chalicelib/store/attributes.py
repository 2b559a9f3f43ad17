"""Between values of Python and attributes of DynamoDB, by boto3's own serializer."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

_serializer, _deserializer = TypeSerializer(), TypeDeserializer()


def to_attributes(values: Mapping[str, object]) -> "dict[str, AttributeValueTypeDef]":
    """DynamoDB's form; values that are None are left out, because a missing attribute is cheaper and clearer."""
    return {name: _serializer.serialize(value) for name, value in values.items() if value is not None}


def from_attributes(attributes: "Mapping[str, AttributeValueTypeDef]") -> dict[str, object]:
    """Python's form; every number that we store is a whole one."""
    return {name: _whole(_deserializer.deserialize(value)) for name, value in attributes.items()}


def _whole(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, dict):
        return {name: _whole(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return value
