"""What a visitor is told: when the channel opens, and until when it is open."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.schedule import DEFAULTS, Schedule, closes_at, next_opening
from tests.domain.hours import clock, closure, on_the_clock, opening, week

CAW = DEFAULTS["caw"]
ALWAYS = replace(week(monday="00:00-24:00"), works_on_holidays=True)
ALWAYS = replace(ALWAYS, shifts=dict.fromkeys(range(7), ALWAYS.shifts[0]))


def opens_next(schedule: Schedule, moment: str) -> str:
    return clock(next_opening(schedule, on_the_clock(moment)))


def closes(schedule: Schedule, moment: str) -> str:
    return clock(closes_at(schedule, on_the_clock(moment)))


def test_on_a_friday_evening_it_is_monday() -> None:
    assert opens_next(CAW, "2026-11-20 17:00") == "2026-11-23 13:00 +0100"


def test_a_microsecond_early_it_is_now() -> None:
    assert opens_next(CAW, "2026-11-23 12:59:59.999999") == "2026-11-23 13:00 +0100"


def test_while_it_is_open_it_is_the_next_time() -> None:
    assert opens_next(CAW, "2026-11-23 13:00") == "2026-11-24 13:00 +0100"


def test_easter_weekend_lasts_until_tuesday() -> None:
    assert opens_next(CAW, "2026-04-03 18:00") == "2026-04-07 13:00 +0200"


def test_a_closure_is_skipped() -> None:
    away = replace(CAW, closures=(closure("2026-12-21", "2027-01-03"),))
    assert opens_next(away, "2026-12-18 17:00") == "2027-01-04 13:00 +0100"


def test_beyond_two_months_nobody_promises_anything() -> None:
    away = replace(CAW, closures=(closure("2026-11-23", "2027-03-31"),))
    moment = on_the_clock("2026-11-22 12:00")
    assert next_opening(away, moment) is None
    assert clock(next_opening(away, moment, horizon_days=200)) == "2027-04-01 13:00 +0200"


def test_an_opening_that_touches_the_shift_is_no_new_opening() -> None:
    longer = replace(CAW, openings=(opening("2026-11-23 17:00", "2026-11-23 21:00"),))
    assert closes(longer, "2026-11-23 14:00") == "2026-11-23 21:00 +0100"
    assert opens_next(longer, "2026-11-23 14:00") == "2026-11-24 13:00 +0100"


def test_an_opening_inside_a_shift_does_not_end_it() -> None:
    fuller = replace(CAW, openings=(opening("2026-11-23 14:00", "2026-11-23 15:00"),))
    assert closes(fuller, "2026-11-23 14:30") == "2026-11-23 17:00 +0100"
    assert opens_next(fuller, "2026-11-23 13:30") == "2026-11-24 13:00 +0100"


def test_the_last_midnight_of_the_horizon_is_no_closing_time() -> None:
    moment = on_the_clock("2026-11-23 00:00")
    assert closes_at(ALWAYS, moment, horizon_days=1) is None
    assert closes_at(ALWAYS, on_the_clock("2026-11-23 23:59:59"), horizon_days=0) is None


def test_closing_time_is_that_of_this_shift() -> None:
    split = week(monday="09:00-12:00, 13:00-17:00")
    assert closes(split, "2026-11-23 09:00") == "2026-11-23 12:00 +0100"
    assert closes(split, "2026-11-23 12:00") == "never"


def test_shifts_that_meet_at_midnight_are_one() -> None:
    weekend = week(saturday="20:00-24:00", sunday="00:00-04:00")
    assert closes(weekend, "2026-11-21 20:00") == "2026-11-22 04:00 +0100"
    assert opens_next(weekend, "2026-11-21 21:00") == "2026-11-28 20:00 +0100"


def test_day_and_night_never_closes_and_so_never_opens() -> None:
    assert closes(ALWAYS, "2026-11-23 14:00") == "never"
    assert opens_next(ALWAYS, "2026-11-23 14:00") == "never"


def test_day_and_night_closes_for_a_closure() -> None:
    away = replace(ALWAYS, closures=(closure("2026-12-24"),))
    assert closes(away, "2026-11-23 14:00") == "2026-12-24 00:00 +0100"
    assert opens_next(away, "2026-11-23 14:00") == "2026-12-25 00:00 +0100"
