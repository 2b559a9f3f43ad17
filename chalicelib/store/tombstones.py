"""Tombstones of conversations that were erased: what is to be deleted now, and again in a table that is restored."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from chalicelib.domain.audit import Deed
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import to_epoch
from chalicelib.domain.tombstone import Tombstone
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import ConditionFailed, Table, missing
from chalicelib.store.writes import Condition, Delete, Item, Put, Update

_stone = ItemMapping(Tombstone)

AFTER_BACKUPS = timedelta(days=2)
"""A table that was restored from the oldest backup is worked on for a while."""


class Tombstones:
    """Places, finds and settles them. One that is not settled bears no expiry: it must not go by itself."""

    def __init__(self, chat: Table, outbox: Outbox, backup_days: int) -> None:
        self._table, self._outbox, self._backups = chat, outbox, timedelta(days=backup_days)

    def place(self, stone: Tombstone, deed: Deed) -> None:
        """Once for a conversation, with the deed in the same transaction. Raises Outdated when there is one."""
        once = Condition(missing(), Outdated, "erased once, by whoever was first")
        item = {**keys.tombstone(stone.conversation), **_stone.to_item(stone), "day": stone.day.isoformat()}
        self._table.write_together((Put(self._table.name, item, once), *self._outbox.leaving(deed)))

    def of(self, conversation: str) -> Tombstone | None:
        """Whether a conversation was erased."""
        item = self._table.get(keys.tombstone(conversation), fresh=True)
        return _read(item) if item else None

    def unsettled(self) -> Iterator[Tombstone]:
        """Those whose conversation is not all gone yet."""
        found = map(_read, self._table.query(Key("pk").eq(keys.tombstones()), fresh=True))
        return (stone for stone in found if stone.done_at is None)

    def settle(self, stone: Tombstone, at: datetime) -> None:
        """All of it is gone, also from the ledger; the tombstone stays until no backup knows the conversation."""
        there = Condition(Attr("pk").exists(), ConditionFailed, "what is settled stays so")
        ends = to_epoch(at + self._backups + AFTER_BACKUPS)
        done = {"done_at": keys.milliseconds(at), "expires_at": ends}
        self._table.write_together(
            (
                Update(self._table.name, keys.tombstone(stone.conversation), done, only_if=there),
                Delete(self._table.name, keys.ledger_entry(stone.day, stone.conversation)),
            )
        )


def _read(item: Item) -> Tombstone:
    return _stone.from_item({**item, "day": date.fromisoformat(str(item["day"]))})
