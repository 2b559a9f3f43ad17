"""Keys of tables and indexes: which attributes, of which type, and what may stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.engine.errors import invalid, invalid_parameter
from tests.engine.items import Scalar, read_value, scalar, tag_of
from tests.engine.wire import Item, Value

Key = tuple[Scalar, ...]
Attribute = tuple[str, str]

MAX_BYTES = {"HASH": 2048, "RANGE": 1024}


@dataclass(frozen=True)
class KeySchema:
    hash: Attribute
    range: Attribute | None

    @classmethod
    def of(cls, elements: list[dict[str, str]], types: dict[str, str]) -> "KeySchema":
        by_role = {element["KeyType"]: element["AttributeName"] for element in elements}
        if by_role["HASH"] not in types or by_role.get("RANGE", by_role["HASH"]) not in types:
            raise invalid_parameter("Some index key attributes are not defined in AttributeDefinitions.")
        ranged = by_role.get("RANGE")
        return cls((by_role["HASH"], types[by_role["HASH"]]), (ranged, types[ranged]) if ranged else None)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        return (self.hash,) if self.range is None else (self.hash, self.range)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.attributes)

    def key_of_item(self, item: Item) -> Key:
        for name, kind in self.attributes:
            if name not in item:
                raise invalid_parameter(f"Missing the key {name} in the item")
            if tag_of(item[name]) != kind:
                raise invalid_parameter(f"Type mismatch for key {name} expected: {kind} actual: {tag_of(item[name])}")
        return self._checked(item)

    def read_key(self, raw: Mapping[str, Any]) -> Key:
        key = {name: read_value(value) for name, value in raw.items()}
        fits = len(key) == len(self.attributes) and all(
            name in key and tag_of(key[name]) == kind for name, kind in self.attributes
        )
        if not fits:
            raise invalid("The provided key element does not match the schema")
        return self._checked(key)

    def _checked(self, item: Item) -> Key:
        for (name, _), role in zip(self.attributes, ("HASH", "RANGE"), strict=False):
            refuse_bad_key_content(name, item[name], role)
        return tuple(_scalar(item[name]) for name, _ in self.attributes)

    def find(self, item: Item) -> Key | None:
        """The key of an item in a sparse index: None when it is not part of it."""
        found = [item.get(name) for name, _ in self.attributes]
        return None if None in found else tuple(_scalar(value) for value in found if value is not None)

    def refuse_bad_index_key(self, index: str, item: Item) -> None:
        for (name, kind), role in zip(self.attributes, ("HASH", "RANGE"), strict=False):
            value = item.get(name)
            if value is None:
                continue
            if tag_of(value) != kind:
                raise invalid_parameter(
                    f"Type mismatch for Index Key {name} Expected: {kind} Actual: {tag_of(value)} IndexName: {index}"
                )
            refuse_bad_key_content(name, value, role)


def refuse_bad_key_content(name: str, value: Value, role: str) -> None:
    content = next(iter(value.values()))
    if not content:
        raise invalid(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot "
            f"contain an empty {'binary' if 'B' in value else 'string'} value. Key: {name}"
        )
    if "N" not in value and len(content) > 256:
        size = len(content.encode() if isinstance(content, str) else content)
        if size > MAX_BYTES[role]:
            which = "hashkey" if role == "HASH" else "range key"
            limit = MAX_BYTES[role]
            raise invalid_parameter(f"Size of {which} has exceeded the maximum size limit of {limit} bytes")


def _scalar(value: Value) -> Scalar:
    content = scalar(value)
    assert content is not None
    return content
