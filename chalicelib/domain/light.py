"""The light: the status of a channel as a visitor sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Light(StrEnum):
    """Green, red and grey; the rules of the service say what each asks of schedule and slots."""

    OPEN = "open"
    BUSY = "busy"
    CLOSED = "closed"


KNOWN_FOR = timedelta(seconds=2)
"""A worker need not read a public light again for so long: it is as good as what a person sees who looks up."""

TELLING_LASTS = timedelta(seconds=30)
"""Whoever tells the watchers is done within this time, or died while telling."""


@dataclass(frozen=True)
class Announced:
    """What watchers were told last; `told` once all of them were. `places` is what the places said then, whatever the
    hours: with the schedule, which turns by itself, it makes the public light."""

    light: Light
    at: datetime
    told: bool = True
    places: Light = Light.CLOSED

    def abandoned(self, now: datetime) -> bool:
        """Whether somebody began to tell and never finished."""
        return not self.told and now - self.at >= TELLING_LASTS


def light(within_hours: bool, places: Light) -> Light:
    """Open, busy or closed, as the service's disclaimer defines them: what the places say, inside hours."""
    return places if within_hours else Light.CLOSED
