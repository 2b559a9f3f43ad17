"""The audit trail in the vault: entries by month and number, the head that the next one hangs on, what is signed."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.audit import Addition, Head, Sealed
from chalicelib.domain.audit_head import DayHead
from chalicelib.domain.races import AlreadyChained, Outdated
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import Table, missing
from chalicelib.store.writes import Condition, Item, Put

_head = ItemMapping(Head)
_signed = ItemMapping(DayHead)


class Trail:
    """Appends and reads. Only the function `vault` has the right to."""

    def __init__(self, vault: Table, outbox: Outbox) -> None:
        self._table, self._outbox = vault, outbox

    def head(self) -> Head:
        """The newest entry."""
        item = self._table.get(keys.audit_head(), fresh=True)
        return _head.from_item(item) if item else Head()

    def append(self, added: Addition, *, waited: bool) -> None:
        """Entry and head together, each deed once; what waited leaves the outbox in the same moment.

        Raises AlreadyChained, Outdated when somebody else was first, or Contended; then nothing is written.
        """
        taken = [self._outbox.taking(added.deed)] if waited else []
        self._table.write_together((*self.adding(added), *taken))

    def adding(self, added: Addition) -> tuple[Put, ...]:
        """The writes of an entry, which belong to the transaction of what is done in the vault itself."""
        before, sealed, at = added.before, added.sealed, added.after.at
        assert at is not None  # noqa: S101  (a head that has an entry has its time)
        ends = {"expires_at": sealed.expires_at}
        once = Condition(missing(), AlreadyChained, "a deed is one entry, also from a table that was restored")
        same = Attr("n").eq(before.n) & Attr("hash").eq(before.hash) if before.n else missing()
        newest = Condition(same, Outdated, "one entry hangs on one other")
        new = Condition(missing(), Outdated, "what was written is never replaced")
        entry = {**keys.audit_entry(at, sealed.n), "text": sealed.text, "hash": sealed.hash, **ends}
        # The head is kept: it says what was there when all entries are over.
        head = {**keys.audit_head(), **_head.to_item(added.after)}
        return (
            Put(self._table.name, {**keys.chained(added.deed.id), "n": sealed.n, **ends}, once, blind=True),
            Put(self._table.name, head, newest, blind=True),
            Put(self._table.name, entry, new, blind=True),
        )

    def signed(self) -> DayHead | None:
        """The head of the last day that was signed; None on a stage that is new."""
        item = self._table.get(keys.audit_signed(), fresh=True)
        return _signed.from_item(item) if item else None

    def note_signed(self, before: DayHead | None, after: DayHead) -> None:
        """Written once the head of a day is kept. Raises Outdated when another run was first."""
        same = Attr("day").eq(before.day.isoformat()) if before else missing()
        only_one = Condition(same, Outdated, "two runs at once: one of them goes on")
        item = {**keys.audit_signed(), **_signed.to_item(after), "day": after.day.isoformat()}
        self._table.write(Put(self._table.name, item, only_one))

    def of_month(self, month: date, after: int) -> Iterator[Sealed]:
        """Entries of a month (UTC) with a number above `after`, in order."""
        wanted = Key("pk").eq(keys.audit_month(month)) & Key("sk").gt(keys.audit_number(after))
        return map(_sealed, self._table.query(wanted, fresh=True))

    def of_month_backwards(self, month: date, before: int) -> Iterator[Sealed]:
        """Entries of a month (UTC) with a number below `before`, the newest first."""
        wanted = Key("pk").eq(keys.audit_month(month)) & Key("sk").lt(keys.audit_number(before))
        return map(_sealed, self._table.query(wanted, fresh=True, newest_first=True))


def _sealed(item: Item) -> Sealed:
    ends = item.get("expires_at")
    number = str(item["sk"])
    return Sealed(int(number), str(item.get("text")), str(item.get("hash")), ends if isinstance(ends, int) else 0)
