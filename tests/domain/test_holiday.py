"""Which days are Belgian public holidays, and what they are called."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.domain.schedule import holiday_name, is_holiday


def test_easter_monday_moves_with_the_moon() -> None:
    for day in (date(2024, 4, 1), date(2025, 4, 21), date(2026, 4, 6), date(2027, 3, 29)):
        assert is_holiday(day)
        assert holiday_name(day, "nl") == "Paasmaandag"
        assert holiday_name(day, "en") == "Easter Monday"


def test_the_ten_legal_holidays_of_2026() -> None:
    days = ("01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11", "12-25")
    assert all(is_holiday(date.fromisoformat(f"2026-{day}")) for day in days)


@pytest.mark.parametrize("day", ["2026-05-15", "2026-07-11", "2026-12-26", "2026-12-24", "2026-11-02"])
def test_bank_school_and_community_days_are_not(day: str) -> None:
    assert not is_holiday(date.fromisoformat(day))
    assert holiday_name(date.fromisoformat(day), "nl") is None


def test_a_language_we_do_not_speak_gets_dutch() -> None:
    christmas = date(2026, 12, 25)
    assert [holiday_name(christmas, language) for language in ("nl", "pl", "fr")] == ["Kerstmis", "Kerstmis", "Noël"]
