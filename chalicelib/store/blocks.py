"""Blocks of origins, known by keyed hash. They end on time whether or not TTL has deleted them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from chalicelib.domain.audit import Deed
from chalicelib.domain.blocks import Block
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Condition, Delete, Item, Put

_block = ItemMapping(Block)


class Blocks:
    """Reads, places and lifts blocks."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table, self._outbox = table, outbox

    def of(self, origin_hashes: Sequence[str], now: datetime) -> Block | None:
        """The block that holds for an origin now, by what stands for it today and stood for it yesterday."""
        return holding(self._table.get_many([keys.block(one) for one in origin_hashes], fresh=True), now)

    def placing(self, block: Block) -> Put:
        """The write that places a block, alone or together with the end of a conversation; the last one counts."""
        item = {**keys.block(block.origin_hash), **_block.to_item(block)}
        return Put(self._table.name, item | {"expires_at": to_epoch(block.until)})

    def place(self, block: Block, deed: Deed | None = None) -> None:
        """Places a block, and leaves the deed for the audit trail in the same transaction."""
        self._table.write_together((self.placing(block), *self._outbox.leaving(deed)))

    def lift(self, origin_hash: str, now: datetime, deed: Deed | None = None) -> bool:
        """Takes a block away; says whether there was one, which is left for the audit trail in the same transaction."""
        holds = Attr("expires_at").gt(int(now.timestamp()))
        there = Condition(holds, ConditionFailed, "lifting nothing is told")
        lifted = Delete(self._table.name, keys.block(origin_hash), there)
        try:
            self._table.write_together((lifted, *self._outbox.leaving(deed)))
        except ConditionFailed:
            return False
        return True

    def list(self, after: str | None, page: int, now: datetime) -> list[Block]:
        """Blocks that hold, by keyed hash, beginning after the one named."""
        wanted = Key("pk").eq(keys.blocks()) & Key("sk").gt(after or " ")
        found = map(_block.from_item, self._table.query(wanted, fresh=True))
        return list(islice(_holding(found, now), page))


def holding(items: Iterable[Item], now: datetime) -> Block | None:
    """The block among these items that holds longest."""
    return max(_holding(map(_block.from_item, items), now), key=lambda block: block.until, default=None)


def _holding(blocks: Iterable[Block], now: datetime) -> Iterator[Block]:
    return (block for block in blocks if block.holds(now))
