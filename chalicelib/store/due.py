"""The due-time index: what upkeep has to look at."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge

from chalicelib.store import keys
from chalicelib.store.conditions import Key
from chalicelib.store.table import Table


class DueIndex:
    """Finds what is due. An index lags, so the thing itself is read again before anything is done to it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def due(self, now: datetime) -> Iterator[tuple[str, str]]:
        """Kind (`conversation` or `duty`) and id of what is due, the earliest of all shards first."""
        shards = [self._in_shard(shard, now) for shard in keys.due_shards()]
        return ((kind, id) for _, kind, id in merge(*shards))

    def _in_shard(self, shard: str, now: datetime) -> Iterator[tuple[int, str, str]]:
        wanted = Key("due_shard").eq(shard) & Key("due_at").lte(keys.milliseconds(now))
        for item in self._table.query(wanted, index=keys.DUE_INDEX):
            at = item["due_at"]
            assert isinstance(at, int)  # noqa: S101  (the index has no other)
            yield at, keys.kind_of(str(item["sk"])), keys.id_of(str(item["pk"]))
