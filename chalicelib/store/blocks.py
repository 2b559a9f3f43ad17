"""Blocks of origins, known by keyed hash. They end on time whether or not TTL has deleted them."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from boto3.dynamodb.conditions import Attr, Key

from chalicelib.domain.blocks import Block
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Condition, Delete, Put

_block = ItemMapping(Block)


class Blocks:
    """Reads, places and lifts blocks."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, origin_hash: str, now: datetime) -> Block | None:
        """The block that holds for an origin now."""
        item = self._table.get(keys.block(origin_hash), fresh=True)
        block = _block.from_item(item) if item else None
        return block if block and block.holds(now) else None

    def placing(self, block: Block) -> Put:
        """The write that places a block, alone or together with the end of a conversation; the last one counts."""
        item = {**keys.block(block.origin_hash), **_block.to_item(block)}
        return Put(self._table.name, item | {"expires_at": to_epoch(block.until)})

    def place(self, block: Block) -> None:
        """Places a block."""
        self._table.write(self.placing(block))

    def lift(self, origin_hash: str) -> bool:
        """Takes a block away; says whether there was one."""
        there = Condition(Attr("pk").exists(), ConditionFailed, "lifting nothing is told")
        try:
            return self._table.write(Delete(self._table.name, keys.block(origin_hash), there)) is not None
        except ConditionFailed:
            return False

    def list(self, after: str | None, page: int, now: datetime) -> list[Block]:
        """Blocks that hold, by keyed hash, beginning after the one named."""
        wanted = Key("pk").eq(keys.blocks()) & Key("sk").gt(after or " ")
        found = map(_block.from_item, self._table.query(wanted, fresh=True))
        return list(islice(_holding(found, now), page))


def _holding(blocks: Iterator[Block], now: datetime) -> Iterator[Block]:
    return (block for block in blocks if block.holds(now))
