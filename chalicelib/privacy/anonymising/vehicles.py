"""Belgian and Dutch licence plates."""

import re

from chalicelib.privacy.anonymising.span import Kind, Span

_MODERN = re.compile(r"(?<![^\W_])[1-9][\s-]?[A-Za-z]{3}[\s-]?\d{3}(?![^\W_])")
_MOPED = re.compile(r"(?<![^\W_])S[\s-]?[A-Z]{2,4}[\s-]?\d{2,3}(?![^\W_])")
_OLD = re.compile(r"(?<![^\W_])[A-Z]{3}-\d{3}(?![^\W_])")
_DUTCH = re.compile(
    r"(?<![^\W_])(?:[A-Z]{2}-\d{2,3}-[A-Z]{1,2}|[A-Z]-\d{3}-[A-Z]{2}|\d{1,2}-[A-Z]{2,3}-\d{1,2})(?![^\W_])"
)
_CUE = re.compile(r"(?:plaat|nummerplaat|kenteken)(?:\s(?:is|was|van|had))?"
                  r"[\s:=(]{1,3}([A-Za-z0-9]{1,4}(?:[\s-][A-Za-z0-9]{1,4}){1,2}|"
                  r"[A-Za-z]{2,3}\d{3}|\d{3}[A-Za-z]{3})(?![^\W_])", re.IGNORECASE)  # fmt: skip
_SHAPES = (_MODERN, _MOPED, _OLD, _DUTCH)


def licence_plates(message: str) -> list[Span]:
    """Plates by their shape; of old or personal ones also what follows the word for a plate and holds a digit."""
    found = [Span(m.start(), m.end(), Kind.LICENCE_PLATE) for shape in _SHAPES for m in shape.finditer(message)]
    cued = (m for m in _CUE.finditer(message) if any(map(str.isdigit, m.group(1))))
    return found + [Span(m.start(1), m.end(1), Kind.LICENCE_PLATE) for m in cued]
