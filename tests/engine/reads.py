"""Reads by key and by query. `see` decides whether a read is served by a replica that lags behind."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from tests.engine.capacity import Bill, item_size, read_units
from tests.engine.errors import invalid
from tests.engine.items import copy_item, read_item
from tests.engine.keyconditions import KeyRange, key_range
from tests.engine.requests import Expressions, Holds, Request, check_length, choice
from tests.engine.schema import Key
from tests.engine.tables import Entry, Index, Overlay, Row, Table
from tests.engine.wire import Answer, Item, Raw

MAX_PAGE_BYTES = 1024 * 1024
MAX_BATCH = 100
Tables = Callable[[str], Table]


class Lag(NamedTuple):
    random: Random
    stale: float

    def row(self, table: Table, key: Key, *, consistent: bool) -> Row | None:
        if consistent or not self.stale:
            return table.row(key)
        return table.stale_row(key, self.random, self.stale)

    def overlay(self, table: Table, *, consistent: bool) -> Overlay:
        if consistent or not self.stale:
            return {}
        return table.overlay(self.random, self.stale)


def get_item(table: Table, request: Request, bill: Bill, lag: Lag) -> Answer:
    expressions = Expressions(request)
    cut, _ = expressions.projection(request.get("ProjectionExpression"))
    expressions.finish()
    consistent = bool(request.get("ConsistentRead", False))
    row = lag.row(table, table.schema.read_key(request["Key"]), consistent=consistent)
    bill.add(table.name, read_units(row.size if row else 0, consistent=consistent))
    answer: Answer = {"Item": (cut or copy_item)(row.item)} if row else {}
    bill.attach_one(answer, request.get("ReturnConsumedCapacity"))
    return answer


def batch_get(tables: Tables, request: Request, bill: Bill, lag: Lag, served: Callable[[], bool]) -> Answer:
    check_length("RequestItems", request["RequestItems"])
    if sum(len(wish["Keys"]) for wish in request["RequestItems"].values()) > MAX_BATCH:
        raise invalid("Too many items requested for the BatchGetItem call")
    answer: Answer = {"Responses": {}, "UnprocessedKeys": {}}
    for name, wish in request["RequestItems"].items():
        found, left = _batch_of_table(tables(name), wish, bill, lag, served)
        answer["Responses"][name] = found
        if left:
            answer["UnprocessedKeys"][name] = {**wish, "Keys": left}
    bill.attach_all(answer, request.get("ReturnConsumedCapacity"))
    return answer


def _batch_of_table(
    table: Table, wish: Request, bill: Bill, lag: Lag, served: Callable[[], bool]
) -> tuple[list[Item], list[Any]]:
    expressions = Expressions(wish)
    cut, _ = expressions.projection(wish.get("ProjectionExpression"))
    expressions.finish()
    keys = [table.schema.read_key(raw) for raw in wish["Keys"]]
    if len(set(keys)) < len(keys):
        raise invalid("Provided list of item keys contains duplicates")
    consistent = bool(wish.get("ConsistentRead", False))
    found, left = [], []
    for raw, key in zip(wish["Keys"], keys, strict=True):
        if not served():
            left.append(raw)
            continue
        row = lag.row(table, key, consistent=consistent)
        bill.add(table.name, read_units(row.size if row else 0, consistent=consistent))
        if row:
            found.append((cut or copy_item)(row.item))
    return found, left


class Query:
    def __init__(self, table: Table, request: Request) -> None:
        self._table = table
        self._request = request
        self._index = self._find_index(request.get("IndexName"))
        self._consistent = bool(request.get("ConsistentRead", False))
        if self._consistent and self._index is not table.base:
            raise invalid("Consistent reads are not supported on global secondary indexes")
        expressions = Expressions(request)
        parsed, values = expressions.key_condition(request["KeyConditionExpression"])
        filters = request.get("FilterExpression")
        self._filter: Holds | None = expressions.condition(filters, "FilterExpression")
        self._cut, touched = expressions.projection(request.get("ProjectionExpression"))
        expressions.finish()
        schema = self._index.schema
        self._range: KeyRange = key_range(parsed, values, schema.hash, schema.range)
        self._refuse_unshown(touched)
        self._forward = bool(request.get("ScanIndexForward", True))
        self._limit = self._read_limit(request.get("Limit"))
        self._counts = self._read_select() == "COUNT"

    def _find_index(self, name: str | None) -> Index:
        if name is None:
            return self._table.base
        if name not in self._table.indexes:
            raise invalid(f"The table does not have the specified index: {name}")
        return self._table.indexes[name]

    def _read_limit(self, limit: int | None) -> int | None:
        if limit is not None and limit < 1:
            raise invalid("1 validation error detected: Value at 'limit' must be at least 1")
        return limit

    def _read_select(self) -> str:
        kinds = ("ALL", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES")
        select = choice(self._request, "Select", kinds)
        if self._cut and select not in ("ALL", "SPECIFIC_ATTRIBUTES"):
            raise invalid(f"Cannot specify the ProjectionExpression when choosing to get {select}")
        if select == "ALL_ATTRIBUTES" and self._index.shows is not None:
            raise invalid("ALL_ATTRIBUTES is not supported for a global secondary index without ALL")
        return select

    def _refuse_unshown(self, touched: frozenset[str]) -> None:
        if self._index.shows is not None and touched - self._index.shows:
            raise invalid(
                "One or more parameter values were invalid: Global secondary index "
                f"{self._index.name} does not project {sorted(touched - self._index.shows)}"
            )

    def run(self, bill: Bill, lag: Lag) -> Answer:
        seen = lag.overlay(self._table, consistent=self._consistent)
        items: list[Item] = []
        size = scanned = count = 0
        last: Entry | None = None
        for entry, item, item_bytes in self._visible(self._entries(seen), seen):
            scanned, size = scanned + 1, size + item_bytes
            if self._filter is None or self._filter(item):
                count += 1
                if not self._counts:
                    items.append((self._cut or copy_item)(item))
            if scanned == self._limit or size > MAX_PAGE_BYTES:
                last = entry
                break
        answer: Answer = {"Count": count, "ScannedCount": scanned}
        if not self._counts:
            answer["Items"] = items
        if last is not None:
            answer["LastEvaluatedKey"] = self._start_key(last, seen)
        bill.add(self._table.name, read_units(size, consistent=self._consistent), self._index.name)
        bill.attach_one(answer, self._request.get("ReturnConsumedCapacity"))
        return answer

    def _visible(self, entries: list[Entry], seen: Overlay) -> Iterator[tuple[Entry, Item, int]]:
        for entry in entries:
            item, size = self._item(entry, seen)
            view = self._index.view(item)
            yield entry, view, size if view is item and size else item_size(view)

    def _item(self, entry: Entry, seen: Overlay) -> tuple[Item, int]:
        key = self._index.key_of(entry)
        if key in seen:
            return seen[key] or {}, 0
        return self._table.rows[key]

    def _entries(self, seen: Overlay) -> list[Entry]:
        entries = self._index.select(self._range)
        if seen:
            older = [self._index.matches(item, key, self._range) for key, item in seen.items()]
            entries = [entry for entry in entries if self._index.key_of(entry) not in seen]
            entries = sorted([*entries, *(entry for entry in older if entry)])
        start = self._request.get("ExclusiveStartKey")
        if start is not None:
            place = self._read_start(start)
            after, upto = bisect_right(entries, place), bisect_left(entries, place)
            entries = entries[after:] if self._forward else entries[:upto]
        return entries if self._forward else entries[::-1]

    def _start_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._index.schema.names, *self._table.schema.names)))

    def _start_key(self, entry: Entry, seen: Overlay) -> Item:
        item, _ = self._item(entry, seen)
        return copy_item({name: item[name] for name in self._start_names()})

    def _read_start(self, raw: Raw) -> Entry:
        start = read_item(raw)
        if set(start) != set(self._start_names()):
            raise invalid("The provided starting key is invalid")
        key = self._table.schema.key_of_item(start)
        place = self._index.place(start, key)
        if place is None or place[0] != self._range.hash:
            raise invalid("The provided starting key is outside query boundaries based on provided conditions")
        return place[1]
