"""Any schedule, minute by minute: the answers agree with each other and with a clock watched by hand.

The cases are derived from the tests themselves, so every run tries the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.domain.brussels import BRUSSELS
from chalicelib.domain.retention import expires_at, is_expired, to_epoch
from chalicelib.domain.schedule import (
    Closure,
    Opening,
    Schedule,
    ScheduleError,
    Shift,
    check,
    closes_at,
    from_document,
    is_holiday,
    is_within_hours,
    next_opening,
    periods,
    to_document,
)

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)

# Days around which the rules bite: clock changes, Easter Monday, New Year, a leap day, and plain ones.
days = st.sampled_from(
    [SPRING, AUTUMN, date(2026, 4, 6), date(2027, 1, 1), date(2028, 2, 29), date(2026, 11, 16)]
).flatmap(lambda day: st.integers(-3, 3).map(lambda n: day + n * DAY))
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
shifts = st.builds(Shift, wall_times, wall_times)
moments = st.builds(
    lambda day, minute: datetime.combine(day, time(), UTC) + minute * MINUTE, days, st.integers(0, 1439)
)


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    first = draw(days)
    return Closure(draw(st.uuids()).hex, first, first + draw(st.integers(0, 2)) * DAY, "Team day")


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    opens = draw(moments)
    return Opening(draw(st.uuids()).hex, opens, opens + draw(st.integers(1, 3000)) * MINUTE, "Night")


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    week = draw(st.dictionaries(st.integers(0, 6), st.lists(shifts, max_size=2).map(tuple)))
    schedule = Schedule(
        shifts=week,
        closures=tuple(draw(st.lists(closures(), max_size=1))),
        openings=tuple(draw(st.lists(openings(), max_size=2))),
        closed_now=draw(st.booleans()) and draw(st.booleans()),
        works_on_holidays=draw(st.booleans()),
    )
    if schedule.closed_now:
        schedule = replace(schedule, closed_until=draw(st.none() | moments))
    assume(is_sound(schedule))
    return schedule


def is_sound(schedule: Schedule) -> bool:
    try:
        check(schedule)
    except ScheduleError:
        return False
    return True


def minutes_from(start: datetime, length: timedelta) -> Iterator[datetime]:
    return (start + n * MINUTE for n in range(length // MINUTE))


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS).astimezone(UTC)


def watched(schedule: Schedule, day: date) -> set[datetime]:
    """The minutes of a day inside hours, found by looking at a Brussels clock every minute for three days."""
    clock = [
        (minute, minute.astimezone(BRUSSELS).replace(tzinfo=None))
        for minute in minutes_from(start_of(day - DAY), start_of(day + 2 * DAY) - start_of(day - DAY))
    ]
    found: set[datetime] = set()
    for opening_day in (day - DAY, day):
        if is_holiday(opening_day) and not schedule.works_on_holidays:
            continue
        if any(closure.first <= opening_day <= closure.last for closure in schedule.closures):
            continue
        for shift in schedule.shifts.get(opening_day.weekday(), ()):
            opens = datetime.combine(opening_day, shift.opens)
            closes = datetime.combine(opening_day + DAY * (shift.closes <= shift.opens), shift.closes)
            first = next(n for n, (_, shown) in enumerate(clock) if shown >= opens)
            last = max((n for n, (_, shown) in enumerate(clock) if shown < closes), default=-1)
            found |= {
                minute
                for minute, shown in clock[first : last + 1]
                if shown.date() == opening_day
                or not any(closure.first <= shown.date() <= closure.last for closure in schedule.closures)
            }
    for opening in schedule.openings:
        found |= {minute for minute, _ in clock if opening.opens <= minute < opening.closes}
    if schedule.closed_now:
        found = {minute for minute in found if schedule.closed_until and minute >= schedule.closed_until}
    return {minute for minute in found if minute.astimezone(BRUSSELS).date() == day}


def uses_the_skipped_hour(schedule: Schedule) -> bool:
    times = {at for day in schedule.shifts.values() for shift in day for at in (shift.opens, shift.closes)}
    return any(at.hour == 2 and at.minute for at in times)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(schedules(), days)
def test_a_day_is_what_a_clock_watched_by_hand_makes_of_it(schedule: Schedule, day: date) -> None:
    # A shift from or to a skipped time has a rule of its own, told in the stories about clock changes.
    assume(abs(day - SPRING) > DAY or not uses_the_skipped_hour(schedule))
    hours = periods(schedule, day)
    start, length = start_of(day), start_of(day + DAY) - start_of(day)
    planned = {m for m in minutes_from(start, length) if any(p.opens <= m < p.closes for p in hours)}
    assert planned == watched(schedule, day)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(schedules(), days)
def test_being_open_agrees_with_the_hours_of_the_day(schedule: Schedule, day: date) -> None:
    hours = periods(schedule, day)
    for moment in islice(minutes_from(start_of(day), start_of(day + DAY) - start_of(day)), 0, None, 15):
        assert is_within_hours(schedule, moment) is any(p.covers(moment) for p in hours)
    for edge in (edge for p in hours for edge in (p.opens, p.closes - MINUTE / 60)):
        assert is_within_hours(schedule, edge)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(schedules(), days)
def test_hours_of_a_day_are_in_order_apart_and_inside_it(schedule: Schedule, day: date) -> None:
    edges = [edge for period in periods(schedule, day) for edge in (period.opens, period.closes)]
    assert edges == sorted(set(edges))
    assert all(start_of(day) <= edge <= start_of(day + DAY) for edge in edges)
    assert all(edge.tzinfo is UTC for edge in edges)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(schedules(), moments)
def test_the_next_opening_is_the_first_change_from_outside_to_inside(schedule: Schedule, now: datetime) -> None:
    found = next_opening(schedule, now, horizon_days=2)
    inside = [is_within_hours(schedule, minute) for minute in minutes_from(now, 2 * DAY + MINUTE)]
    changes = (n for n in range(1, len(inside)) if inside[n] and not inside[n - 1])
    first = next(changes, None)
    assert found == (None if first is None else now + first * MINUTE)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(schedules(), moments)
def test_it_closes_at_the_first_minute_outside(schedule: Schedule, now: datetime) -> None:
    found = closes_at(schedule, now, horizon_days=2)
    inside = [is_within_hours(schedule, minute) for minute in minutes_from(now, 2 * DAY + MINUTE)]
    first = inside.index(False) if inside[0] and False in inside else None
    assert found == (None if first is None else now + first * MINUTE)


@settings(derandomize=True, deadline=None)
@given(schedules())
def test_it_survives_being_stored(schedule: Schedule) -> None:
    again = from_document(to_document(schedule))
    assert {**again.shifts} == {day: shifts for day, shifts in schedule.shifts.items() if shifts}
    assert replace(again, shifts={}) == replace(schedule, shifts={})


@settings(derandomize=True, max_examples=500)
@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_kept_is_kept_for_half_a_year_and_then_gone(ended: datetime) -> None:
    end = expires_at(ended)
    # The longest: from the first minute of 1 May to the end of 1 November, with the hour of the autumn night.
    assert timedelta(days=180) <= end - ended <= timedelta(days=185, hours=1)
    assert not is_expired(to_epoch(end), ended)
    assert is_expired(to_epoch(end), end + timedelta(seconds=1))
