"""Ranges of addresses that an administrator has listed."""

from chalicelib.domain.ranges import Listed
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Condition, Delete, Put

_listed = ItemMapping(Listed)


class Ranges:
    """Lists, adds and removes them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def all(self) -> list[Listed]:
        """Everything that is listed; there are never many."""
        return [_listed.from_item(item) for item in self._table.query(Key("pk").eq(keys.ranges()), fresh=True)]

    def add(self, listed: Listed) -> None:
        """One more."""
        self._table.write(Put(self._table.name, {**keys.listed_range(listed.id), **_listed.to_item(listed)}))

    def remove(self, id: str) -> bool:
        """Takes it off the list; says whether it was there."""
        there = Condition(Attr("pk").exists(), ConditionFailed, "removing nothing is told")
        try:
            self._table.write(Delete(self._table.name, keys.listed_range(id), there))
        except ConditionFailed:
            return False
        return True
