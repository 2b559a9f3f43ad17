"""The questions that are asked of a channel's schedule, all as of a moment that the caller gives.

A shift belongs to the Brussels weekday on which it opens. It is skipped when that day is a public
holiday (unless the channel works on holidays) or lies in a closure. A shift that opened on a working
day and runs past midnight goes on to its end, also into a holiday, but a closure cuts it at midnight:
a holiday says who starts work that day, a closure says that nobody is there. Exceptional openings are
added to what is left, and "close now" takes away everything until it ends.

A schedule that is missing (None) or that `check` refuses has no hours: closed, never open.
This module is also the door through which other rooms reach everything about schedules.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from chalicelib.domain.brussels import ONE_DAY, day_of, days_between, in_utc, is_known_year, midnight
from chalicelib.domain.holiday import holiday_name, is_holiday
from chalicelib.domain.light import Light
from chalicelib.domain.notation import format_time, format_wall, parse_date, parse_moment, parse_time, parse_wall
from chalicelib.domain.period import Period, clipped, merged
from chalicelib.domain.schedule_check import check, is_sound
from chalicelib.domain.schedule_document import from_document, to_document
from chalicelib.domain.schedule_error import Problem, ScheduleError
from chalicelib.domain.shift import Shift, parse_shift
from chalicelib.domain.timetable import (
    DEFAULTS,
    WEEKDAYS,
    Closure,
    Opening,
    Schedule,
    close_now,
    opening_between,
    opening_on,
    reopen,
)

__all__ = [
    "DEFAULTS",
    "WEEKDAYS",
    "Closure",
    "Light",
    "Opening",
    "Period",
    "Problem",
    "Schedule",
    "ScheduleError",
    "Shift",
    "check",
    "close_now",
    "closes_at",
    "day_of",
    "format_time",
    "format_wall",
    "from_document",
    "holiday_name",
    "is_holiday",
    "is_within_hours",
    "next_opening",
    "opening_between",
    "opening_on",
    "parse_date",
    "parse_moment",
    "parse_shift",
    "parse_time",
    "parse_wall",
    "periods",
    "reopen",
    "to_document",
]

NEAR = timedelta(days=7)
"""Almost every answer lies within a week, and whoever starts waits for it; what does not is looked for further on."""

HORIZON_DAYS = 60


def is_within_hours(schedule: Schedule | None, now: datetime) -> bool:
    """Whether the channel is inside its hours: yes at exactly the opening time, no at exactly closing time.

    Raises ValueError for a `now` without a time zone, as do the other questions.
    """
    today, now = day_of(now), in_utc(now)
    return any(period.covers(now) for period in _hours(schedule, today, today))


def next_opening(schedule: Schedule | None, now: datetime, horizon_days: int = HORIZON_DAYS) -> datetime | None:
    """The next moment after now, in UTC, at which the channel goes from outside to inside its hours.

    Inside hours that is the start of the next period, not of this one. None when there is no such
    moment within the horizon, also while "close now" has no end.
    """
    today, now, horizon = day_of(now), in_utc(now), timedelta(days=horizon_days)
    for reach in (min(NEAR, horizon), horizon):
        upcoming = (period.opens for period in _hours(schedule, today, day_of(now + reach)))
        found = next((opens for opens in upcoming if now < opens <= now + reach), None)
        if found:
            return found
    return None


def closes_at(schedule: Schedule | None, now: datetime, horizon_days: int = HORIZON_DAYS) -> datetime | None:
    """When the present period ends, in UTC; shifts and openings that touch or overlap are one period.

    None outside hours, and None when the channel does not close within the horizon.
    """
    today, now, horizon = day_of(now), in_utc(now), timedelta(days=horizon_days)
    for reach in (min(ONE_DAY, horizon), horizon):
        last = day_of(now + reach)
        closes = next((one.closes for one in _hours(schedule, today, last) if one.covers(now)), None)
        # What goes on at the last midnight may in truth close later.
        if closes is None or closes < midnight(last + ONE_DAY):
            break
    return closes if closes and closes <= now + horizon else None


def periods(schedule: Schedule | None, day: date) -> tuple[Period, ...]:
    """The hours of one Brussels day, from midnight to midnight, in UTC and in order.

    What runs past midnight is cut there: its rest belongs to the next day. None in years that we
    do not know (outside 2000-2099). While a channel is closed now this is what is left of its hours;
    for the hours that it will have again, ask with `reopen(schedule)`.
    """
    if not is_known_year(day.year):
        return ()
    return clipped(_hours(schedule, day, day), midnight(day), midnight(day + ONE_DAY))


def hours_between(schedule: Schedule | None, first: date, last: date) -> tuple[Period, ...]:
    """All hours of these Brussels days, in UTC and in order, whole: what begins before them or ends after them too."""
    return _hours(schedule, first, last) if is_known_year(first.year) and is_known_year(last.year) else ()


@lru_cache(maxsize=32)
def _hours(schedule: Schedule | None, first: date, last: date) -> tuple[Period, ...]:
    """All hours that touch these Brussels days; what ends at the last midnight may in truth go on.

    Remembered: a day has the same hours for everybody who starts on it.
    """
    if schedule is None or not is_sound(schedule):
        return ()
    # The night before may run into the first day.
    days = days_between(first - ONE_DAY, last)
    shifts = (period for day in days for period in _shifts_of(schedule, day))
    openings = (Period(opening.opens, opening.closes) for opening in schedule.openings)
    return _unless_closed_now(schedule, merged((*shifts, *openings)))


def _shifts_of(schedule: Schedule, day: date) -> Iterator[Period]:
    if not is_working_day(schedule, day):
        return
    tomorrow = midnight(day + ONE_DAY)
    ends_at_midnight = _is_in_closure(schedule, day + ONE_DAY)
    for shift in schedule.shifts.get(day.weekday(), ()):
        period = shift.on(day)
        yield from clipped([period], period.opens, tomorrow if ends_at_midnight else period.closes)


def _unless_closed_now(schedule: Schedule, hours: tuple[Period, ...]) -> tuple[Period, ...]:
    if not schedule.closed_now:
        return hours
    return clipped(hours, schedule.closed_until) if schedule.closed_until else ()


def is_working_day(schedule: Schedule, day: date) -> bool:
    """Whether the usual hours hold on this Brussels day: no holiday of the channel, and no closure."""
    is_day_off = not schedule.works_on_holidays and is_holiday(day)
    return not is_day_off and not _is_in_closure(schedule, day)


def _is_in_closure(schedule: Schedule, day: date) -> bool:
    return any(closure.covers(day) for closure in schedule.closures)
