"""When a visitor finds a channel inside its hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.schedule import (
    DEFAULTS,
    Closure,
    Schedule,
    Shift,
    close_now,
    closes_at,
    is_within_hours,
    next_opening,
    opening_on,
    periods,
    reopen,
)
from tests.domain.hours import clock, closure, on_the_clock, opening, week

CAW, JAC = DEFAULTS["caw"], DEFAULTS["jac"]
NIGHT = week(saturday="20:00-02:00")


def is_open(schedule: Schedule | None, moment: str) -> bool:
    return is_within_hours(schedule, on_the_clock(moment))


def test_the_disclaimers_hours_are_the_defaults() -> None:
    for weekday in range(5):
        assert CAW.shifts[weekday] == (Shift(time(13), time(17)),)
        assert JAC.shifts[weekday] == (Shift(time(13), time(19)),)
    assert set(CAW.shifts) == set(JAC.shifts) == set(range(5))
    assert set(DEFAULTS) == {"caw", "jac"}


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23 12:59:59.999999", False),
        ("2026-11-23 13:00:00", True),
        ("2026-11-23 16:59:59.999999", True),
        ("2026-11-23 17:00:00", False),
        ("2026-11-22 15:00", False),
        ("2026-07-20 13:00:00", True),
    ],
)
def test_the_door_opens_and_closes_on_the_second_in_winter_and_summer(moment: str, expected: bool) -> None:
    assert is_open(CAW, moment) is expected


def test_another_time_zone_makes_no_difference() -> None:
    new_york = on_the_clock("2026-11-23 13:00").astimezone(ZoneInfo("America/New_York"))
    assert is_within_hours(CAW, new_york)


def test_a_moment_without_a_time_zone_is_our_mistake() -> None:
    naive = datetime(2026, 11, 23, 13)  # noqa: DTZ001
    for ask in (is_within_hours, next_opening, closes_at):
        with pytest.raises(ValueError, match="time zone"):
            ask(CAW, naive)


def test_no_schedule_is_closed() -> None:
    moment = on_the_clock("2026-11-23 14:00")
    for nothing in (None, Schedule()):
        assert not is_within_hours(nothing, moment)
        assert next_opening(nothing, moment) is None
        assert closes_at(nothing, moment) is None
        assert periods(nothing, date(2026, 11, 23)) == ()


def test_a_broken_schedule_is_closed() -> None:
    broken = replace(CAW, shifts={0: (Shift(time(13), time(17)), Shift(time(16), time(18)))})
    moment = on_the_clock("2026-11-23 14:00")
    assert not is_within_hours(broken, moment)
    assert next_opening(broken, moment) is None
    assert periods(broken, date(2026, 11, 23)) == ()


@pytest.mark.parametrize(
    "holiday",
    ["2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-07-21", "2026-11-11"],
)
def test_nobody_works_on_a_belgian_public_holiday(holiday: str) -> None:
    assert not is_open(CAW, f"{holiday} 14:00")
    assert is_open(replace(CAW, works_on_holidays=True), f"{holiday} 14:00")


def test_easter_monday_is_closed_and_the_tuesday_after_is_not() -> None:
    for year, monday in (("2025", "04-21"), ("2026", "04-06"), ("2027", "03-29"), ("2028", "04-17")):
        easter_monday = on_the_clock(f"{year}-{monday} 14:00")
        assert not is_within_hours(CAW, easter_monday)
        assert is_within_hours(CAW, easter_monday + timedelta(days=1))


def test_an_ordinary_banking_holiday_is_a_working_day() -> None:
    assert is_open(CAW, "2026-05-15 14:00")


def test_new_years_eve_runs_into_the_holiday_but_new_years_day_does_not_start() -> None:
    nights = week(thursday="20:00-02:00", friday="20:00-02:00")
    assert is_open(nights, "2026-12-31 23:59:59")
    assert is_open(nights, "2027-01-01 00:00")
    assert is_open(nights, "2027-01-01 01:59:59")
    assert not is_open(nights, "2027-01-01 02:00")
    assert not is_open(nights, "2027-01-01 21:00")
    assert not is_open(nights, "2027-01-02 01:00")


def test_a_shift_past_midnight_belongs_to_the_evening_it_began() -> None:
    assert is_open(NIGHT, "2026-11-21 20:00")
    assert is_open(NIGHT, "2026-11-22 01:59:59")
    assert not is_open(NIGHT, "2026-11-22 02:00")
    assert not is_open(NIGHT, "2026-11-21 01:00")


def test_sunday_night_runs_into_monday() -> None:
    assert is_open(week(sunday="22:00-03:00"), "2026-11-23 02:59")


def test_a_shift_until_the_end_of_the_day_ends_there() -> None:
    evening = week(saturday="20:00-24:00")
    assert is_open(evening, "2026-11-21 23:59:59")
    assert not is_open(evening, "2026-11-22 00:00")


def test_several_shifts_a_day() -> None:
    split = week(monday="09:00-12:00, 13:00-17:00")
    assert is_open(split, "2026-11-23 11:59")
    assert not is_open(split, "2026-11-23 12:30")
    assert is_open(split, "2026-11-23 13:00")


def test_a_closure_takes_whole_days() -> None:
    away = replace(CAW, closures=(closure("2026-11-23", "2026-11-24"),))
    assert not is_open(away, "2026-11-23 13:00")
    assert not is_open(away, "2026-11-24 16:59")
    assert is_open(away, "2026-11-25 13:00")


def test_a_closure_cuts_last_evenings_shift_at_midnight() -> None:
    away = replace(NIGHT, closures=(closure("2026-11-22"),))
    assert is_open(away, "2026-11-21 23:59:59")
    assert not is_open(away, "2026-11-22 00:00")


def test_a_shift_that_would_begin_in_a_closure_does_not_come_back_after_midnight() -> None:
    away = replace(NIGHT, closures=(closure("2026-11-21"),))
    assert not is_open(away, "2026-11-22 01:00")


def test_a_closure_may_be_a_29_february() -> None:
    leap_day = Closure("leap", date(2028, 2, 29), date(2028, 2, 29), "Leap day")
    away = replace(CAW, closures=(leap_day,))
    assert not is_open(away, "2028-02-29 14:00")
    assert is_open(away, "2028-02-28 14:00")
    assert is_open(away, "2028-03-01 14:00")


def test_an_exceptional_opening_wins_over_weekends_holidays_and_closures() -> None:
    christmas = opening("2026-12-25 10:00", "2026-12-25 12:00")
    schedule = replace(CAW, openings=(christmas,), closures=(closure("2026-12-24", "2026-12-31"),))
    assert is_open(schedule, "2026-12-25 10:00")
    assert not is_open(schedule, "2026-12-25 12:00")
    assert not is_open(schedule, "2026-12-25 14:00")


def test_an_exceptional_opening_can_be_planned_by_the_clock() -> None:
    night = opening_on("night", date(2026, 10, 24), Shift(time(22), time(4)), "Night of the Chat")
    assert clock(night.opens) == "2026-10-24 22:00 +0200"
    assert clock(night.closes) == "2026-10-25 04:00 +0100"
    assert night.opens.tzinfo is UTC


def test_closing_now_wins_over_everything_until_reopened() -> None:
    schedule = close_now(replace(CAW, openings=(opening("2026-11-23 18:00", "2026-11-23 20:00"),)))
    assert not is_open(schedule, "2026-11-23 14:00")
    assert not is_open(schedule, "2026-11-23 19:00")
    assert next_opening(schedule, on_the_clock("2026-11-23 14:00")) is None
    assert periods(schedule, date(2026, 11, 23)) == ()
    assert is_open(reopen(schedule), "2026-11-23 14:00")


def test_closing_now_can_end_by_itself() -> None:
    schedule = close_now(CAW, until=on_the_clock("2026-11-23 15:00"))
    assert not is_open(schedule, "2026-11-23 14:59:59")
    assert is_open(schedule, "2026-11-23 15:00")
    assert clock(next_opening(schedule, on_the_clock("2026-11-23 14:00"))) == "2026-11-23 15:00 +0100"


def test_the_hours_of_a_day_end_at_its_midnight() -> None:
    (saturday,) = periods(NIGHT, date(2026, 11, 21))
    (sunday,) = periods(NIGHT, date(2026, 11, 22))
    assert (clock(saturday.opens), clock(saturday.closes)) == (
        "2026-11-21 20:00 +0100",
        "2026-11-22 00:00 +0100",
    )
    assert (sunday.opens, clock(sunday.closes)) == (saturday.closes, "2026-11-22 02:00 +0100")


def test_a_preview_of_a_year_that_nobody_plans_is_empty() -> None:
    for day in (date.min, date.max):
        assert periods(CAW, day) == ()
