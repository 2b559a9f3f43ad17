"""Fault reports of visitors: when, what."""

from datetime import datetime

from chalicelib.domain.retention import expires_at, to_epoch
from chalicelib.store import keys
from chalicelib.store.table import Table
from chalicelib.store.writes import Put


class Faults:
    """Keeps fault reports, six months like everything that people write."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, id: str, when: str, what: str, page: str | None, now: datetime) -> None:
        """Keeps one report."""
        item = {**keys.fault(now, id), "when": when, "what": what, "page": page}
        self._table.write(Put(self._table.name, item | {"expires_at": to_epoch(expires_at(now))}))
