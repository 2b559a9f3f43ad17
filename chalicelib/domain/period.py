"""Stretches of time in UTC, and how they are joined and cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

_FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `opens` up to, but not including, `closes`; both in UTC."""

    opens: datetime
    closes: datetime

    def covers(self, moment: datetime) -> bool:
        """Half-open: at exactly 13:00:00 a 13:00-17:00 is on, at exactly 17:00:00 it is over."""
        return self.opens <= moment < self.closes


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same time in as few periods as possible, in order; those that touch become one."""
    result: list[Period] = []
    for period in sorted(periods):
        if result and period.opens <= result[-1].closes:
            result[-1] = Period(result[-1].opens, max(result[-1].closes, period.closes))
        else:
            result.append(period)
    return tuple(result)


def clipped(periods: Iterable[Period], since: datetime, until: datetime = _FOREVER) -> tuple[Period, ...]:
    """The parts of the periods between two moments; what lies outside is gone."""
    cut = (Period(max(period.opens, since), min(period.closes, until)) for period in periods)
    return tuple(period for period in cut if period.opens < period.closes)
