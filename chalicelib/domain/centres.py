"""Which centre serves a municipality, and how to reach it: a list that administrators keep in a spreadsheet.

Its form is CSV with a line for each postcode and municipality; kept and given out it names each centre once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from csv import Error, reader
from dataclasses import dataclass, fields
from datetime import datetime
from io import StringIO
from re import compile as pattern
from typing import Final, NamedTuple

MOST_LINES = 3_000
"""More than there are places with a postcode of their own in Belgium (about 2,700)."""

MOST_CENTRES = 400
"""The list is one item of a table, and fetched whole by whoever looks for a centre."""

MOST_TOLD = 50
"""So many faults are told at once: whoever mends those knows what the others are."""


@dataclass(frozen=True)
class Centre:
    """A centre and the ways to reach it, of which there is at least one; a way that it does not have is empty."""

    name: str
    email: str = ""
    phone: str = ""
    website: str = ""


class Served(NamedTuple):
    """A municipality, or a part of one with a postcode of its own, and the number of the centre that serves it.

    A tuple, because a name at each of thousands of values would be half of the item that keeps them.
    """

    postcode: str
    municipality: str
    centre: int


@dataclass(frozen=True)
class Centres:
    """The list of a channel: its `version` is that of who changed it last, and when. Nothing yet: version 0."""

    version: int = 0
    changed_at: datetime | None = None
    by: str = ""
    centres: tuple[Centre, ...] = ()
    served: tuple[Served, ...] = ()


@dataclass(frozen=True)
class LineFault:
    """What is wrong in a line of a list, as it is counted in a spreadsheet (the heading is line 1)."""

    line: int
    column: str
    kind: str


class BadList(ValueError):
    """A list that cannot be read, and why; it repeats nothing of it."""

    def __init__(self, faults: Sequence[LineFault]) -> None:
        super().__init__("a list with faults")
        self.faults = tuple(faults[:MOST_TOLD])


COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "postcode": ("postcode",),
    "municipality": ("gemeente", "municipality"),
    "centre": ("centrum", "centre"),
    "email": ("e-mail", "email"),
    "phone": ("telefoon", "telephone"),
    "website": ("website",),
}
"""The columns by our word for them, and the headings that they go by, the first one when we write."""

_WAYS: Final = tuple(field.name for field in fields(Centre) if field.name != "name")
# What a spreadsheet would compute begins with none of these, and no link can be made to bear more than an address.
SHAPES: Final = {
    "postcode": pattern(r"[1-9][0-9]{3}"),
    "municipality": pattern(r"[^\W_][^\x00-\x1f<>|]{0,79}"),
    "centre": pattern(r"[^\W_][^\x00-\x1f<>|]{0,79}"),
    "email": pattern(r"(?=.{3,120}$)[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"),
    "phone": pattern(r"\+?[0-9](?:[ ()/.-]{0,2}[0-9]){1,17}"),
    "website": pattern(r"(?=.{1,200}$)https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[^\s<>\"]*)?"),
}
Row = Mapping[str, str]


def read_list(text: str) -> tuple[tuple[Centre, ...], tuple[Served, ...]]:
    """The centres of a list as CSV, and who serves what. Raises BadList."""
    try:
        rows = list(_rows(text))
    except Error:
        raise BadList([LineFault(1, "", "csv_unreadable")]) from None
    faults = [*_faults(rows)]
    if len(rows) > MOST_LINES:
        faults = [LineFault(MOST_LINES + 2, "", "too_many")]
    if faults:
        raise BadList(faults)
    numbers = {centre: number for number, centre in enumerate(dict.fromkeys(_centre(row) for _, row in rows))}
    served = [Served(row["postcode"], row["municipality"], numbers[_centre(row)]) for _, row in rows]
    if len(numbers) > MOST_CENTRES:
        raise BadList([LineFault(1, "centre", "too_many")])
    return tuple(numbers), tuple(sorted(served))


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    """Each line that says something, with its number, by our words for the columns. Raises BadList and csv.Error."""
    lines = text.removeprefix("\ufeff")
    heading = lines.partition("\n")[0]
    table = reader(StringIO(lines), delimiter=max(";,\t", key=heading.count), strict=True)
    names = _named(next(table, []))
    for cells in table:
        # An apostrophe in front keeps spreadsheets from computing what follows.
        tidy = [" ".join(cell.split()).removeprefix("'") for cell in cells]
        if any(tidy):
            spare = [""] * (len(names) - len(tidy))
            yield table.line_num, dict(zip(names, [*tidy, *spare], strict=False)) | _beyond(tidy[len(names) :])


def _beyond(cells: Iterable[str]) -> dict[str, str]:
    return {"beyond": "more"} if any(cells) else {}


def _named(heading: Sequence[str]) -> list[str]:
    known = {word: column for column, words in COLUMNS.items() for word in words}
    names = [known.get(cell.strip().lower(), "") for cell in heading]
    if sorted(names) != sorted(COLUMNS):
        raise BadList([LineFault(1, "", "csv_columns")])
    return names


def _faults(rows: Iterable[tuple[int, Row]]) -> Iterator[LineFault]:
    seen: set[tuple[str, str]] = set()
    for line, row in rows:
        yield from (LineFault(line, column, kind) for column, kind in _faults_of(row))
        place = (row["postcode"], row["municipality"].casefold())
        if place in seen:
            yield LineFault(line, "municipality", "duplicate")
        seen.add(place)


def _faults_of(row: Row) -> Iterator[tuple[str, str]]:
    if "beyond" in row:
        yield "", "csv_cells"
    for column, shape in SHAPES.items():
        if not row[column] and column not in _WAYS:
            yield column, "missing"
        elif row[column] and not shape.fullmatch(row[column]):
            yield column, f"csv_{column}"
    if not any(row[way] for way in _WAYS):
        yield "email", "csv_no_way"


def _centre(row: Row) -> Centre:
    return Centre(row["centre"], *(row[way] for way in _WAYS))
