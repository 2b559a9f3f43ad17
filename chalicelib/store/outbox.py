"""The outbox: deeds that wait for the audit trail, left in the transaction of the act itself."""

from collections.abc import Iterator

from chalicelib.domain.audit import Deed
from chalicelib.domain.races import Outdated
from chalicelib.store import keys
from chalicelib.store.conditions import Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import Table, missing
from chalicelib.store.writes import Condition, Delete, Put

_deed = ItemMapping(Deed)


class Outbox:
    """Leaves deeds and takes them away. They bear no expiry: one that is not chained must not go by itself."""

    def __init__(self, chat: Table) -> None:
        self._table = chat

    def leaving(self, deed: Deed | None) -> tuple[Put, ...]:
        """The write that belongs to the transaction of the act; none for what is no act of staff."""
        if deed is None:
            return ()
        new = Condition(missing(), Outdated, "a deed is done once")
        return (Put(self._table.name, {**keys.waiting(deed.at, deed.id), **_deed.to_item(deed)}, new),)

    def leave(self, deed: Deed) -> None:
        """A deed that changes nothing else. Raises Outdated when it waits already, of the same moment."""
        self._table.write_together(self.leaving(deed))

    def waiting(self) -> Iterator[Deed]:
        """Deeds that are not chained yet, the earliest first."""
        return map(_deed.from_item, self._table.query(Key("pk").eq(keys.outbox()), fresh=True))

    def taking(self, deed: Deed) -> Delete:
        """The write that takes a deed away, which belongs to the transaction that chains it."""
        return Delete(self._table.name, keys.waiting(deed.at, deed.id))

    def take(self, deed: Deed) -> None:
        """Takes away what stands in the trail already: left by a restored table."""
        self._table.write(self.taking(deed))
