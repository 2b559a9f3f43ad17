"""A technical fault that a visitor reported. Nothing says who."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.brussels import day_of


class Browser(StrEnum):
    """The family of a browser: what tells faults apart, and people not."""

    EDGE = "edge"
    SAMSUNG = "samsung"
    OPERA = "opera"
    FIREFOX = "firefox"
    CHROME = "chrome"
    SAFARI = "safari"
    OTHER = "other"


# Each names itself beside those it descends from, so the youngest come first.
_MARKS = (
    ("Edg", Browser.EDGE),
    ("SamsungBrowser/", Browser.SAMSUNG),
    ("OPR/", Browser.OPERA),
    ("Firefox/", Browser.FIREFOX),
    ("FxiOS/", Browser.FIREFOX),
    ("Chrome/", Browser.CHROME),
    ("CriOS/", Browser.CHROME),
    ("Safari/", Browser.SAFARI),
)


@dataclass(frozen=True)
class FaultReport:
    """One report; `when`, `what` and `page` are the visitor's own words, `at` is when it came in.

    `handled_at`: an administrator has seen to it, and who; `note` is theirs. `browser`: none before it was kept.
    """

    id: str
    at: datetime
    when: str
    what: str
    page: str | None = None
    browser: Browser | None = None
    handled_at: datetime | None = None
    handled_by: str | None = None
    note: str | None = None


def browser_of(user_agent: str) -> Browser:
    """The family that a browser says it is of; no version and no device."""
    return next((browser for mark, browser in _MARKS if mark in user_agent), Browser.OTHER)


def by_week(reports: Iterable[FaultReport]) -> Mapping[date, Counter[Browser]]:
    """How many reports of each browser came in each week, by its Monday in Brussels, the newest first."""
    weeks: dict[date, Counter[Browser]] = {}
    for report in reports:
        day = day_of(report.at)
        weeks.setdefault(day - timedelta(days=day.weekday()), Counter())[report.browser or Browser.OTHER] += 1
    return dict(sorted(weeks.items(), reverse=True))
