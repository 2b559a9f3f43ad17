"""Tables of states as pictures: what the documents show is drawn from what the product obeys."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

S = TypeVar("S", bound=StrEnum)
M = TypeVar("M", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


def arrows(table: Mapping[M, Mapping[S, S]]) -> Iterator[str]:
    """The arrows of a Mermaid state diagram; moves that change nothing are left to the table."""
    found: dict[tuple[S, S], list[str]] = {}
    for move, row in table.items():
        for before, after in row.items():
            if before != after:
                found.setdefault((before, after), []).append(move)
    return (f"    {before} --> {after}: {', '.join(moves)}" for (before, after), moves in sorted(found.items()))


def rows(table: Mapping[M, Mapping[S, S]], who: Mapping[M, Collection[A]]) -> str:
    """The table as Markdown: move, who may make it, from which state to which."""
    told = (f"| {move} | {', '.join(sorted(who[move]))} | {_steps(row)} |" for move, row in table.items())
    return "\n".join(["| move | who | from → to |", "|---|---|---|", *told])


def _steps(row: Mapping[S, S]) -> str:
    return ", ".join(f"{before} → {after}" for before, after in sorted(row.items()))
