"""A write as data: planned in one place, carried out in another, alone or together with others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.domain.races import LostRace
from chalicelib.store.conditions import Expression
from chalicelib.store.keys import Key

Item = Mapping[str, object]


@dataclass(frozen=True)
class Condition:
    """When a write may happen: `lost` is the domain word for the race that makes it fail, `because` the reason."""

    expression: Expression
    lost: type[LostRace]
    because: str


@dataclass(frozen=True)
class Put:
    """Writes a whole item; attributes without a value are left out.

    A `blind` one is not told what was in the way of its condition, which the vault forbids.
    """

    table: str
    item: Item
    only_if: Condition | None = None
    blind: bool = False


@dataclass(frozen=True)
class Update:
    """Changes some attributes. `initial` ones are set only where they are missing; `add` counts up.

    `returning` gives the item as it is afterwards, which the vault forbids.
    """

    table: str
    key: Key
    set: Item = field(default_factory=dict)
    initial: Item = field(default_factory=dict)
    add: Mapping[str, int] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    returning: bool = False
    only_if: Condition | None = None


@dataclass(frozen=True)
class Delete:
    """A `blind` one is not told what it deleted."""

    table: str
    key: Key
    only_if: Condition | None = None
    blind: bool = False


@dataclass(frozen=True)
class Check:
    """Changes nothing: what is written together with it happens only while this holds."""

    table: str
    key: Key
    only_if: Condition


Write = Put | Update | Delete
Part = Write | Check
"""What a transaction is made of."""
