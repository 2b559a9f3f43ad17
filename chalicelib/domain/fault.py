"""A technical fault that a visitor reported. Nothing says who."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FaultReport:
    """One report; `when`, `what` and `page` are the visitor's own words, `at` is when it came in."""

    id: str
    at: datetime
    when: str
    what: str
    page: str | None = None
