"""Whether a schedule can be followed at all; one that cannot means closed, never open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Final

from chalicelib.domain.notation import check_year
from chalicelib.domain.schedule_error import Problem, ScheduleError
from chalicelib.domain.shift import MINUTES_A_DAY, Shift, empty
from chalicelib.domain.timetable import WEEKDAYS, Closure, Opening, Schedule

# Long enough for a campaign month; a longer one is a wrong year, and would win over every closure.
LONGEST_OPENING: Final = timedelta(days=31)

# A longer shift past midnight is one that was typed backwards: 17:00-13:00 is no night of twenty hours.
LONGEST_NIGHT: Final = timedelta(hours=12)


def check(schedule: Schedule) -> None:
    """Raises ScheduleError at the first thing wrong, with a word for programs and a sentence for people.

    Shifts may touch but not overlap, also not past midnight into the next day or from Sunday into
    Monday. Exceptional openings may overlap anything: together they are simply open.
    """
    _check_shifts(schedule)
    _check_ids(schedule.closures)
    _check_ids(schedule.openings)
    for closure in schedule.closures:
        _check_closure(closure)
    for opening in schedule.openings:
        _check_opening(opening)
    _check_closed_now(schedule)


def is_sound(schedule: Schedule) -> bool:
    """Whether `check` finds nothing wrong."""
    try:
        check(schedule)
    except ScheduleError:
        return False
    return True


def _check_shifts(schedule: Schedule) -> None:
    if not set(schedule.shifts) <= set(range(len(WEEKDAYS))):
        raise ScheduleError(Problem.WEEKDAY, "Weekdays are numbered from 0 (Monday) to 6 (Sunday).")
    for shifts in schedule.shifts.values():
        for shift in shifts:
            _check_shift(shift)
    _check_overlap(schedule)


def _check_shift(shift: Shift) -> None:
    if not (_is_whole_minute(shift.opens) and _is_whole_minute(shift.closes)):
        raise ScheduleError(Problem.TIME, "Shifts open and close on whole minutes of the Brussels clock.")
    if shift.is_empty:
        raise empty(shift)
    if _is_backwards(shift):
        raise ScheduleError(Problem.BACKWARDS, f"A shift past midnight lasts at most 12 hours: {shift}.")


def _is_backwards(shift: Shift) -> bool:
    opens, closes = shift.minutes()
    goes_on = closes > MINUTES_A_DAY
    return goes_on and timedelta(minutes=closes - opens) > LONGEST_NIGHT


def _check_overlap(schedule: Schedule) -> None:
    week = sorted(_week(schedule))
    if not week:
        return
    opens, closes, name = week[0]
    a_week = MINUTES_A_DAY * len(WEEKDAYS)
    for earlier, later in pairwise([*week, (opens + a_week, closes + a_week, name)]):
        if later[0] < earlier[1]:
            raise ScheduleError(Problem.OVERLAP, f"These shifts overlap: {earlier[2]} and {later[2]}.")


def _week(schedule: Schedule) -> Iterator[tuple[int, int, str]]:
    for weekday, shifts in schedule.shifts.items():
        for shift in shifts:
            opens, closes = shift.minutes()
            monday = weekday * MINUTES_A_DAY
            yield monday + opens, monday + closes, f"{WEEKDAYS[weekday].capitalize()} {shift}"


def _check_ids(items: Iterable[Closure | Opening]) -> None:
    ids = [item.id for item in items]
    if len(set(ids)) < len(ids):
        raise ScheduleError(Problem.DUPLICATE, "Two closures or openings have the same id.")


def _check_closure(closure: Closure) -> None:
    check_year(closure.first.year)
    check_year(closure.last.year)
    if closure.last < closure.first:
        raise ScheduleError(
            Problem.BACKWARDS,
            f"A closure cannot end on {closure.last}, before its first day, {closure.first}.",
        )


def _check_opening(opening: Opening) -> None:
    _check_moment(opening.opens)
    _check_moment(opening.closes)
    if opening.closes <= opening.opens:
        raise ScheduleError(Problem.BACKWARDS, "An exceptional opening must close after it opens.")
    if opening.closes - opening.opens > LONGEST_OPENING:
        raise ScheduleError(Problem.TOO_LONG, f"An exceptional opening lasts at most {LONGEST_OPENING.days} days.")


def _check_closed_now(schedule: Schedule) -> None:
    if schedule.closed_until is None:
        return
    _check_moment(schedule.closed_until)
    if not schedule.closed_now:
        raise ScheduleError(Problem.CONTRADICTION, "A channel that is not closed now has no end to that.")


def _check_moment(moment: datetime) -> None:
    if moment.utcoffset() != timedelta(0):
        raise ScheduleError(Problem.MOMENT, "Moments are kept in UTC.")
    check_year(moment.year)


def _is_whole_minute(wall: time) -> bool:
    return wall.tzinfo is None and (wall.second, wall.microsecond) == (0, 0)
