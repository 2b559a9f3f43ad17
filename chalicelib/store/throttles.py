"""How often an origin tried something this minute."""

from datetime import datetime, timedelta

from chalicelib.domain.retention import to_epoch
from chalicelib.domain.throttle import window_of
from chalicelib.store import keys
from chalicelib.store.table import Table
from chalicelib.store.writes import Update

KEPT = timedelta(minutes=5)


class Throttles:
    """Counts tries of origins, known by keyed hash."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def count(self, origin_hash: str, what: str, now: datetime) -> int:
        """One more try; gives how many there were this minute."""
        counted = self._table.write(
            Update(
                self._table.name,
                keys.throttle(origin_hash, what, window_of(now)),
                {"expires_at": to_epoch(now + KEPT)},
                add={"tries": 1},
                returning=True,
            )
        )
        tries = (counted or {}).get("tries")
        return tries if isinstance(tries, int) else 1

    def tries(self, origin_hash: str, what: str, now: datetime) -> int:
        """How many tries there were this minute."""
        item = self._table.get(keys.throttle(origin_hash, what, window_of(now)), fresh=True) or {}
        tries = item.get("tries")
        return tries if isinstance(tries, int) else 0
