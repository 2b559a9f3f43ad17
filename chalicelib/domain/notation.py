"""How times, dates and moments are written: 13:00, 2026-12-24 and 2026-12-24T12:00:00+00:00."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from chalicelib.domain.brussels import BRUSSELS, FIRST_YEAR, LAST_YEAR, ONE_DAY, in_utc, is_known_year
from chalicelib.domain.schedule_error import Problem, ScheduleError

END_OF_DAY: Final = "24:00"

_TIME = re.compile(r"(\d\d):(\d\d)", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def parse_time(text: object, *, closing: bool = False) -> time:
    """Read a Brussels wall-clock time written as HH:MM, from 00:00 to 23:59.

    As a closing time 24:00 is allowed too: the end of the day, kept as 00:00.
    Raises ScheduleError (`time`) for anything else.
    """
    if closing and text == END_OF_DAY:
        return time()
    found = _TIME.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ScheduleError(Problem.TIME, "A time is written with four digits, like 09:00 or 17:30.")
    return _time_of(int(found[1]), int(found[2]))


def parse_date(text: object) -> date:
    """Read a date written as YYYY-MM-DD, in the years 2000 to 2099.

    Raises ScheduleError (`date`) for anything else, and says so when it is a 29 February of a year
    that has none.
    """
    found = _DATE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ScheduleError(Problem.DATE, "A date is written as year-month-day, like 2026-12-24.")
    return _date_of(int(found[1]), int(found[2]), int(found[3]))


def parse_wall(text: object) -> datetime:
    """Read a date and a time on a clock in Brussels, written as 2026-12-24T13:00; 24:00 is the next midnight.

    Raises ScheduleError (`moment`, `date`, `time`) for anything else.
    """
    day, t, clock = text.partition("T") if isinstance(text, str) else ("", "", "")
    if not t:
        raise ScheduleError(Problem.MOMENT, "A moment on the clock is written like 2026-12-24T13:00.")
    shown = datetime.combine(parse_date(day), parse_time(clock, closing=True))
    return shown + ONE_DAY if clock == END_OF_DAY else shown


def parse_moment(text: object) -> datetime:
    """Read an ISO 8601 moment with its offset (or Z) and return it in UTC.

    Raises ScheduleError (`moment`) for anything else, also for a moment without an offset: nobody
    could tell which hour of the autumn night it means.
    """
    if not isinstance(text, str) or _MOMENT.fullmatch(text) is None:
        raise _bad_moment()
    try:
        moment = in_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise _bad_moment() from None
    check_year(moment.year)
    return moment


def format_time(wall: time, *, closing: bool = False) -> str:
    """Write a time as HH:MM; midnight as a closing time is 24:00."""
    return END_OF_DAY if closing and wall == time() else f"{wall:%H:%M}"


def format_wall(moment: datetime) -> str:
    """Write what a Brussels clock shows, as 2026-12-24T13:00. Raises ValueError for a moment without a time zone."""
    return f"{in_utc(moment).astimezone(BRUSSELS):%Y-%m-%dT%H:%M}"


def format_moment(moment: datetime) -> str:
    """Write a moment in ISO 8601, in UTC. Raises ValueError for a moment without a time zone."""
    return in_utc(moment).isoformat()


def check_year(year: int) -> None:
    """Raises ScheduleError (`date`) for a year outside 2000-2099."""
    if not is_known_year(year):
        raise ScheduleError(Problem.DATE, f"A year lies between {FIRST_YEAR} and {LAST_YEAR}.")


def _time_of(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise ScheduleError(
            Problem.TIME,
            f"{hour:02}:{minute:02} is not a time of day; the last one is 23:59, "
            f"and only a closing time may be {END_OF_DAY}.",
        ) from None


def _date_of(year: int, month: int, day: int) -> date:
    check_year(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise ScheduleError(Problem.DATE, _missing_day(year, month, day)) from None


def _missing_day(year: int, month: int, day: int) -> str:
    if (month, day) == (2, 29):
        return f"{year} has no 29 February: it is not a leap year."
    return f"{year}-{month:02}-{day:02} does not exist."


def _bad_moment() -> ScheduleError:
    return ScheduleError(
        Problem.MOMENT, "A moment is written with its offset from UTC, like 2026-12-24T13:00:00+01:00."
    )
