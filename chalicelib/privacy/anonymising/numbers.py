"""Telephone, national register and old account numbers, each proved by its own check."""

import re
from collections.abc import Callable, Sequence

import phonenumbers

from chalicelib.privacy.anonymising.digit_runs import Piece, runs, stretches
from chalicelib.privacy.anonymising.span import Kind, Span

_BELGIAN_MOBILE = re.compile(r"0?4[5-9]\d{7}")
_BELGIAN = re.compile(r"4[5-9]\d{7}|[1-9]\d{7}")
_WRITTEN_NATIONAL = ((2, 2, 2, 3, 2), (6, 3, 2))
Check = Callable[[str, Sequence[Piece], str], bool]


def numbers(message: str) -> list[Span]:
    """Every telephone, national register and account number; the strictest check reads first."""
    return [span for run in runs(message) for span in _in_run(message, run)]


def _in_run(message: str, run: list[Piece]) -> list[Span]:
    found: list[Span] = []
    for kind, check, shortest, longest in CHECKS:
        for first, after, digits in stretches(run, shortest, longest):
            span = Span(run[first].start, run[after - 1].end, kind)
            if not any(span.overlaps(other) for other in found) and check(digits, run[first:after], message):
                found.append(_with_plus(message, span))
    return found


def _with_plus(message: str, span: Span) -> Span:
    plus = span.start > 0 and message[span.start - 1] == "+"
    return Span(span.start - plus, span.end, span.kind)


def is_national_number(digits: str) -> bool:
    """Eleven digits of which the last two are 97 less the rest of the first nine; from 2000 on with a 2 in front."""
    body, check = int(digits[:9]), int(digits[9:])
    return check in (97 - body % 97, 97 - (2_000_000_000 + body) % 97)


def _national(digits: str, written: Sequence[Piece], _: str) -> bool:
    shape = tuple(len(piece.digits) for piece in written)
    return _in_calendar(digits) and (is_national_number(digits) or shape in _WRITTEN_NATIONAL)


def _in_calendar(digits: str) -> bool:
    # Bis numbers add 20 or 40 to the month; an unknown day is 00.
    return int(digits[2:4]) % 20 <= 12 and int(digits[4:6]) <= 31


def _account(digits: str, written: Sequence[Piece], _: str) -> bool:
    shape = tuple(len(piece.digits) for piece in written)
    return shape in ((3, 7, 2), (12,)) and (int(digits[:10]) % 97 or 97) == int(digits[10:])


def _phone(digits: str, written: Sequence[Piece], message: str) -> bool:
    start = written[0].start
    if start and message[start - 1] == "+":
        return is_phone("+" + digits.replace("320", "32", 1) if digits.startswith("320") else "+" + digits)
    if len(written) == 1 and len(digits) < 9:
        return False
    return is_phone(digits)


def is_phone(digits: str) -> bool:
    """A number that can be dialled from Belgium, written with 0, 00 or +; a mobile also without its first 0."""
    if _BELGIAN_MOBILE.fullmatch(digits):
        return True
    if digits.startswith("00"):
        digits = "+" + digits[2:].replace("320", "32", 1) if digits.startswith("00320") else "+" + digits[2:]
    if not digits.startswith(("0", "+")):
        return False
    return _dialled(digits)


def _dialled(digits: str) -> bool:
    try:
        number = phonenumbers.parse(digits, "BE")
    except phonenumbers.NumberParseException:
        return False
    if number.country_code != 32:
        return bool(phonenumbers.is_possible_number(number))
    return bool(_BELGIAN.fullmatch(str(number.national_number)))


CHECKS: tuple[tuple[Kind, Check, int, int], ...] = (
    (Kind.NATIONAL_NUMBER, _national, 11, 11),
    (Kind.IBAN, _account, 12, 12),
    (Kind.PHONE, _phone, 9, 16),
)
