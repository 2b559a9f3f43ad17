"""Where a conversation was held from, out of what the vault keeps of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

ASKED: Final = "asked"
"""Somebody with the nickname who was not let in, or not yet: perhaps a stranger."""


@dataclass(frozen=True)
class Sighting:
    """One item of the vault: a new line, at a moment in UTC. `of`: the number of the one that bears its address."""

    number: int
    way: str
    at: datetime
    address: str | None = field(default=None, repr=False)
    of: int | None = None


@dataclass(frozen=True)
class Stay:
    """An address, and from when until when the conversation was held from it; no end while it lasts."""

    address: str = field(repr=False)
    first: datetime
    last: datetime | None


def stays(sightings: Sequence[Sighting], ended_at: datetime | None) -> list[Stay]:
    """Every address that the visitor had, in order. Who asked to come back and was not let in is not among them."""
    known = {one.number: one.address for one in sightings}
    lines = sorted((one for one in sightings if one.way != ASKED), key=lambda one: one.number)
    ends = [*(one.at for one in lines[1:]), ended_at]
    return _joined(_held(lines, ends, known))


def _joined(held: Iterable[Stay]) -> list[Stay]:
    """A line that dropped and came back from the same address is one stay: what is read aloud names an address once,
    unless another one was in between."""
    joined: list[Stay] = []
    for stay in held:
        if joined and joined[-1].address == stay.address:
            stay = replace(joined.pop(), last=stay.last)
        joined.append(stay)
    return joined


def _held(lines: Sequence[Sighting], ends: Sequence[datetime | None], known: dict[int, str | None]) -> Iterator[Stay]:
    for line, last in zip(lines, ends, strict=False):
        address = line.address or known.get(line.of or 0)
        if address:
            yield Stay(address, line.at, last)
