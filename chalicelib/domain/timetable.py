"""What an administrator decides about the hours of a channel, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Final

from chalicelib.domain.brussels import end_before, first_showing, in_utc
from chalicelib.domain.schedule_error import Problem, ScheduleError
from chalicelib.domain.shift import Shift

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORKING_DAYS: Final = range(5)


@dataclass(frozen=True, slots=True)
class Closure:
    """Whole Brussels days, from first to last, both included, on which the channel stays closed."""

    id: str
    first: date
    last: date
    reason: str

    def covers(self, day: date) -> bool:
        """Whether this Brussels day is one of the closed ones."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Opening:
    """Exceptional hours in UTC. Somebody asked for exactly these, so they win over holidays and closures."""

    id: str
    opens: datetime
    closes: datetime
    reason: str

    def overlaps(self, other: Opening) -> bool:
        """Whether both are on at some moment; one may begin when the other ends."""
        return self.opens < other.closes and other.opens < self.closes


@dataclass(frozen=True, slots=True)
class Schedule:
    """The hours of one channel; weekdays count from Monday, 0, as Python does.

    `closed_now` wins over everything: until `closed_until` (UTC), or until somebody reopens the channel
    when that is None. An end that has passed needs no cleaning up.
    """

    shifts: Mapping[int, tuple[Shift, ...]] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()
    closed_now: bool = False
    closed_until: datetime | None = None
    works_on_holidays: bool = False

    def __hash__(self) -> int:
        """Cheap, so that what was worked out of a schedule is found again; the shifts are in no order."""
        return hash((len(self.shifts), self.closures, self.openings, self.closed_now, self.closed_until))


def close_now(schedule: Schedule, until: datetime | None = None) -> Schedule:
    """The same schedule, closed from now until a moment, or until reopened. Raises ValueError if naive."""
    return replace(schedule, closed_now=True, closed_until=until and in_utc(until))


def reopen(schedule: Schedule) -> Schedule:
    """The same schedule after "close now" is taken back; outside hours it stays closed."""
    return replace(schedule, closed_now=False, closed_until=None)


def opening_on(id: str, day: date, shift: Shift, reason: str) -> Opening:
    """An exceptional opening as people plan it: a Brussels day and the hours on its clock."""
    hours = shift.on(day)
    return Opening(id, hours.opens, hours.closes, reason)


def opening_between(id: str, opens: datetime, closes: datetime, reason: str) -> Opening:
    """An exceptional opening from one showing of the Brussels clock to another.

    Raises ScheduleError (`backwards`) when the clock shows no later time at the end: in the hour that an autumn night
    shows twice the instants alone would not tell, since it opens at the first showing and closes at the second.
    """
    if closes <= opens:
        raise ScheduleError(Problem.BACKWARDS, "An exceptional opening must close after it opens.")
    begins, ends = first_showing(opens.date(), opens.time()), end_before(closes.date(), closes.time())
    return Opening(id, begins, ends, reason)


def _working_days(opens: time, closes: time) -> Schedule:
    return Schedule(shifts=MappingProxyType({day: (Shift(opens, closes),) for day in _WORKING_DAYS}))


# The published disclaimers promise these hours; a channel that is not here starts without shifts.
DEFAULTS: Final[Mapping[str, Schedule]] = MappingProxyType(
    {"caw": _working_days(time(13), time(17)), "jac": _working_days(time(13), time(19))}
)
