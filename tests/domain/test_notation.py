"""What an administrator may type, and what is said of a slip."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from chalicelib.domain.schedule import (
    Problem,
    ScheduleError,
    parse_date,
    parse_moment,
    parse_shift,
    parse_time,
)

NONSENSE: list[object] = [
    None,
    13,
    13.5,
    True,
    b"13:00",
    [],
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202e13:00",
    "x" * 9000,
]


def test_a_time_is_four_digits() -> None:
    assert parse_time("13:00") == time(13)
    assert parse_time("00:00") == time(0)
    assert parse_time("23:59") == time(23, 59)


@pytest.mark.parametrize(
    "text",
    [*NONSENSE, "25:00", "24:00", "24:01", "13:60", "9:00", "1300", "13:00:00", "13:00\n", " 13:00", "-1:00"],
)
def test_anything_else_is_no_time(text: object) -> None:
    with pytest.raises(ScheduleError) as refused:
        parse_time(text)
    assert refused.value.problem is Problem.TIME


def test_digits_of_other_scripts_are_no_time() -> None:
    with pytest.raises(ScheduleError):
        parse_time("١٣:٠٠")


def test_the_refusal_of_25_00_says_why() -> None:
    with pytest.raises(ScheduleError, match="25:00 is not a time of day; the last one is 23:59"):
        parse_time("25:00")


def test_24_00_is_a_closing_time_only() -> None:
    assert parse_time("24:00", closing=True) == time(0)
    with pytest.raises(ScheduleError, match="only a closing time may be 24:00"):
        parse_time("24:00")
    with pytest.raises(ScheduleError):
        parse_time("24:01", closing=True)


def test_a_shift_is_two_times() -> None:
    assert parse_shift("22:00", "02:00").is_past_midnight
    assert parse_shift("22:00", "24:00") == parse_shift("22:00", "00:00")
    assert parse_shift("00:00", "24:00").minutes() == (0, 24 * 60)


@pytest.mark.parametrize("text", ["13:00", "00:00"])
def test_a_shift_of_no_length_is_refused(text: str) -> None:
    with pytest.raises(ScheduleError, match=f"cannot close at {text}") as refused:
        parse_shift(text, text)
    assert refused.value.problem is Problem.EMPTY_SHIFT


def test_a_date_is_year_month_day() -> None:
    assert parse_date("2026-12-24") == date(2026, 12, 24)


def test_29_february_exists_in_leap_years_only() -> None:
    assert parse_date("2028-02-29") == date(2028, 2, 29)
    for year in ("2026", "2027", "2029"):
        with pytest.raises(ScheduleError, match=f"{year} has no 29 February"):
            parse_date(f"{year}-02-29")


@pytest.mark.parametrize(
    "text",
    [
        *NONSENSE,
        "24-12-2026",
        "2026-13-01",
        "2026-04-31",
        "20261224",
        "1999-12-31",
        "2100-01-01",
        "2026-W01-1",
    ],
)
def test_anything_else_is_no_date(text: object) -> None:
    with pytest.raises(ScheduleError) as refused:
        parse_date(text)
    assert refused.value.problem is Problem.DATE


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-24T13:00:00+01:00",
        "2026-12-24T12:00Z",
        "2026-12-24T12:00:00.000+00:00",
        "2026-12-24T07:00-05:00",
    ],
)
def test_a_moment_carries_its_offset_and_becomes_utc(text: str) -> None:
    moment = parse_moment(text)
    assert moment == datetime(2026, 12, 24, 12, tzinfo=UTC)
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        *NONSENSE,
        "2026-12-24T13:00:00",
        "2026-12-24",
        "2026-02-29T13:00:00Z",
        "2026-12-24T25:00:00Z",
        "2026-12-24T13:00:00+99:00",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-01:00",
    ],
)
def test_anything_else_is_no_moment(text: object) -> None:
    with pytest.raises(ScheduleError) as refused:
        parse_moment(text)
    assert refused.value.problem is Problem.MOMENT


def test_a_moment_in_a_year_that_nobody_plans_is_refused() -> None:
    with pytest.raises(ScheduleError, match="between 2000 and 2099"):
        parse_moment("2206-12-24T12:00:00Z")


def test_refusals_do_not_repeat_what_was_typed() -> None:
    for parse in (parse_time, parse_date, parse_moment):
        with pytest.raises(ScheduleError) as refused:
            parse("canary")
        assert "canary" not in f"{refused.value!r} {refused.value.args}"
