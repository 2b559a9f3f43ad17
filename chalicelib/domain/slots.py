"""Slots of counsellors on duty, the light that follows from them, and who gets the next conversation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.light import Light

LEASE = timedelta(minutes=5)
"""A counsellor who gave no sign of life for this long is not offered to anybody."""


@dataclass(frozen=True)
class Slot:
    """One conversation that a counsellor on duty can hold."""

    channel: str
    counsellor: str
    first_name: str
    place: int
    connection: str
    available: bool
    lease_until: datetime
    idle_since: datetime
    conversation: str | None = None
    retiring: bool = False

    def present(self, now: datetime) -> bool:
        """Whether its counsellor is connected and on duty."""
        return now < self.lease_until

    def free(self, now: datetime) -> bool:
        """Whether a new conversation may be put in it."""
        return self.present(now) and self.available and self.conversation is None and not self.retiring


def light(within_hours: bool, slots: Iterable[Slot], now: datetime) -> Light:
    """Open, busy or closed, as the service's disclaimer defines them; derived, never stored as truth."""
    present = [slot for slot in slots if slot.present(now)]
    if not within_hours or not present:
        return Light.CLOSED
    return Light.OPEN if any(slot.free(now) for slot in present) else Light.BUSY


def fairest_first(slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """Free slots: counsellors with the fewest live conversations first, then who is idle longest."""
    live = Counter(slot.counsellor for slot in slots if slot.conversation is not None)
    return sorted(
        (slot for slot in slots if slot.free(now)),
        key=lambda slot: (live[slot.counsellor], slot.idle_since, slot.counsellor, slot.place),
    )


def free_by_counsellor(slots: Iterable[Slot], now: datetime) -> Counter[tuple[str, str]]:
    """How many conversations each counsellor could take now, by (counsellor, first name)."""
    return Counter((slot.counsellor, slot.first_name) for slot in slots if slot.free(now))
