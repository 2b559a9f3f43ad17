"""How often disclosures were asked in a year, how they ended and how soon they were answered: numbers of nobody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from chalicelib.domain.disclosure import Disclosure, State

FIGURES: Final = (
    "asked", "granted", "refused", "looks", "lone_looks", "within_5", "within_15", "within_60", "later", "seconds",
)  # fmt: skip
"""What is counted. `seconds` is the sum of the time to an answer, the four before it how many were answered by when."""

_BOUNDS: Final = ((5, "within_5"), (15, "within_15"), (60, "within_60"))


@dataclass(frozen=True)
class Figures:
    """The counts of one year, by name; what was never counted is 0."""

    year: int
    counts: Mapping[str, int]

    def of(self, name: str) -> int:
        return self.counts.get(name, 0)

    @property
    def answered(self) -> int:
        return self.of("granted") + self.of("refused")

    @property
    def mean_minutes(self) -> float | None:
        """From the request to the answer, to a tenth; None where nothing was answered."""
        return round(self.of("seconds") / 60 / self.answered, 1) if self.answered else None


def counts_of_answer(answered: Disclosure) -> dict[str, int]:
    """What an answer adds to the year in which it was asked."""
    assert answered.decision is not None  # noqa: S101  (it was answered)
    took = answered.decision.at - answered.asked_at
    band = next((name for minutes, name in _BOUNDS if took <= timedelta(minutes=minutes)), "later")
    how = "granted" if answered.state is State.GRANTED else "refused"
    return {how: 1, band: 1, "seconds": took // timedelta(seconds=1)}


def counts_of_look(looked: Disclosure) -> dict[str, int]:
    """What a look adds."""
    return {"looks": 1} | ({"lone_looks": 1} if looked.lone else {})


def rows(years: Iterable[Figures]) -> Iterator[list[str]]:
    """A table for a spreadsheet, a row a year under its head."""
    names = [name for name in FIGURES if name != "seconds"]
    yield ["year", *names, "mean_minutes"]
    for one in years:
        mean = "" if one.mean_minutes is None else str(one.mean_minutes)
        yield [str(one.year), *(str(one.of(name)) for name in names), mean]
