"""Small numbers are hidden together with what would give them away, whatever is asked besides, today or later.

Along the days of a month a small day is the first of a stretch of days of which only the sum is known. A stretch ends
when at least two days of it count and the sum is no small one; it depends on no later day, so that nothing that was
shown before gives away what is hidden now. Everything else is made of whole stretches. Of a table whose sum is known
the smallest large number is hidden with the small ones, and whatever equals it: which of them is which, nobody can say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

SMALL: Final = 5
"""Fewer than this, but not nobody, are not shown."""


@dataclass(frozen=True)
class Cell:
    """How many are shown; `hidden`: there are more, or there may be."""

    count: int = 0
    hidden: bool = False

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.count + other.count, self.hidden or other.hidden)


@dataclass(frozen=True)
class Stretch:
    """Days of which only the sum may be known; None where not even that."""

    days: tuple[date, ...]
    count: int | None


def is_small(count: int) -> bool:
    return 0 < count < SMALL


def stretches(days: Iterable[date], counts: Mapping[date, int]) -> list[Stretch]:
    """The days of a month, in order, as they may be known."""
    found: list[Stretch] = []
    begun: list[date] = []
    for day in days:
        if not begun and not is_small(counts.get(day, 0)):
            found.append(Stretch((day,), counts.get(day, 0)))
            continue
        begun.append(day)
        numbers = [number for one in begun if (number := counts.get(one, 0))]
        if len(numbers) > 1 and sum(numbers) >= SMALL:
            found.append(Stretch(tuple(begun), sum(numbers)))
            begun = []
    return [*found, Stretch(tuple(begun), None)] if begun else found


def whole(known: Iterable[Stretch], wanted: Collection[date]) -> list[Stretch]:
    """The stretches whose sum is known and that lie within these days."""
    return [one for one in known if one.count is not None and set(one.days) <= set(wanted)]


def over(known: Sequence[Stretch], wanted: Collection[date]) -> Cell:
    """What may be known of these days."""
    shown = whole(known, wanted)
    touched = sum(not set(one.days).isdisjoint(wanted) for one in known)
    return Cell(sum(one.count or 0 for one in shown), len(shown) < touched)


def shared(rows: Mapping[str, int]) -> dict[str, Cell]:
    """What may be known of the rows of a table whose sum is known."""
    large = [count for count in rows.values() if count >= SMALL]
    if not any(map(is_small, rows.values())):
        return {name: Cell(count) for name, count in rows.items()}
    if not large:
        return dict.fromkeys(rows, Cell(0, hidden=True))
    return {name: _unless(count, is_small(count) or count == min(large)) for name, count in rows.items()}


def _unless(count: int, hidden: bool) -> Cell:
    return Cell(0, hidden=True) if hidden else Cell(count)
