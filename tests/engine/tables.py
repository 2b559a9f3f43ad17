"""A table: its rows, its sorted indexes, and the few versions that a stale read may still see."""

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from tests.engine.capacity import item_size, write_units
from tests.engine.items import Scalar
from tests.engine.keyconditions import KeyRange
from tests.engine.schema import Key, KeySchema
from tests.engine.wire import Item

Entry = tuple[Scalar, ...]
Overlay = dict[Key, Item | None]


class Row(NamedTuple):
    item: Item
    size: int


class Superseded(NamedTuple):
    key: Key
    item: Item | None


class Index:
    """Entries sorted by range key, then by the base key; the base table is an index of its own."""

    def __init__(self, name: str, schema: KeySchema, base: KeySchema, projection: dict[str, Any] | None) -> None:
        self.name = name
        self.schema = schema
        self._base_length = len(base.attributes)
        self._entries: dict[Scalar, list[Entry]] = {}
        kind = "ALL" if projection is None else projection["ProjectionType"]
        extra = (projection or {}).get("NonKeyAttributes", []) if kind == "INCLUDE" else []
        self.shows = None if kind == "ALL" else frozenset({*schema.names, *base.names, *extra})

    def view(self, item: Item) -> Item:
        if self.shows is None:
            return item
        return {name: value for name, value in item.items() if name in self.shows}

    def place(self, item: Item, key: Key) -> tuple[Scalar, Entry] | None:
        found = self.schema.find(item)
        return None if found is None else (found[0], (*found[1:], *key))

    def key_of(self, entry: Entry) -> Key:
        return entry[-self._base_length :]

    def move(self, key: Key, before: Item | None, after: Item | None) -> None:
        old = before and self.place(before, key)
        new = after and self.place(after, key)
        if old == new:
            return
        if old:
            entries = self._entries[old[0]]
            del entries[bisect_left(entries, old[1])]
        if new:
            insort(self._entries.setdefault(new[0], []), new[1])

    def select(self, wanted: KeyRange) -> list[Entry]:
        entries = self._entries.get(wanted.hash, [])
        low, high = 0, len(entries)
        if wanted.low is not None:
            find = bisect_left if wanted.low_included else bisect_right
            low = find(entries, wanted.low, key=_range_of)
        if wanted.high is not None:
            find = bisect_right if wanted.high_included else bisect_left
            high = find(entries, wanted.high, key=_range_of)
        if wanted.prefix is not None:
            high = low + sum(1 for _ in self._with_prefix(entries, low, wanted))
        return entries[low:high]

    def _with_prefix(self, entries: list[Entry], start: int, wanted: KeyRange) -> Iterator[Entry]:
        for entry in entries[start:]:
            if wanted.ends(entry[0]):
                return
            yield entry

    def matches(self, item: Item | None, key: Key, wanted: KeyRange) -> Entry | None:
        place = item and self.place(item, key)
        if not place or place[0] != wanted.hash:
            return None
        return place[1] if self.schema.range is None or wanted.holds(place[1][0]) else None

    def write_cost(self, before: Item | None, after: Item | None) -> float:
        old = before and self.schema.find(before)
        new = after and self.schema.find(after)
        if not old and not new:
            return 0.0
        old_view = self.view(before) if old and before else {}
        new_view = self.view(after) if new and after else {}
        if old == new and old_view == new_view:
            return 0.0
        if old == new:
            return write_units(max(item_size(old_view), item_size(new_view)))
        # A changed index key is a deletion and an insertion.
        return (write_units(item_size(old_view)) if old else 0.0) + (write_units(item_size(new_view)) if new else 0.0)


def _range_of(entry: Entry) -> Scalar:
    return entry[0]


class Table:
    def __init__(self, definition: dict[str, Any], window: int) -> None:
        self.definition = definition
        self.name: str = definition["TableName"]
        types = {each["AttributeName"]: each["AttributeType"] for each in definition["AttributeDefinitions"]}
        self.schema = KeySchema.of(definition["KeySchema"], types)
        self.base = Index("", self.schema, self.schema, None)
        self.indexes: dict[str, Index] = {}
        for each in definition.get("GlobalSecondaryIndexes", []):
            schema = KeySchema.of(each["KeySchema"], types)
            name = each["IndexName"]
            self.indexes[name] = Index(name, schema, self.schema, each["Projection"])
        self.rows: dict[Key, Row] = {}
        self.recent: deque[Superseded] = deque(maxlen=window)
        self.expiry_attribute: str | None = None

    def row(self, key: Key) -> Row | None:
        return self.rows.get(key)

    def write(self, key: Key, after: Item | None, size: int = 0) -> None:
        row = self.rows.get(key)
        before = row.item if row else None
        for index in (self.base, *self.indexes.values()):
            index.move(key, before, after)
        if after is None:
            self.rows.pop(key, None)
        else:
            self.rows[key] = Row(after, size or item_size(after))
        self.recent.append(Superseded(key, before))

    def stale_row(self, key: Key, random: Random, probability: float) -> Row | None:
        """What an eventually consistent read of one key sees."""
        versions = [old.item for old in self.recent if old.key == key]
        if not versions or random.random() >= probability:
            return self.rows.get(key)
        item = random.choice(versions)
        return None if item is None else Row(item, item_size(item))

    def overlay(self, random: Random, probability: float) -> Overlay:
        """Keys of which this read sees an older version, each chosen on its own."""
        versions: dict[Key, list[Item | None]] = {}
        for old in self.recent:
            versions.setdefault(old.key, []).append(old.item)
        return {key: random.choice(items) for key, items in versions.items() if random.random() < probability}
