"""One step through a table of states: whose move it is, and where it leads."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

S = TypeVar("S", bound=StrEnum)
M = TypeVar("M", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


class IllegalMove(Exception):
    """Their fault: a move that this state or this actor does not have. Nothing has changed."""


class NotTheirMove(IllegalMove):
    """Somebody else may do this."""


def step(table: Mapping[M, Mapping[S, S]], who: Mapping[M, Collection[A]], state: S, move: M, actor: A) -> S:
    """The state after a move. Raises NotTheirMove for an actor, IllegalMove for a state that does not have it."""
    if actor not in who[move]:
        raise NotTheirMove(f"{actor} may not: {move}")
    if state not in table[move]:
        raise IllegalMove(f"not in state {state}: {move}")
    return table[move][state]
