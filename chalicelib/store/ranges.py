"""Ranges of addresses that an administrator has listed."""

from chalicelib.domain.audit import Deed
from chalicelib.domain.ranges import Listed
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Condition, Delete, Put

_listed = ItemMapping(Listed)


class Ranges:
    """Lists, adds and removes them."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table, self._outbox = table, outbox

    def all(self) -> list[Listed]:
        """Everything that is listed; there are never many."""
        return [_listed.from_item(item) for item in self._table.query(Key("pk").eq(keys.ranges()), fresh=True)]

    def add(self, listed: Listed, deed: Deed | None = None) -> None:
        """One more, and the deed with it."""
        put = Put(self._table.name, {**keys.listed_range(listed.id), **_listed.to_item(listed)})
        self._table.write_together((put, *self._outbox.leaving(deed)))

    def remove(self, id: str, deed: Deed | None = None) -> bool:
        """Takes it off the list, and leaves the deed with that; says whether it was there."""
        there = Condition(Attr("pk").exists(), ConditionFailed, "removing nothing is told")
        try:
            gone = Delete(self._table.name, keys.listed_range(id), there)
            self._table.write_together((gone, *self._outbox.leaving(deed)))
        except ConditionFailed:
            return False
        return True
