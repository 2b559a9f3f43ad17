"""Six calendar months on a Brussels calendar, and then it is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.brussels import ONE_DAY, day_of, days_between, midnight
from chalicelib.domain.retention import (
    RETENTION_MONTHS,
    expires_at,
    expiry_day,
    is_expired,
    ledger_expires_at,
    owed,
    start_days,
    to_epoch,
)
from tests.domain.hours import clock, on_the_clock


def test_the_promise_is_six_months() -> None:
    assert RETENTION_MONTHS == 6


@pytest.mark.parametrize(
    ("started", "expires"),
    [
        ("2026-01-15 14:30", "2026-07-16 00:00 +0200"),
        ("2026-07-15 14:30", "2027-01-16 00:00 +0100"),
        ("2026-08-31 14:30", "2027-03-01 00:00 +0100"),
        ("2027-08-31 14:30", "2028-03-01 00:00 +0100"),
        ("2027-08-30 14:30", "2028-03-01 00:00 +0100"),
        ("2027-08-29 14:30", "2028-03-01 00:00 +0100"),
        ("2027-08-28 14:30", "2028-02-29 00:00 +0100"),
        ("2028-02-29 14:30", "2028-08-30 00:00 +0200"),
        ("2026-03-31 14:30", "2026-10-01 00:00 +0200"),
        ("2026-12-31 23:59", "2027-07-01 00:00 +0200"),
        ("2026-06-30 00:00", "2026-12-31 00:00 +0100"),
        ("2026-09-27 14:30", "2027-03-28 00:00 +0100"),
        ("2026-09-28 14:30", "2027-03-29 00:00 +0200"),
        ("2026-04-25 02:30", "2026-10-26 00:00 +0100"),
    ],
)
def test_the_end_of_the_day_with_the_same_date_six_months_later(started: str, expires: str) -> None:
    assert clock(expires_at(on_the_clock(started))) == expires


def test_everything_of_one_day_goes_at_one_moment() -> None:
    first, last = on_the_clock("2026-10-25 00:00"), on_the_clock("2026-10-25 23:59")
    assert last - first == timedelta(hours=24, minutes=59), "the night on which the clock is put back"
    assert expires_at(first) == expires_at(last) < expires_at(last + timedelta(minutes=1))


def test_the_brussels_date_counts_not_the_one_in_utc() -> None:
    started = datetime(2026, 8, 31, 22, 30, tzinfo=UTC)
    assert clock(expires_at(started)) == "2027-03-02 00:00 +0100"


def test_the_answer_is_in_utc() -> None:
    expires = expires_at(datetime(2026, 1, 15, 13, 30, 0, 250_000, tzinfo=UTC))
    assert expires == datetime(2026, 7, 15, 22, 0, tzinfo=UTC)
    assert expires.tzinfo is UTC


def test_at_exactly_that_second_it_is_gone() -> None:
    end = on_the_clock("2026-07-15 14:30")
    stored = to_epoch(end)
    assert not is_expired(stored, end - timedelta(microseconds=1))
    assert is_expired(stored, end)
    assert is_expired(stored, end + timedelta(days=2))


def test_without_an_end_it_stays() -> None:
    assert not is_expired(None, on_the_clock("2026-07-15 14:30"))


def test_seconds_are_rounded_up() -> None:
    whole = datetime(2026, 7, 15, tzinfo=UTC)
    assert to_epoch(whole) == 1_784_073_600
    assert to_epoch(whole + timedelta(microseconds=1)) == to_epoch(whole) + 1
    assert to_epoch(whole + timedelta(microseconds=999_999)) == to_epoch(whole) + 1


def test_a_moment_without_a_time_zone_is_our_mistake() -> None:
    naive = datetime(2026, 7, 15)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        expires_at(naive)
    with pytest.raises(ValueError, match="time zone"):
        to_epoch(naive)
    with pytest.raises(ValueError, match="time zone"):
        is_expired(0, naive)


def test_every_day_ends_on_one_day_and_is_found_again_by_it() -> None:
    """Two years with a 29 February and every night on which the clock is moved."""
    for day in days_between(date(2027, 1, 1), date(2028, 12, 31)):
        last = expiry_day(midnight(day))
        assert last == expiry_day(midnight(day + ONE_DAY) - timedelta(seconds=1))
        assert midnight(last + ONE_DAY) == expires_at(midnight(day))
        assert day in start_days(last)
        assert ledger_expires_at(last) > expires_at(midnight(day)) + timedelta(days=60)


def test_the_end_of_february_has_up_to_four_days_and_a_31st_without_a_like_none() -> None:
    assert [day.isoformat() for day in start_days(date(2027, 2, 28))] == [f"2026-08-{n}" for n in (28, 29, 30, 31)]
    assert [day.isoformat() for day in start_days(date(2028, 2, 29))] == [f"2027-08-{n}" for n in (29, 30, 31)]
    assert start_days(date(2026, 3, 31)) == ()


def test_a_day_is_owed_from_the_second_midnight_after_it() -> None:
    day = date(2027, 3, 27)
    looked_up = midnight(date(2027, 3, 29))
    assert list(owed(day, looked_up - timedelta(seconds=1))) == []
    assert list(owed(day, looked_up)) == [day]
    assert list(owed(day, looked_up + timedelta(days=2))) == [day, day + ONE_DAY, day + 2 * ONE_DAY]
    assert day_of(looked_up) == date(2027, 3, 29)
