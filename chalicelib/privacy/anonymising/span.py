"""What is hidden: a stretch of one message, what it is, and whether that is certain."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of words that identify somebody."""

    NAME = "NAME"
    LOCATION = "LOCATION"
    ADDRESS = "ADDRESS"
    AGE = "AGE"
    SCHOOL = "SCHOOL"
    ORGANISATION = "ORGANISATION"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    HANDLE = "HANDLE"
    URL = "URL"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    NATIONAL_NUMBER = "NATIONAL_NUMBER"
    IBAN = "IBAN"
    LICENCE_PLATE = "LICENCE_PLATE"
    IP = "IP"
    FILE_NUMBER = "FILE_NUMBER"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to `end` of one message; `sure` is hidden at once, the rest is shown as doubtful."""

    start: int
    end: int
    kind: Kind
    sure: bool = True

    def overlaps(self, other: "Span") -> bool:
        """Whether both hold a character in common."""
        return self.start < other.end and other.start < self.end


def first_come(*ranked: list[Span]) -> list[Span]:
    """Spans in reading order; where two overlap, the one of the earlier list (then the earlier one) stays."""
    kept: list[Span] = []
    for spans in ranked:
        kept += _free_of(kept, spans)
    return sorted(kept)


def _free_of(kept: list[Span], spans: list[Span]) -> list[Span]:
    free: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not any(span.overlaps(other) for other in kept) and not (free and span.overlaps(free[-1])):
            free.append(span)
    return free
