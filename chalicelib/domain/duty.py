"""A counsellor on duty: how many slots they offer, in which channel, and which conversations they hold in them.

One value a counsellor: a slot is claimed and let go by changing it, so that nothing is counted twice or lost.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.conversation import RESUME_WINDOW, SILENCE

LEASE = timedelta(minutes=5)
"""A counsellor who gave no sign of life for this long is not offered to anybody."""


class Offers(StrEnum):
    """What a duty means for the light of its channel; the texts sort as free places are looked for."""

    FREE = "free"
    TAKEN = "taken"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Held:
    """One conversation of a counsellor, the place it takes, and its channel: who goes on duty in another channel
    keeps what they hold."""

    place: int
    conversation: str
    channel: str


@dataclass(frozen=True)
class Duty:
    """What a counsellor offers and holds. No slots means off duty; `until` is set while the connection is gone.

    `look_at`: when upkeep looks for who fell silent, this counsellor or somebody they talk with. `seen_at` is
    when the duty changed last; the sign of life itself is kept at the connection.
    """

    counsellor: str
    first_name: str
    channel: str
    slots: int
    available: bool
    connection: str
    seen_at: datetime
    idle_since: datetime
    look_at: datetime | None = None
    until: datetime | None = None
    held: tuple[Held, ...] = ()
    version: int = 0

    @property
    def on(self) -> bool:
        return self.slots > 0

    @property
    def offers(self) -> Offers:
        """What it means for the light, as long as its counsellor gives signs of life."""
        if not self.on or self.until is not None:
            return Offers.NOTHING
        return Offers.FREE if self.available and len(self.held) < self.slots else Offers.TAKEN

    def present(self, now: datetime) -> bool:
        """Whether its counsellor is connected and on duty."""
        return self.offers is not Offers.NOTHING and now < self.seen_at + LEASE

    def free(self, now: datetime) -> bool:
        """Whether a new conversation may be given to this counsellor."""
        return self.offers is Offers.FREE and self.present(now)

    @property
    def free_places(self) -> int:
        """How many more conversations this counsellor takes."""
        return self.slots - len(self.held) if self.offers is Offers.FREE else 0

    def offers_place(self, place: int) -> bool:
        """Whether a conversation may be put in this place."""
        taken = {held.place for held in self.held}
        return self.offers is Offers.FREE and 1 <= place <= self.slots and place not in taken

    @property
    def next_place(self) -> int:
        """The lowest number of a slot that no conversation has."""
        taken = {held.place for held in self.held}
        return next(place for place in range(1, len(taken) + 2) if place not in taken)

    @property
    def conversations(self) -> tuple[str, ...]:
        return tuple(held.conversation for held in self.held)

    @property
    def held_in(self) -> frozenset[str]:
        """The channels of what they hold."""
        return frozenset(held.channel for held in self.held)

    @property
    def due_at(self) -> datetime | None:
        """When upkeep has to look: at who fell silent, or at the end of the five minutes of a drop."""
        look_at = self.look_at if self.on or self.held else None
        return min((moment for moment in (self.until, look_at) if moment), default=None)


def look_soon(before: Duty | None, now: datetime) -> datetime:
    """When to look at the latest: whoever is here now can fall silent then, and others sooner."""
    latest = now + SILENCE
    return min(before.look_at, latest) if before and before.look_at else latest


def on_duty(duty: Duty, now: datetime) -> Duty:
    """A duty that begins, or goes on after a drop that was none."""
    return replace(duty, seen_at=now, until=None, look_at=look_soon(duty, now))


def holding(duty: Duty, held: Held, seen_at: datetime, now: datetime) -> Duty:
    """The duty with one conversation more; the same when it holds that one already.

    Its visitor gave a sign of life at `seen_at`, perhaps before this duty began, and can fall silent sooner.
    """
    if held.conversation in duty.conversations:
        return duty
    soonest = max(seen_at + SILENCE, now)
    look_at = min(duty.look_at or soonest, soonest)
    return replace(duty, held=(*duty.held, held), look_at=look_at)


def released(duty: Duty, conversation: str, now: datetime) -> Duty:
    """The duty without a conversation; whoever has been without a new one for longest is next."""
    left = tuple(held for held in duty.held if held.conversation != conversation)
    return duty if left == duty.held else replace(duty, held=left, idle_since=now)


def dropped(duty: Duty, connection: str, now: datetime) -> Duty:
    """The connection is gone: only the current one counts."""
    if duty.connection != connection or not duty.on or duty.until is not None:
        return duty
    return replace(duty, seen_at=now, until=now + RESUME_WINDOW)


def off(duty: Duty, now: datetime) -> Duty:
    """Off duty: nothing new is offered, what is held stays until it ends."""
    return replace(duty, slots=0, available=False, seen_at=now, until=None, look_at=look_soon(duty, now))


def present(duty: Duty, connection: str, now: datetime) -> Duty:
    """A sign of life over the current connection takes back a drop that was none."""
    if duty.connection != connection or not duty.on or duty.until is None:
        return duty
    return on_duty(duty, now)


def with_availability(duty: Duty, available: bool, now: datetime) -> Duty:
    """Paused, or taking new conversations again."""
    return replace(on_duty(duty, now), available=available)


def flips(before: Duty | None, after: Duty) -> frozenset[str]:
    """The channels whose light this change can flip: only those are worth an announcement."""
    if before is None:
        return frozenset({after.channel}) if after.on else frozenset()
    if before.channel != after.channel:
        return frozenset({before.channel, after.channel})
    return frozenset() if before.offers is after.offers else frozenset({after.channel})
