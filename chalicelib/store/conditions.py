"""Conditions of writes and questions, built from attributes; they are spelled like those of boto3.

boto3's own cost its whole import, a tenth of a second before the first frame of a cold function.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

Part = str | tuple[str] | list[object]
"""A piece of an expression as it stands; the name of an attribute, alone in a tuple; a value, alone in a list."""


@dataclass
class Places:
    """The names and values that stand outside an expression, each with its placeholder."""

    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)

    def name(self, attribute: str) -> str:
        """The placeholder of an attribute: the same one each time."""
        for placeholder, known in self.names.items():
            if known == attribute:
                return placeholder
        placeholder = f"#n{len(self.names)}"
        self.names[placeholder] = attribute
        return placeholder

    def value(self, content: object) -> str:
        """A placeholder for a value."""
        placeholder = f":v{len(self.values)}"
        self.values[placeholder] = content
        return placeholder


@dataclass(frozen=True)
class Expression:
    """Something that holds of an item or does not."""

    parts: tuple[Part, ...]

    def __and__(self, other: "Expression") -> "Expression":
        return Expression(("(", *self.parts, " AND ", *other.parts, ")"))

    def __or__(self, other: "Expression") -> "Expression":
        return Expression(("(", *self.parts, " OR ", *other.parts, ")"))

    def __invert__(self) -> "Expression":
        return Expression(("(NOT ", *self.parts, ")"))

    def written(self, places: Places) -> str:
        """In DynamoDB's language; names and values get their places."""
        return "".join(_spelled(self.parts, places))


def _spelled(parts: Iterable[Part], places: Places) -> Iterable[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, tuple):
            yield places.name(part[0])
        else:
            yield places.value(part[0])


class Key:
    """A part of a key, in a question."""

    def __init__(self, name: str) -> None:
        self._name = (name,)

    def _compared(self, operator: str, value: object) -> Expression:
        return Expression((self._name, f" {operator} ", [value]))

    def eq(self, value: object) -> Expression:
        return self._compared("=", value)

    def lt(self, value: object) -> Expression:
        return self._compared("<", value)

    def lte(self, value: object) -> Expression:
        return self._compared("<=", value)

    def gt(self, value: object) -> Expression:
        return self._compared(">", value)

    def gte(self, value: object) -> Expression:
        return self._compared(">=", value)

    def between(self, low: object, high: object) -> Expression:
        return Expression((self._name, " BETWEEN ", [low], " AND ", [high]))

    def begins_with(self, value: str) -> Expression:
        return self._called("begins_with", [value])

    def _called(self, function: str, *arguments: Part) -> Expression:
        given = [part for argument in arguments for part in (", ", argument)]
        return Expression((f"{function}(", self._name, *given, ")"))


class Attr(Key):
    """An attribute of an item, in the condition of a write."""

    def ne(self, value: object) -> Expression:
        return self._compared("<>", value)

    def exists(self) -> Expression:
        return self._called("attribute_exists")

    def not_exists(self) -> Expression:
        return self._called("attribute_not_exists")

    def attribute_type(self, kind: str) -> Expression:
        return self._called("attribute_type", [kind])
