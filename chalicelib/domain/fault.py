"""A technical fault that a visitor reported. Nothing says who."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FaultReport:
    """One report; `when`, `what` and `page` are the visitor's own words, `at` is when it came in.

    `handled_at`: an administrator has seen to it, and who.
    """

    id: str
    at: datetime
    when: str
    what: str
    page: str | None = None
    handled_at: datetime | None = None
    handled_by: str | None = None
