"""The hours of the coming days, as people read them: each under the day on which it begins, whole."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.brussels import day_of, midnight
from chalicelib.domain.schedule import Period, Schedule, hours_between, is_working_day, reopen

DAYS = 7
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOfHours:
    """One Brussels day. What runs past midnight belongs to the day on which it begins."""

    day: date
    hours: tuple[Period, ...]
    off: bool
    """A holiday or a closure, so that the usual hours do not hold."""


def week(schedule: Schedule | None, now: datetime) -> tuple[DayOfHours, ...]:
    """Today and the six days after it, in Brussels. Closing by hand changes no hours: the light tells of that."""
    first = day_of(now)
    days = [first + timedelta(days=each) for each in range(DAYS)]
    usual = reopen(schedule) if schedule else None
    found = hours_between(usual, days[0], days[-1])
    return tuple(DayOfHours(day, _of(day, found, day == first), _is_off(usual, day)) for day in days)


def _of(day: date, found: tuple[Period, ...], is_first: bool) -> tuple[Period, ...]:
    """Those that begin on this day, and what goes on all day; on the first also what is left of the night before."""
    begin, end = midnight(day), midnight(day + ONE_DAY)
    return tuple(_cut(each, begin, end) for each in found if _is_of(each, begin, end, is_first))


def _is_of(period: Period, begin: datetime, end: datetime, is_first: bool) -> bool:
    if is_first or _is_long(period):
        return period.opens < end and begin < period.closes
    return begin <= period.opens < end


def _cut(period: Period, begin: datetime, end: datetime) -> Period:
    return Period(max(period.opens, begin), min(period.closes, end)) if _is_long(period) else period


def _is_long(period: Period) -> bool:
    """Longer than a day: as one who is always open, it would else stand under its first day alone."""
    return period.closes - period.opens > ONE_DAY


def _is_off(schedule: Schedule | None, day: date) -> bool:
    return schedule is not None and not is_working_day(schedule, day)
