"""Schedules that cannot be followed, and the word for what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from chalicelib.domain.schedule import (
    DEFAULTS,
    Closure,
    Opening,
    Problem,
    Schedule,
    ScheduleError,
    Shift,
    check,
    close_now,
)
from tests.domain.hours import closure, opening, week

CAW = DEFAULTS["caw"]
NOON = datetime(2026, 12, 24, 12, tzinfo=UTC)


def refusal(schedule: Schedule) -> ScheduleError:
    with pytest.raises(ScheduleError) as refused:
        check(schedule)
    return refused.value


@pytest.mark.parametrize("schedule", [*DEFAULTS.values(), Schedule(), close_now(CAW), close_now(CAW, NOON)])
def test_what_we_start_with_is_sound(schedule: Schedule) -> None:
    check(schedule)


@pytest.mark.parametrize(
    "schedule",
    [
        week(monday="09:00-12:00, 12:00-17:00"),
        week(monday="22:00-02:00", tuesday="02:00-06:00"),
        week(sunday="22:00-02:00", monday="02:00-06:00"),
        week(sunday="20:00-24:00", monday="00:00-04:00"),
        week(sunday="18:00-06:00"),
        week(sunday="01:00-24:00"),
    ],
)
def test_shifts_may_touch(schedule: Schedule) -> None:
    check(schedule)


@pytest.mark.parametrize("hours", ["17:00-13:00", "18:00-06:01", "12:00-11:59"])
def test_a_shift_typed_backwards_is_no_night_of_many_hours(hours: str) -> None:
    with pytest.raises(ScheduleError) as refused:
        check(week(sunday=hours))
    assert refused.value.problem is Problem.BACKWARDS


@pytest.mark.parametrize(
    ("schedule", "first", "second"),
    [
        (week(monday="13:00-17:00, 16:59-19:00"), "Monday 13:00-17:00", "Monday 16:59-19:00"),
        (week(monday="13:00-17:00, 13:00-17:00"), "Monday 13:00-17:00", "Monday 13:00-17:00"),
        (week(monday="08:00-20:00, 10:00-11:00, 21:00-22:00"), "Monday 08:00-20:00", "Monday 10:00-11:00"),
        (week(friday="22:00-02:00", saturday="01:00-05:00"), "Friday 22:00-02:00", "Saturday 01:00-05:00"),
        (week(sunday="22:00-02:00", monday="00:00-05:00"), "Sunday 22:00-02:00", "Monday 00:00-05:00"),
        (week(sunday="00:01-00:00", monday="00:00-05:00", saturday="23:00-00:02"), "Saturday", "Sunday"),
    ],
)
def test_shifts_may_not_overlap_also_not_past_midnight(schedule: Schedule, first: str, second: str) -> None:
    refused = refusal(schedule)
    assert refused.problem is Problem.OVERLAP
    assert first in str(refused)
    assert second in str(refused)


def test_a_shift_of_no_length_is_refused() -> None:
    assert refusal(Schedule(shifts={0: (Shift(time(13), time(13)),)})).problem is Problem.EMPTY_SHIFT


def test_a_shift_on_an_eighth_day_is_refused() -> None:
    assert refusal(Schedule(shifts={7: (Shift(time(13), time(17)),)})).problem is Problem.WEEKDAY


@pytest.mark.parametrize("opens", [time(13, 0, 1), time(13, 0, 0, 1), time(13, tzinfo=UTC)])
def test_shifts_keep_to_whole_minutes_of_the_wall_clock(opens: time) -> None:
    assert refusal(Schedule(shifts={0: (Shift(opens, time(17)),)})).problem is Problem.TIME


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    refused = refusal(replace(CAW, closures=(closure("2026-12-25", "2026-12-24"),)))
    assert refused.problem is Problem.BACKWARDS
    assert "2026-12-24" in str(refused)


@pytest.mark.parametrize("length", [timedelta(0), timedelta(hours=-1)])
def test_an_opening_that_does_not_close_after_it_opens_is_refused(length: timedelta) -> None:
    backwards = Opening("night", NOON, NOON + length, "Night of the Chat")
    assert refusal(replace(CAW, openings=(backwards,))).problem is Problem.BACKWARDS


def test_an_opening_of_more_than_a_month_is_a_slip() -> None:
    month = Opening("month", NOON, NOON + timedelta(days=31), "Campaign")
    check(replace(CAW, openings=(month,)))
    longer = replace(month, closes=month.closes + timedelta(seconds=1))
    assert refusal(replace(CAW, openings=(longer,))).problem is Problem.TOO_LONG


def test_openings_may_overlap() -> None:
    first = opening("2026-12-24 10:00", "2026-12-24 12:00", id="first")
    second = opening("2026-12-24 11:00", "2026-12-24 13:00", id="second")
    check(replace(CAW, openings=(first, second)))


@pytest.mark.parametrize("moment", [NOON.replace(tzinfo=None), NOON.astimezone(timezone(timedelta(hours=1)))])
def test_moments_are_kept_in_utc(moment: datetime) -> None:
    elsewhere = Opening("night", moment, moment + timedelta(hours=1), "Night of the Chat")
    assert refusal(replace(CAW, openings=(elsewhere,))).problem is Problem.MOMENT


def test_years_that_nobody_plans_are_refused() -> None:
    for days in ((date(206, 1, 1), date(2026, 1, 1)), (date(2026, 1, 1), date.max)):
        assert refusal(replace(CAW, closures=(Closure("long", *days, "Slip"),))).problem is Problem.DATE
    late = datetime.max.replace(tzinfo=UTC)
    assert refusal(close_now(CAW, late)).problem is Problem.DATE


def test_two_closures_cannot_share_an_id() -> None:
    same = (closure("2026-12-24"), closure("2026-12-31"))
    assert refusal(replace(CAW, closures=same)).problem is Problem.DUPLICATE


def test_an_end_to_closing_now_needs_closing_now() -> None:
    assert refusal(replace(CAW, closed_until=NOON)).problem is Problem.CONTRADICTION
