"""The random salt of each day, of which the key of the keyed hash of origins is made. Forgotten after two days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from chalicelib.domain.brussels import day_of, midnight
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Key
from chalicelib.store.table import ConditionFailed, Table, missing
from chalicelib.store.writes import Condition, Delete, Put

KNOWN = timedelta(days=2)
"""A block of eight hours spans two days at most; nobody needs the salt of a day when the next one is over."""


class Salts:
    """Reads, makes and forgets salts."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, day: date) -> str | None:
        """The salt of a day; None when there was none or it is forgotten, whether or not TTL has deleted it."""
        item = self._table.get(keys.salt(day), fresh=True)
        return str(item["salt"]) if item else None

    def made(self, day: date, salt: str) -> str:
        """The salt of the day from now on: this one, or that of somebody who was just before."""
        once = Condition(missing(), ConditionFailed, "one salt a day: another would let everybody who is blocked in")
        item = {**keys.salt(day), "salt": salt, "expires_at": to_epoch(midnight(day + KNOWN))}
        try:
            self._table.write(Put(self._table.name, item, once))
        except ConditionFailed as lost:
            return str((lost.existing or item)["salt"])
        return salt

    def forget(self, now: datetime) -> int:
        """Deletes what TTL would delete late; gives how many there were."""
        old = list(self._old(day_of(now)))
        for day in old:
            self._table.write(Delete(self._table.name, keys.salt(day)))
        return len(old)

    def _old(self, today: date) -> Iterator[date]:
        wanted = Key("pk").eq(keys.salts()) & Key("sk").lt((today - timedelta(days=1)).isoformat())
        return (date.fromisoformat(str(item["sk"])) for item in self._table.query(wanted, expired=True))
