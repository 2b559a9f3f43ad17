"""Duties of counsellors and their slots, changed together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from boto3.dynamodb.conditions import Attr, Key

from chalicelib.domain.duty import Arrangement, Duty, arrange
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import to_epoch
from chalicelib.domain.slots import Slot
from chalicelib.store import keys
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import Table
from chalicelib.store.writes import Condition, Delete, Put, Update, Write

_duty, _slot = ItemMapping(Duty), ItemMapping(Slot)

KEPT = timedelta(days=2)
"""No duty lasts this long: what is left of one is forgotten."""


class Duties:
    """Reads and changes duties and slots."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, counsellor: str) -> Duty | None:
        """What the counsellor offers, or offered last."""
        item = self._table.get(keys.duty(counsellor), fresh=True)
        return _duty.from_item(item) if item else None

    def slots(self, channel: str, *, fresh: bool = True) -> list[Slot]:
        """All slots of a channel."""
        wanted = Key("pk").eq(keys.slots(channel))
        return [_slot.from_item(item) for item in self._table.query(wanted, fresh=fresh)]

    def slots_of(self, counsellor: str, channels: Iterable[str]) -> list[Slot]:
        """All slots of one counsellor."""
        return [slot for channel in channels for slot in self._slots_in(counsellor, channel)]

    def _slots_in(self, counsellor: str, channel: str) -> Iterator[Slot]:
        mine = Key("pk").eq(keys.slots(channel)) & Key("sk").begins_with(keys.slots_of(counsellor))
        return map(_slot.from_item, self._table.query(mine, fresh=True))

    def save(self, before: Duty | None, after: Duty, now: datetime) -> Duty:
        """Changes a duty and arranges its slots, all or nothing. Raises Outdated or Contended."""
        saved = replace(after, version=(before.version if before else 0) + 1)
        plan = arrange(saved, self._slots_in(after.counsellor, after.channel), now)
        left = self._left_behind(before, saved, now)
        self._table.write_together((self._put(before, saved, now), *self._arranged(plan, now), *left))
        return saved

    def _put(self, before: Duty | None, after: Duty, now: datetime) -> Put:
        key = keys.duty(after.counsellor)
        item: dict[str, object] = {**key, **_duty.to_item(after), "expires_at": to_epoch(now + KEPT)}
        if after.due_at is not None:
            item |= {"due_shard": keys.due_shard(key["pk"]), "due_at": keys.milliseconds(after.due_at)}
        same = Attr("version").eq(before.version) if before else Attr("version").not_exists()
        # TTL deletes late: a duty that reads as gone may still be lying there.
        gone = Attr("expires_at").lte(to_epoch(now))
        return Put(self._table.name, item, Condition(same | gone, Outdated, "decided on what is still true"))

    def _left_behind(self, before: Duty | None, after: Duty, now: datetime) -> Iterator[Write]:
        if before is None or before.channel == after.channel:
            return
        left = replace(after, channel=before.channel, slots=0, available=False)
        yield from self._arranged(arrange(left, self._slots_in(left.counsellor, left.channel), now), now)

    def _arranged(self, plan: Arrangement, now: datetime) -> Iterator[Write]:
        for slot in plan.keep:
            yield self._kept(slot, now)
        for slot in plan.remove:
            free = Condition(Attr("conversation").not_exists(), Outdated, "a slot in use is not taken away")
            yield Delete(self._table.name, self._key(slot), free)

    def _kept(self, slot: Slot, now: datetime) -> Update:
        """Everything but the conversation, which a visitor may be claiming at this moment."""
        values = _slot.to_item(replace(slot, conversation=None))
        initial = {"idle_since": values.pop("idle_since")}
        used = Condition(Attr("conversation").exists(), Outdated, "a free slot is taken away, not retired")
        return Update(
            self._table.name,
            self._key(slot),
            values | {"expires_at": to_epoch(now + KEPT)},
            initial,
            only_if=used if slot.retiring else None,
        )

    @staticmethod
    def _key(slot: Slot) -> keys.Key:
        return keys.slot(slot.channel, slot.counsellor, slot.place)
