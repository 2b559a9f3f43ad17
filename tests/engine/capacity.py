"""Sizes of items, and what reads and writes cost in capacity units."""

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.engine.wire import Item, Value

MAX_ITEM_BYTES = 400 * 1024


def item_size(item: Item) -> int:
    total = 0
    for name, value in item.items():
        total += (len(name) if name.isascii() else len(name.encode())) + value_size(value)
    return total


def value_size(value: Value) -> int:
    tag, content = next(iter(value.items()))
    return _SIZES[tag](content)


def _text_size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _number_size(text: str) -> int:
    """Two digits a byte without outer zeros, one byte for the exponent, one for a minus sign."""
    digits = text.lstrip("-").replace(".", "").strip("0")
    return (len(digits) + 1) // 2 + 1 + text.startswith("-")


def _map_size(content: Item) -> int:
    return 3 + len(content) + item_size(content)


def _list_size(content: list[Value]) -> int:
    return 3 + len(content) + sum(value_size(value) for value in content)


_SIZES: dict[str, Callable[[Any], int]] = {
    "S": _text_size,
    "N": _number_size,
    "B": len,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
    "M": _map_size,
    "L": _list_size,
    "SS": lambda members: sum(_text_size(member) for member in members),
    "NS": lambda members: sum(_number_size(member) for member in members),
    "BS": lambda members: sum(len(member) for member in members),
}


def write_units(size: int) -> float:
    return float(max(1, math.ceil(size / 1024)))


def read_units(size: int, *, consistent: bool) -> float:
    return max(1, math.ceil(size / 4096)) * (1.0 if consistent else 0.5)


@dataclass
class Meter:
    """Everything that a client spent, also on calls that were refused."""

    read: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    write: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def read_total(self) -> float:
        return sum(self.read.values())

    @property
    def write_total(self) -> float:
        return sum(self.write.values())

    def reset(self) -> None:
        self.read.clear()
        self.write.clear()


class Bill:
    """What one call spends, by table and by index."""

    def __init__(self, kind: str, meter: Meter, factor: int = 1) -> None:
        self._kind = kind
        self._total = meter.read if kind == "Read" else meter.write
        self._factor = factor
        self._lines: dict[str, dict[str, float]] = {}

    def add(self, table: str, units: float, index: str = "") -> None:
        """Transactions prepare and commit the base item; indexes follow later, once."""
        due = units if index else units * self._factor
        lines = self._lines.setdefault(table, {"": 0.0})
        lines[index] = lines.get(index, 0.0) + due
        self._total[table] += due

    def attach_one(self, answer: dict[str, Any], mode: str | None) -> None:
        if mode in ("TOTAL", "INDEXES"):
            answer["ConsumedCapacity"] = self._answers(mode)[0]

    def attach_all(self, answer: dict[str, Any], mode: str | None) -> None:
        if mode in ("TOTAL", "INDEXES"):
            answer["ConsumedCapacity"] = self._answers(mode)

    def _answers(self, mode: str) -> list[dict[str, Any]]:
        return [self._answer(table, lines, mode) for table, lines in self._lines.items()]

    def _answer(self, table: str, lines: dict[str, float], mode: str) -> dict[str, Any]:
        answer: dict[str, Any] = {"TableName": table, **self._units(sum(lines.values()))}
        if mode == "INDEXES":
            answer["Table"] = self._units(lines[""])
            indexes = {name: self._units(units) for name, units in lines.items() if name}
            if indexes:
                answer["GlobalSecondaryIndexes"] = indexes
        return answer

    def _units(self, units: float) -> dict[str, float]:
        if self._factor == 1:
            return {"CapacityUnits": units}
        return {"CapacityUnits": units, f"{self._kind}CapacityUnits": units}
