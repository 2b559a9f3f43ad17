"""Lists the calls of a run with the place in the product that made them.

Injection points are derived from these lists, so a new call in the code is a new point without
anybody writing it down.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from tests.engine.hooks import Arguments

ROOM = "chalicelib"


class Call(NamedTuple):
    operation: str
    table: str
    site: str  # innermost product frame: file:function:line
    trail: tuple[str, ...]  # all product frames, innermost first
    occurrence: int  # the how manieth call with this operation, table and trail, from 1

    @property
    def point(self) -> tuple[str, str, tuple[str, ...]]:
        return self.operation, self.table, self.trail

    def __str__(self) -> str:
        return f"{self.operation} {self.table} at {self.site} (#{self.occurrence})"


class Recorder:
    """A before-hook. `room` is the folder whose frames count as the product's."""

    def __init__(self, room: str = ROOM) -> None:
        self.calls: list[Call] = []
        self._room = room
        self._counts: Counter[tuple[str, str, tuple[str, ...]]] = Counter()

    def __call__(self, operation: str, arguments: Arguments) -> None:
        self.calls.append(self.identify(operation, arguments))

    def identify(self, operation: str, arguments: Arguments) -> Call:
        table, trail = tables_of(operation, arguments), product_frames(self._room)
        self._counts[operation, table, trail] += 1
        site = trail[0] if trail else "outside the product"
        return Call(operation, table, site, trail, self._counts[operation, table, trail])

    @property
    def points(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Distinct places, in order of first appearance."""
        return list(dict.fromkeys(call.point for call in self.calls))


def product_frames(room: str = ROOM) -> tuple[str, ...]:
    found = []
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        parts = PurePath(code.co_filename).parts if room in code.co_filename else ()
        if room in parts:
            inside = "/".join(parts[parts.index(room) :])
            found.append(f"{inside}:{code.co_name}:{frame.f_lineno}")
        frame = frame.f_back  # type: ignore[assignment]
    return tuple(found)


def tables_of(operation: str, arguments: Mapping[str, Any]) -> str:
    if operation.startswith("transact_"):
        actions = [action for wish in arguments["TransactItems"] for action in wish.values()]
        return "+".join(sorted({action["TableName"] for action in actions}))
    if operation.startswith("batch_"):
        return "+".join(sorted(arguments["RequestItems"]))
    return str(arguments.get("TableName", ""))
