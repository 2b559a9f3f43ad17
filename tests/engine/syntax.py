"""The nodes of a parsed expression, and the parts that every expression has: paths and values."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.engine.reserved import RESERVED
from tests.engine.tokens import BadExpression, Cursor

Names = tuple[tuple[str, str], ...]


class Path(NamedTuple):
    parts: tuple[str | int, ...]

    def __str__(self) -> str:
        return "[" + ", ".join(f"[{part}]" if isinstance(part, int) else part for part in self.parts) + "]"


class Placeholder(NamedTuple):
    name: str


class Call(NamedTuple):
    function: str
    arguments: tuple["Operand", ...]


class Sum(NamedTuple):
    left: "Operand"
    sign: int
    right: "Operand"


Operand = Path | Placeholder | Call | Sum


class Compare(NamedTuple):
    operator: str
    left: Operand
    right: Operand


class Between(NamedTuple):
    operand: Operand
    low: Operand
    high: Operand


class OneOf(NamedTuple):
    operand: Operand
    choices: tuple[Operand, ...]


class Logic(NamedTuple):
    operator: str  # AND, OR, NOT
    terms: tuple["Node", ...]


Node = Compare | Between | OneOf | Logic | Call


@dataclass
class Scope:
    """Resolves #names while parsing and notes what was used: unused ones are an error too."""

    names: dict[str, str]
    used_names: set[str] = field(default_factory=set)
    used_values: set[str] = field(default_factory=set)

    def attribute(self, cursor: Cursor) -> str:
        token = cursor.peek()
        if token.kind == "word":
            if token.text.upper() in RESERVED:
                raise BadExpression(f"Attribute name is a reserved keyword; reserved keyword: {token.text}")
            return cursor.take().text
        if token.kind != "name":
            raise cursor.unexpected()
        if token.text not in self.names:
            raise BadExpression(
                f"An expression attribute name used in the document path is not defined; attribute name: {token.text}"
            )
        self.used_names.add(cursor.take().text)
        return self.names[token.text]

    def path(self, cursor: Cursor) -> Path:
        parts: list[str | int] = [self.attribute(cursor)]
        while True:
            if cursor.accept_mark("."):
                parts.append(self.attribute(cursor))
            elif cursor.accept_mark("["):
                parts.append(self._index(cursor))
            else:
                return Path(tuple(parts))

    def _index(self, cursor: Cursor) -> int:
        if cursor.peek().kind != "index":
            raise cursor.unexpected()
        index = int(cursor.take().text)
        cursor.expect_mark("]")
        return index

    def plain(self, cursor: Cursor) -> Path | Placeholder:
        if cursor.peek().kind == "value":
            self.used_values.add(cursor.peek().text)
            return Placeholder(cursor.take().text)
        return self.path(cursor)

    def at_function(self, cursor: Cursor) -> bool:
        return cursor.peek().kind == "word" and cursor.peek(1) == ("mark", "(")


def refuse_overlap(paths: list[Path]) -> None:
    """No path may equal or contain another one; what both would do is undefined."""
    for at, one in enumerate(paths):
        for other in paths[at + 1 :]:
            shared = min(len(one.parts), len(other.parts))
            if one.parts[:shared] == other.parts[:shared]:
                raise BadExpression(
                    "Two document paths overlap with each other; must remove or rewrite one of these paths; "
                    f"path one: {one}, path two: {other}"
                )
