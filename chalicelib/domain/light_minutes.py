"""How long a channel showed which light, hour by hour, against the hours that were planned."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from chalicelib.domain.brussels import day_of
from chalicelib.domain.figures import Counts, hour_of
from chalicelib.domain.light import Light
from chalicelib.domain.period import Period

HOUR: Final = timedelta(hours=1)
LONGEST: Final = timedelta(days=2)
"""A light that stood longer was nobody's: the service did not look."""

SHOWN: Final = (Light.OPEN, Light.BUSY)


@dataclass(frozen=True)
class Minutes:
    """Minutes of green, of red and of planned hours."""

    open: int = 0
    busy: int = 0
    planned: int = 0


def lit(light: Light, since: datetime, until: datetime) -> Mapping[date, Counts]:
    """What a light that stood from one moment to another adds, in milliseconds, to each day and hour."""
    if light not in SHOWN or until - since > LONGEST:
        return {}
    found: dict[date, Counter[str]] = {}
    for hour in cut(Period(since, until)):
        found.setdefault(day_of(hour.opens), Counter())[f"{light.value}.{hour_of(hour.opens)}"] += _milliseconds(hour)
    return {day: counts for day, counts in found.items() if all(counts.values())}


def planned(periods: Iterable[Period]) -> Counts:
    """The planned hours of one day, in milliseconds by hour."""
    found = Counter[str]()
    for period in periods:
        for hour in cut(period):
            found[f"planned.{hour_of(hour.opens)}"] += _milliseconds(hour)
    return found


def _milliseconds(period: Period) -> int:
    return (period.closes - period.opens) // timedelta(milliseconds=1)


def cut(period: Period) -> Iterator[Period]:
    """A period at every full hour; those of Brussels are those of UTC."""
    opens = period.opens
    while opens < period.closes:
        full = opens.replace(minute=0, second=0, microsecond=0) + HOUR
        yield Period(opens, min(full, period.closes))
        opens = full


def minutes(counts: Iterable[Counts], hour: str = "") -> Minutes:
    """All of them together, of one hour or of all."""
    found = Counter[str]()
    for one in counts:
        for name, amount in one.items():
            word, _, at = name.partition(".")
            if hour in ("", at):
                found[word] += amount
    return Minutes(**{word: round(found[word] / 60_000) for word in ("open", "busy", "planned")})
