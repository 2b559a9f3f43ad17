"""IBANs, with spaces, dots, dashes or over lines, checked by mod 97 where the country has letters in it."""

import re

from chalicelib.privacy.anonymising.span import Kind, Span

_IBAN = re.compile(r"(?<![^\W_])[A-Za-z]{2}[\s.-]?\d{2}(?:[\s./-]{0,2}[A-Za-z0-9]{2,4}){2,8}(?![^\W_])|"
                   r"(?<![^\W_])[A-Za-z]{2}\d{2}[A-Za-z0-9]{11,30}(?![^\W_])")  # fmt: skip
_BELGIAN = re.compile(r"(?<![^\W_])be[\s.:-]{0,2}(?:\d[\s./-]{0,2}){13}\d(?!\d)", re.IGNORECASE)
_MARKS = re.compile(r"[\W_]+")


def accounts(message: str) -> list[Span]:
    """Belgian IBANs by their shape (a mistyped one identifies too), others where mod 97 holds."""
    belgian = [Span(m.start(), m.end(), Kind.IBAN) for m in _BELGIAN.finditer(message)]
    return belgian + [span for m in _IBAN.finditer(message) if (span := _checked(message, m.start(), m.end()))]


def _checked(message: str, start: int, end: int) -> Span | None:
    while end - start >= 15:
        if message[end - 1].isalnum() and is_iban(message[start:end]):
            return Span(start, end, Kind.IBAN)
        end -= 1
    return None


def is_iban(written: str) -> bool:
    """ISO 13616: the country and check moved to the end, letters as 10 to 35, leave 1 modulo 97."""
    plain = _MARKS.sub("", written).upper()
    if not 15 <= len(plain) <= 34 or not plain.isascii() or not plain[:2].isalpha() or not plain[2:4].isdigit():
        return False
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1
