"""Numbers of files: of police, courts, bailiffs and services."""

import re

from chalicelib.privacy.anonymising.span import Kind, Span

_CODE = re.compile(r"(?<![\w/.-])[A-Za-z0-9]{1,12}(?:[./-][A-Za-z0-9]{1,12}){1,6}(?![\w/-])")
_CUED = re.compile(
    r"(?<!\w)(?:dossier\w{0,8}|pv|proces-?verbaal|rol\w{0,7}|kenmerk|referentie|ref|klant\w{0,8}|nummer|nr|zaak\w{0,7})"
    r"(?:[\s.:=#-]{1,3}(?:nummer|nr|is|van|het|onder|staat|loopt|bij|er){0,1}){0,4}[\s.:=#-]{0,3}"
    r"((?:[A-Z]{1,5}[\s-])?[A-Za-z0-9]{0,8}\d{3}[A-Za-z0-9]{0,10}(?:[./-][A-Za-z0-9]{1,12}){0,5}|"
    r"[A-Za-z0-9]{1,8}(?:[./-][A-Za-z0-9]{1,12}){1,5})(?![\w/])",
    re.IGNORECASE,
)


def codes(message: str) -> list[Span]:
    """Codes of capitals and at least four digits in parts: ME.20.L4.008812/2025, 23/1847/A."""
    return [Span(m.start(), m.end(), Kind.FILE_NUMBER) for m in _CODE.finditer(message) if _is_code(m.group())]


def file_numbers(message: str) -> list[Span]:
    """Whatever with four digits follows the word for a file."""
    cued = (m for m in _CUED.finditer(message) if sum(map(str.isdigit, m.group(1))) >= 4)
    return [Span(m.start(1), m.end(1), Kind.FILE_NUMBER) for m in cued]


def _is_code(written: str) -> bool:
    digits, capitals = sum(map(str.isdigit, written)), sum(map(str.isupper, written))
    return digits >= 4 and capitals >= 1 and not any(map(str.islower, written))
