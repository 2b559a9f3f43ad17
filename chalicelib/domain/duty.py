"""A counsellor on duty: how many slots, in which channel, and what becomes of the slots when that changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.conversation import PRESENCE_EVERY, RESUME_WINDOW, SILENCE
from chalicelib.domain.slots import LEASE, Slot


@dataclass(frozen=True)
class Duty:
    """What a counsellor offers. No slots means off duty; `until` is set while the connection is gone."""

    counsellor: str
    first_name: str
    channel: str
    slots: int
    available: bool
    connection: str
    seen_at: datetime
    until: datetime | None = None
    version: int = 0

    @property
    def due_at(self) -> datetime | None:
        """When upkeep has to look: silence makes a drop, and five minutes later the duty is over."""
        if self.slots == 0:
            return None
        return self.until or self.seen_at + SILENCE

    @property
    def lease_until(self) -> datetime:
        """No free slot of somebody who left, dropped or fell silent is offered to anybody."""
        return self.seen_at if self.until or self.slots == 0 else self.seen_at + LEASE

    def stale(self, now: datetime) -> bool:
        """Whether a sign of life is worth writing."""
        return now - self.seen_at >= PRESENCE_EVERY


def dropped(duty: Duty, connection: str, now: datetime) -> Duty:
    """The connection is gone: only the current one counts."""
    if duty.connection != connection or duty.slots == 0 or duty.until is not None:
        return duty
    return replace(duty, seen_at=now, until=now + RESUME_WINDOW)


def off(duty: Duty, now: datetime) -> Duty:
    """Off duty: free slots go, taken ones go when their conversation ends."""
    return replace(duty, slots=0, available=False, seen_at=now, until=None)


@dataclass(frozen=True)
class Arrangement:
    """What is to become of the slots."""

    keep: tuple[Slot, ...]
    remove: tuple[Slot, ...]


def arrange(duty: Duty, slots: Iterable[Slot], now: datetime) -> Arrangement:
    """Slots 1 to `duty.slots` are offered; of the others the free ones go and the taken ones retire."""
    held = {slot.place: slot for slot in slots if slot.channel == duty.channel}
    wanted = [held.get(place, _new_slot(duty, place, now)) for place in range(1, duty.slots + 1)]
    surplus = [slot for place, slot in held.items() if place > duty.slots]
    keep = [_offered(slot, duty) for slot in wanted]
    keep += [_retired(slot, duty) for slot in surplus if slot.conversation is not None]
    return Arrangement(tuple(keep), tuple(slot for slot in surplus if slot.conversation is None))


def _new_slot(duty: Duty, place: int, now: datetime) -> Slot:
    return Slot(
        channel=duty.channel,
        counsellor=duty.counsellor,
        first_name=duty.first_name,
        place=place,
        connection=duty.connection,
        available=duty.available,
        lease_until=duty.lease_until,
        idle_since=now,
    )


def _offered(slot: Slot, duty: Duty) -> Slot:
    return replace(
        slot,
        first_name=duty.first_name,
        connection=duty.connection,
        available=duty.available,
        lease_until=duty.lease_until,
        retiring=False,
    )


def _retired(slot: Slot, duty: Duty) -> Slot:
    return replace(_offered(slot, duty), available=False, retiring=True)


def present(duty: Duty, connection: str, now: datetime) -> Duty:
    """A sign of life over the current connection; it also takes back a drop that was none."""
    if duty.connection != connection or duty.slots == 0:
        return duty
    return replace(duty, seen_at=now, until=None)


def with_availability(duty: Duty, available: bool, now: datetime) -> Duty:
    """Paused, or taking new conversations again."""
    return replace(duty, available=available, seen_at=now, until=None)
