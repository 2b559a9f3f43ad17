"""One stretch of a weekday on which a channel is staffed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from chalicelib.domain.brussels import ONE_DAY, end_before, first_showing
from chalicelib.domain.notation import format_time, parse_time
from chalicelib.domain.period import Period
from chalicelib.domain.schedule_error import Problem, ScheduleError

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Shift:
    """Brussels wall-clock times; the shift belongs to the weekday on which it opens.

    A closing time at or before the opening time is one of the next day, so no shift lasts longer
    than a day. Closing at 00:00 is the end of the opening day; 00:00-00:00 is the whole day.
    """

    opens: time
    closes: time

    @property
    def is_empty(self) -> bool:
        """Zero minutes: it opens and closes at the same time, the whole day excepted."""
        return self.opens == self.closes != time()

    @property
    def is_past_midnight(self) -> bool:
        """Whether it closes on the calendar day after the one on which it opens."""
        return self.closes <= self.opens

    def minutes(self) -> tuple[int, int]:
        """First and last minute, from the midnight of its opening day, as if no clock was changed."""
        opens, closes = _minute(self.opens), _minute(self.closes)
        return opens, closes + MINUTES_A_DAY * self.is_past_midnight

    def on(self, day: date) -> Period:
        """The shift that opens on this Brussels day, in UTC.

        It lies wholly in the skipped hour of the spring night when its period ends before it begins.
        """
        closing_day = day + ONE_DAY if self.is_past_midnight else day
        return Period(first_showing(day, self.opens), end_before(closing_day, self.closes))

    def __str__(self) -> str:
        return f"{format_time(self.opens)}-{format_time(self.closes, closing=True)}"


def parse_shift(opens: object, closes: object) -> Shift:
    """Read a shift written as two times; the whole day is 00:00-24:00.

    Raises ScheduleError for an unreadable time (`time`) and for a shift that closes as it opens
    (`empty_shift`), also 00:00-00:00: whoever means nothing must not get a day and a night.
    """
    shift = Shift(parse_time(opens), parse_time(closes, closing=True))
    if opens == closes:
        raise empty(shift)
    return shift


def empty(shift: Shift) -> ScheduleError:
    """The refusal of a shift of zero minutes."""
    return ScheduleError(
        Problem.EMPTY_SHIFT,
        f"A shift cannot close at {format_time(shift.opens)}, the time at which it opens; "
        "a whole day is written as 00:00-24:00.",
    )


def _minute(wall: time) -> int:
    return wall.hour * 60 + wall.minute
