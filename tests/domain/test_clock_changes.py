"""The two nights on which Brussels moves its clocks: 29 March and 25 October 2026, both Sundays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from chalicelib.domain.schedule import DEFAULTS, Schedule, is_within_hours, periods
from tests.domain.hours import clock, on_the_clock, week

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def hours(schedule: Schedule, day: date) -> list[tuple[str, str]]:
    return [(clock(period.opens)[11:], clock(period.closes)[11:]) for period in periods(schedule, day)]


def length(schedule: Schedule, *days: date) -> timedelta:
    found = (period for day in days for period in periods(schedule, day))
    return sum((period.closes - period.opens for period in found), timedelta())


@pytest.mark.parametrize(("friday", "monday"), [("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")])
def test_afternoons_keep_their_time_on_the_clock(friday: str, monday: str) -> None:
    for day in (friday, monday):
        opens = on_the_clock(f"{day} 13:00")
        assert is_within_hours(DEFAULTS["caw"], opens)
        assert not is_within_hours(DEFAULTS["caw"], opens - timedelta(seconds=1))
        assert not is_within_hours(DEFAULTS["caw"], on_the_clock(f"{day} 17:00"))


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        ("01:00-05:00", ("01:00 +0100", "05:00 +0200")),
        ("02:30-05:00", ("03:30 +0200", "05:00 +0200")),
        ("01:00-02:30", ("01:00 +0100", "03:30 +0200")),
        ("01:00-02:00", ("01:00 +0100", "03:00 +0200")),
        ("01:00-03:00", ("01:00 +0100", "03:00 +0200")),
        ("02:15-02:45", ("03:15 +0200", "03:45 +0200")),
    ],
)
def test_a_skipped_time_moves_on_with_the_clock(shift: str, expected: tuple[str, str]) -> None:
    assert hours(week(sunday=shift), SPRING) == [expected]


def test_a_shift_that_ends_before_it_could_begin_falls_away() -> None:
    assert hours(week(sunday="02:30-03:00"), SPRING) == []
    assert hours(week(sunday="02:00-03:00"), SPRING) == []


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        ("01:00-05:00", ("01:00 +0200", "05:00 +0100")),
        ("02:30-05:00", ("02:30 +0200", "05:00 +0100")),
        ("01:00-02:30", ("01:00 +0200", "02:30 +0100")),
        ("01:00-02:00", ("01:00 +0200", "02:00 +0200")),
        ("01:00-03:00", ("01:00 +0200", "03:00 +0100")),
        ("02:15-02:45", ("02:15 +0200", "02:45 +0100")),
        ("02:00-03:00", ("02:00 +0200", "03:00 +0100")),
        ("03:00-04:00", ("03:00 +0100", "04:00 +0100")),
    ],
)
def test_a_time_shown_twice_opens_at_the_first_and_closes_at_the_last(shift: str, expected: tuple[str, str]) -> None:
    assert hours(week(sunday=shift), AUTUMN) == [expected]


def test_in_between_the_two_showings_it_stays_open() -> None:
    night = week(saturday="22:00-02:30")
    assert is_within_hours(night, on_the_clock("2026-10-25 02:45"))
    assert is_within_hours(night, on_the_clock("2026-10-25 02:29", again=True))
    assert not is_within_hours(night, on_the_clock("2026-10-25 02:30", again=True))


def test_a_night_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    night = week(saturday="22:00-06:00")
    assert length(night, SPRING - timedelta(days=1), SPRING) == timedelta(hours=7)
    assert length(night, AUTUMN - timedelta(days=1), AUTUMN) == timedelta(hours=9)


@pytest.mark.parametrize(("day", "expected"), [(SPRING, 23), (AUTUMN, 25)])
def test_the_whole_day_has_23_or_25_hours(day: date, expected: int) -> None:
    assert length(week(sunday="00:00-24:00"), day) == timedelta(hours=expected)


@pytest.mark.parametrize("change", ["02:00", "02:15", "02:30", "03:00"])
@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_a_change_of_shift_leaves_no_hole_in_either_night(day: date, change: str) -> None:
    relay = week(saturday="20:00-24:00", sunday=f"00:00-{change}, {change}-08:00")
    assert len(periods(relay, day)) == 1


def test_every_second_of_the_doubled_hour_agrees_with_the_preview() -> None:
    night = week(sunday="02:10-02:20")
    (period,) = periods(night, AUTUMN)
    start = on_the_clock("2026-10-25 02:00")
    for second in range(0, 2 * 3600, 30):
        moment: datetime = start + timedelta(seconds=second)
        assert is_within_hours(night, moment) is (period.opens <= moment < period.closes)
