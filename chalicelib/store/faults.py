"""Fault reports of visitors: when, what."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

from chalicelib.domain.audit import Deed
from chalicelib.domain.fault import FaultReport
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import RETENTION_MONTHS, expires_at, to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import Table
from chalicelib.store.writes import Condition, Item, Put, Update

_report = ItemMapping(FaultReport)
_LAST = "~"


class Faults:
    """Keeps fault reports, six months like everything that people write."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table, self._outbox = table, outbox

    def add(self, report: FaultReport) -> None:
        """Keeps one report."""
        item = {**keys.fault(report.at, report.id), **_report.to_item(report)}
        self._table.write(Put(self._table.name, item | {"expires_at": to_epoch(expires_at(report.at))}))

    def mark(self, report: FaultReport, deed: Deed) -> None:
        """An administrator has seen to it, or has not after all. Raises Outdated for a report that is gone."""
        there = Condition(Attr("pk").exists(), Outdated, "what has expired is not made again")
        handled = {
            "handled_at": report.handled_at and keys.milliseconds(report.handled_at),
            "handled_by": report.handled_by,
            "note": report.note,
        }
        changed = {name: value for name, value in handled.items() if value}
        key, gone = keys.fault(report.at, report.id), tuple(handled.keys() - changed)
        update = Update(self._table.name, key, changed, remove=gone, only_if=there)
        self._table.write_together((update, *self._outbox.leaving(deed)))

    def get(self, at: datetime, id: str) -> FaultReport | None:
        """One report, by when it came in and its id."""
        item = self._table.get(keys.fault(at, id), fresh=True)
        return _report.from_item(item) if item else None

    def newest(self, before: str | None, page: int, now: datetime) -> tuple[list[FaultReport], str | None]:
        """Reports, the newest first, from behind a place on, and the place to go on from."""
        found = list(islice(self._back_from(before or _LAST, page + 1, now), page + 1))
        place = str(found[page - 1]["sk"]) if len(found) > page else None
        return [_report.from_item(item) for item in found[:page]], place

    def _back_from(self, before: str, page: int, now: datetime) -> Iterator[Item]:
        for month in _months(now):
            wanted = Key("pk").eq(keys.faults(month)) & Key("sk").lt(before)
            yield from self._table.query(wanted, newest_first=True, page=page)


def _months(now: datetime) -> Iterator[date]:
    """This month and those before in which something may still be kept, in UTC."""
    today = now.astimezone(UTC)
    for back in range(RETENTION_MONTHS + 1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        yield date(year, month + 1, 1)
