"""Domain values as items and back, by pydantic: moments as milliseconds since 1970, nothing for None."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from chalicelib.store.keys import milliseconds

Value = TypeVar("Value")


class ItemMapping(Generic[Value]):
    """How one kind of value is kept in an item; attributes that are not of the value (keys, TTL) are not read."""

    def __init__(self, kind: type[Value]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[Value]:
        """Built when it is used: a first frame knows few of the kinds of items."""
        return TypeAdapter(self._kind)

    def to_item(self, value: Value) -> dict[str, object]:
        """Attributes of a value."""
        written = _plain(self._adapter.dump_python(value, exclude_none=True))
        assert isinstance(written, dict)  # noqa: S101  (a dataclass dumps as a dict)
        return written

    def from_item(self, item: Mapping[str, object]) -> Value:
        """The value of an item. Raises ValidationError for an item that we did not write."""
        return self._adapter.validate_python(dict(item))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return milliseconds(value)
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
