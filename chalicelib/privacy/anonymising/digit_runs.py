"""Digits however they are written: 0470/12.34.56, over lines, or spoken, as one run of pieces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.privacy.anonymising.number_words import VALUES
from chalicelib.privacy.anonymising.tokens import fold

_ATOM = re.compile(r"\d+|[^\W\d_]+")
_GAP = re.compile(r"[\s./,()|:+–_-]{0,4}(?:en|dan|en dan)?[\s./,()|:+–_-]{0,4}", re.IGNORECASE)
MOST_DIGITS = 34
"""No identifier that is looked for has more (the longest IBAN)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits in one stretch of a message: `12`, or `zesenzeventig`."""

    start: int
    end: int
    digits: str


def pieces(message: str) -> list[Piece]:
    """Every number of a message, in digits or in words, in order."""
    found = ((m, m.group()) for m in _ATOM.finditer(message))
    return [Piece(m.start(), m.end(), digits) for m, word in found if (digits := _digits(word))]


def _digits(word: str) -> str:
    if word[0].isdigit():
        return word if word.isascii() and len(word) <= MOST_DIGITS else ""
    value = VALUES.get(fold(word)) if len(word) <= 20 else None
    return "" if value is None else str(value)


def runs(message: str) -> list[list[Piece]]:
    """Pieces with nothing but marks, spaces or line ends between them."""
    grouped: list[list[Piece]] = []
    for piece in pieces(message):
        if grouped and _GAP.fullmatch(message, grouped[-1][-1].end, piece.start):
            grouped[-1].append(piece)
        else:
            grouped.append([piece])
    return grouped


def stretches(run: Sequence[Piece], shortest: int, longest: int) -> Iterator[tuple[int, int, str]]:
    """(first, after last, digits) of the neighbouring pieces that hold so many digits; earliest first, then longest."""
    for first in range(len(run)):
        yield from reversed(list(_from(run, first, shortest, longest)))


def _from(run: Sequence[Piece], first: int, shortest: int, longest: int) -> Iterator[tuple[int, int, str]]:
    digits = ""
    for after, piece in enumerate(run[first:], start=first + 1):
        digits += piece.digits
        if len(digits) > longest:
            return
        if len(digits) >= shortest:
            yield first, after, digits
