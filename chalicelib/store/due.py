"""The due-time index: what upkeep has to look at."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from boto3.dynamodb.conditions import Key

from chalicelib.store import keys
from chalicelib.store.table import Table


class DueIndex:
    """Finds what is due. An index lags, so the thing itself is read again before anything is done to it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def due(self, now: datetime) -> Iterator[tuple[str, str]]:
        """Kind (`conversation` or `duty`) and id of what is due, shard by shard, earliest first."""
        return chain.from_iterable(self._in_shard(shard, now) for shard in keys.due_shards())

    def _in_shard(self, shard: str, now: datetime) -> Iterator[tuple[str, str]]:
        wanted = Key("due_shard").eq(shard) & Key("due_at").lte(keys.milliseconds(now))
        for item in self._table.query(wanted, index=keys.DUE_INDEX):
            yield keys.kind_of(str(item["sk"])), keys.id_of(str(item["pk"]))
