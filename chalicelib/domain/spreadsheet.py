"""Tables for a spreadsheet, which must not take what somebody wrote for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180); a cell that a program would compute begins with an apostrophe."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_neutral(cell) for cell in row] for row in rows)
    return text.getvalue()


def _neutral(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
