"""Channels: their schedule, the light that was announced last, and who waits for it."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from chalicelib.domain.audit import Deed
from chalicelib.domain.channel import Closing
from chalicelib.domain.light import Announced, Light
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import expires_at, to_epoch
from chalicelib.domain.schedule import Schedule, ScheduleError, from_document, to_document
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import Table, missing
from chalicelib.store.writes import Condition, Delete, Item, Put, Update

WATCH_LASTS = timedelta(hours=3)
_announced, _closing = ItemMapping(Announced), ItemMapping(Closing)


def schedule_of(item: Item | None) -> Schedule | None:
    """The schedule in an item; None when it is missing or cannot be read, which means closed."""
    try:
        return _read(json.dumps(item.get("document"))) if item else None
    except ScheduleError:
        return None


@lru_cache(maxsize=8)
def _read(document: str) -> Schedule:
    """The same words say the same: whoever starts need not wait for them to be read again. Raises ScheduleError."""
    return from_document(json.loads(document))


class Channels:
    """Reads and writes what is known of a channel."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table, self._outbox = table, outbox

    def schedule(self, channel: str) -> Schedule | None:
        """The schedule; None when it is missing or cannot be read, which means closed."""
        return schedule_of(self._table.get(keys.schedule(channel), fresh=True))

    def public(self, channel: str, *, fresh: bool = False) -> tuple[Schedule | None, Announced | None]:
        """What the public light is made of, in one call: the schedule, None as above, and what was announced last."""
        wanted = [keys.schedule(channel), keys.announced(channel)]
        items = {item["sk"]: item for item in self._table.get_many(wanted, fresh=fresh)}
        schedule, announced = (items.get(key["sk"]) for key in wanted)
        return schedule_of(schedule), _announced.from_item(announced) if announced else None

    def read_schedule(self, channel: str) -> tuple[Schedule | None, int]:
        """The schedule and its version, for who wants to change it. Raises ScheduleError for a broken one."""
        item = self._table.get(keys.schedule(channel), fresh=True)
        if item is None:
            return None, 0
        version = item.get("version")
        return from_document(item.get("document")), version if isinstance(version, int) else 0

    def schedule_version(self, channel: str) -> int:
        """The version of what is kept, readable or not; 0 when there is nothing, or no version in it."""
        version = (self._table.get(keys.schedule(channel), fresh=True) or {}).get("version")
        return version if isinstance(version, int) else 0

    def save_schedule(
        self, channel: str, schedule: Schedule, version: int, deed: Deed | None = None, closing: Closing | None = None
    ) -> int:
        """Replaces the schedule that had `version` (0: there was none), and keeps who closed the channel at once.

        `deed` is left for the audit trail in the same transaction. Raises Outdated or Contended.
        """
        # What lost its version by accident is replaced like what is not there.
        unchanged = Attr("version").eq(version) if version else ~Attr("version").attribute_type("N")
        condition = Condition(unchanged, Outdated, "two administrators do not undo each other unseen")
        item: Mapping[str, object] = {"document": to_document(schedule), "version": version + 1}
        saved = Put(self._table.name, {**keys.schedule(channel), **item}, condition)
        closed = (self._closing(channel, closing),) if closing else ()
        self._table.write_together((saved, *closed, *self._outbox.leaving(deed)))
        return version + 1

    def _closing(self, channel: str, closing: Closing) -> Put:
        item = {**keys.closing(channel), **_closing.to_item(closing)}
        return Put(self._table.name, item | {"expires_at": to_epoch(expires_at(closing.at))})

    def closing(self, channel: str) -> Closing | None:
        """Who closed the channel at once, the last time."""
        item = self._table.get(keys.closing(channel), fresh=True)
        return _closing.from_item(item) if item else None

    def seed(self, channel: str, schedule: Schedule, now: datetime) -> bool:
        """Gives a channel that has never been announced its first schedule; says whether it did.

        A schedule that was lost later is not put back: missing means closed.
        """
        new = Condition(missing(), Outdated, "only the very first time")
        first = _announced.to_item(Announced(Light.CLOSED, now))
        announced = Put(self._table.name, {**keys.announced(channel), **first}, new)
        document = {**keys.schedule(channel), "document": to_document(schedule), "version": 1}
        try:
            self._table.write_together((announced, Put(self._table.name, document, new)))
        except Outdated:
            return False
        return True

    def announced(self, channel: str) -> Announced | None:
        """What watchers were told last."""
        item = self._table.get(keys.announced(channel), fresh=True)
        return _announced.from_item(item) if item else None

    def announce(self, channel: str, before: Announced | None, after: Announced) -> None:
        """Notes what watchers are told. Raises Outdated when somebody else tells them something newer."""
        same = Attr("at").eq(keys.milliseconds(before.at)) if before else missing()
        item = {**keys.announced(channel), **_announced.to_item(after)}
        condition = Condition(same, Outdated, "the newest light counts")
        self._table.write(Put(self._table.name, item, condition))

    def told(self, channel: str, announced: Announced) -> None:
        """All watchers have been told this. Raises Outdated."""
        same = Condition(Attr("at").eq(keys.milliseconds(announced.at)), Outdated, "not of a newer one")
        self._table.write(Update(self._table.name, keys.announced(channel), {"told": True}, only_if=same))

    def watch(self, channel: str, connection: str, language: str, now: datetime, *, desk: bool = False) -> None:
        """The connection wants to be told of changes: of somebody who may want a place, or a `desk`."""
        item = {**keys.watcher(channel, connection), "language": language} | ({"desk": True} if desk else {})
        self._table.write(Put(self._table.name, item | {"expires_at": to_epoch(now + WATCH_LASTS)}))

    def unwatch(self, channel: str, connection: str) -> None:
        """The connection is gone, or has its conversation."""
        self._table.write(Delete(self._table.name, keys.watcher(channel, connection)))

    def watchers(self, channel: str) -> Iterator[tuple[str, str]]:
        """Connection and language of everybody who waits; an old read would leave out who came just now."""
        for item in self._table.query(Key("pk").eq(keys.watchers(channel)), fresh=True):
            yield str(item["sk"]), str(item["language"])

    def waiting(self, channel: str) -> Iterator[str]:
        """The connections that look at the light and are no desk, read page by page as they are asked for."""
        found = self._table.query(Key("pk").eq(keys.watchers(channel)), page=100)
        return (str(item["sk"]) for item in found if "desk" not in item)
