"""What a team lead sees of a channel at work: people, places and times; never a word, a nickname or an intake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.duty import Duty
from chalicelib.domain.light import Light


class Standing(StrEnum):
    """How somebody at work stands, as colleagues would say it."""

    WORKING = "working"
    PAUSED = "paused"
    AWAY = "away"
    LEAVING = "leaving"
    """Off duty, with conversations that have not ended yet."""


@dataclass(frozen=True)
class Spoken:
    """When each side said something for the last time."""

    visitor: datetime | None = None
    counsellor: datetime | None = None

    @property
    def waiting_since(self) -> datetime | None:
        """Since when a visitor waits for an answer: since the last thing they said, if nobody has answered it."""
        answered = self.visitor is None or (self.counsellor is not None and self.counsellor >= self.visitor)
        return None if answered else self.visitor


def standing(duty: Duty, now: datetime) -> Standing:
    if not duty.on:
        return Standing.LEAVING
    if not duty.present(now):
        return Standing.AWAY
    return Standing.WORKING if duty.available else Standing.PAUSED


def places(duties: Iterable[Duty], now: datetime) -> Light:
    """What the places of these people say, whatever the hours."""
    here = [duty for duty in duties if duty.present(now)]
    if any(duty.free(now) for duty in here):
        return Light.OPEN
    return Light.BUSY if here else Light.CLOSED
