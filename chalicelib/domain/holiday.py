"""Belgian public holidays, which are not working days (rules of the service: opening hours)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

_DUTCH = "nl"
_LIBRARY_LANGUAGE = {"nl": "nl", "en": "en_US", "fr": "fr"}


def is_holiday(day: date) -> bool:
    """Whether a Brussels date is a Belgian public holiday; bank and school holidays are working days."""
    return day in _holidays(day.year, _DUTCH)


def holiday_name(day: date, language: str) -> str | None:
    """What the holiday is called in Dutch (`nl`), English (`en`) or French (`fr`); None on any other day.

    A language we have no names in gets the Dutch one, the first language of the service.
    """
    return _holidays(day.year, language if language in _LIBRARY_LANGUAGE else _DUTCH).get(day)


@lru_cache(maxsize=64)
def _holidays(year: int, language: str) -> Mapping[date, str]:
    import holidays  # slow: only who needs a working day, and not before that

    known = holidays.country_holidays(
        "BE", years=year, expand=False, language=_LIBRARY_LANGUAGE[language], categories=(holidays.PUBLIC,)
    )
    return dict(known.items())
