"""A telephone number that is typed over several messages: `0470`, `12 34`, `en dan 56`."""

from collections.abc import Sequence

from chalicelib.privacy.anonymising.digit_runs import Piece, pieces
from chalicelib.privacy.anonymising.numbers import is_phone
from chalicelib.privacy.anonymising.span import Kind, Span

_MOST_MESSAGES = 7
_MOST_WORDS = 12


def split_numbers(messages: Sequence[str]) -> list[list[Span]]:
    """Per message the pieces of numbers that only together, over neighbouring messages, can be dialled."""
    found: list[list[Span]] = [[] for _ in messages]
    brief = [_brief(message) for message in messages]
    for start, first in enumerate(brief):
        if first and first[-1].digits.startswith(("04", "03", "02", "09", "05", "01")) and len(first[-1].digits) < 9:
            _collect(brief, start, found)
    return found


def _brief(message: str) -> list[Piece]:
    return pieces(message) if len(message.split()) <= _MOST_WORDS else []


def _collect(brief: Sequence[list[Piece]], start: int, found: list[list[Span]]) -> None:
    taken, digits = [(start, brief[start][-1])], brief[start][-1].digits
    for place in range(start + 1, min(start + _MOST_MESSAGES, len(brief))):
        for piece in brief[place]:
            if len(digits) < 10:
                taken.append((place, piece))
                digits += piece.digits
    if len(digits) in (9, 10) and len({place for place, _ in taken}) > 1 and is_phone(digits):
        for place, piece in taken:
            found[place].append(Span(piece.start, piece.end, Kind.PHONE))
