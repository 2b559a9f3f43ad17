"""The clock on the wall in Brussels, and the instants in UTC that it stands for.

Everything that people agree on (hours, closures, months) is Brussels time; everything that is
compared or stored is UTC. The two nights on which the clock is moved are settled here, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
FIRST_YEAR, LAST_YEAR = 2000, 2099


def in_utc(moment: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a datetime without a time zone: that is our fault."""
    if moment.utcoffset() is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The date on a Brussels calendar at this instant."""
    return in_utc(moment).astimezone(BRUSSELS).date()


def midnight(day: date) -> datetime:
    """The instant at which a Brussels day begins, in UTC."""
    return first_showing(day, time())


def first_showing(day: date, wall: time) -> datetime:
    """When a Brussels clock first shows this time on this day, in UTC.

    A time that the spring night skips moves forward with the clock: 02:30 becomes 03:30. A time
    that the autumn night shows twice is its first showing.
    """
    return datetime.combine(day, wall, BRUSSELS).astimezone(UTC)


def end_before(day: date, wall: time) -> datetime:
    """The end, in UTC, of the last minute in which a Brussels clock on this day shows less than this time.

    This is when something closes. It is the time itself, but for the autumn night: 02:30 is its second
    showing, so that a shift is one stretch without a hole, and 02:00 its first, since no clock shows
    less after it. A time that the spring night skips moves forward: 02:30 becomes 03:30.
    """
    closes = datetime.combine(day, wall)
    # The minute before 03:00 does not exist on the spring night; there the time itself is the earlier one.
    return min(_last_showing(closes), _last_showing(closes - ONE_MINUTE) + ONE_MINUTE)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every date from first to last, both included."""
    return (first + n * ONE_DAY for n in range((last - first).days + 1))


def is_known_year(year: int) -> bool:
    """Whether dates of this year are taken seriously: 2000-2099, anything else is a slip of the pen."""
    return FIRST_YEAR <= year <= LAST_YEAR


def _last_showing(clock: datetime) -> datetime:
    # For a skipped time the second fold is the earlier instant, hence the later of both.
    return max(clock.replace(tzinfo=BRUSSELS, fold=fold).astimezone(UTC) for fold in (0, 1))
