"""The open desks: whose each line is, and how long the issuer's word for them counts."""

from datetime import datetime

from chalicelib.domain.connection import Desk
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.connections import LONGEST_CONNECTION
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Condition, Delete, Put, Update

_desk = ItemMapping(Desk)


class Desks:
    """Reads and changes what is known of open desks."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def open(self, desk: Desk, now: datetime) -> None:
        """A desk is about to open."""
        key, expiry = keys.desk(desk.counsellor, desk.connection), to_epoch(now + LONGEST_CONNECTION)
        self._table.write(Put(self._table.name, {**key, **_desk.to_item(desk), "expires_at": expiry}))

    def all(self) -> list[Desk]:
        """Every open desk; one whose end was never told is among them for three hours."""
        return [_desk.from_item(item) for item in self._table.query(Key("pk").eq(keys.desks()))]

    def of(self, counsellor: str) -> list[Desk]:
        """The desks of one person: two while a browser moves to a new line."""
        wanted = Key("pk").eq(keys.desks()) & Key("sk").begins_with(keys.desks_of(counsellor))
        return [_desk.from_item(item) for item in self._table.query(wanted, fresh=True)]

    def save(self, desk: Desk) -> None:
        """What the issuer says by now; nothing where the desk has closed."""
        said = {"channels": desk.channels, "counts_until": keys.milliseconds(desk.counts_until)}
        known = Condition(Attr("pk").exists(), ConditionFailed, "what is said of a desk opens none")
        try:
            self._table.write(
                Update(self._table.name, keys.desk(desk.counsellor, desk.connection), said, only_if=known)
            )
        except ConditionFailed:
            return

    def forget(self, counsellor: str, connection: str) -> None:
        """The desk has closed."""
        self._table.write(Delete(self._table.name, keys.desk(counsellor, connection)))
