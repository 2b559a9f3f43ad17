"""Dates of birth: a date that a word makes one, or a full date of a year in which somebody alive was born."""

import re

from chalicelib.privacy.anonymising.span import Kind, Span

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    r"sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19\d\d|20[0-2]\d|'\d\d|\d\d|negentien\w{4,25}|tweeduizend(?: en \w{2,12}|\w{0,20}))"
_DAY = r"(?:\d{1,2}(?:e|ste|de|den)?|eerste|elfde|twaalfde|[^\W\d_]{3,18})"
_FIGURES = r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?'?(?:19\d\d|20\d\d|\d\d)"
_WRITTEN = rf"{_DAY} {_MONTH}(?:,? {_YEAR})?"
_DATE = rf"(?:{_FIGURES}|{_WRITTEN}|\d{{4}}-\d\d-\d\d|\d{{6}}|\d{{8}}|19[2-9]\d|20[01]\d|'\d\d)"
_CUE = (
    r"(?:geboren|gebore|geb\b\.?|geboortedatum|geboortedag|geboortejaar|verjaardag|verjaar|verjaart|"
    r"jarig|bj\b|bouwjaar|gebdatum|°)"
)
_LINK = (
    r"(?:[\s:=,]{1,3}(?:is|ben|op|in|de|den|van|te|word|wordt|was|ik|dus|staat|pas|ook|had|dat|"
    r"[A-Z][\w-]{2,25})?){0,5}[\s:=]{0,2}"
)
_AFTER_CUE = re.compile(rf"{_CUE}{_LINK}(?P<date>{_DATE})(?![\d\w])", re.IGNORECASE)
_TURNS = re.compile(
    rf"\b(?:word|wordt|tot|is)(?: ik| hij| ze)? ?(?:\d\d|\w{{3,15}})?(?: jaar)? op (?P<date>{_WRITTEN})", re.IGNORECASE
)
_BEFORE_CUE = re.compile(
    rf"(?<![\w/.-])(?P<date>{_DATE})(?:,? (?:is|ben|dan|staat)(?: (?:mijn|ik|haar|"
    rf"zijn))?)? ?(?:geboren|mijn geb|jarig|verjaar|word ik \d|word ik|op haar pas|{_CUE})",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\b(?:ik ben|kben|ben|is|zijn)(?: er (?:een|ene))? van (?P<date>{_WRITTEN}|{_FIGURES}|19[2-9]\d|"
    rf"20[01]\d|'\d\d)(?![\w])",
    re.IGNORECASE,
)
_FULL = re.compile(
    rf"(?<![\w./-])(?P<date>\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:19\d\d|200\d|201[0-6])|"
    rf"\d{{1,2}} {_MONTH} (?:19\d\d|200\d|201[0-6])|\d\d?[-.]\d\d?[-.]'?\d\d)(?![\w./-])",
    re.IGNORECASE,
)
_ASKED = re.compile(r"geboortedatum|geboren|verjaar|jarig", re.IGNORECASE)
_ANY = re.compile(
    rf"(?<![\w./-])(?P<date>{_FIGURES}|\d{{1,2}} {_MONTH}(?: {_YEAR})?|19[2-9]\d|20[01]\d)(?![\w/])", re.IGNORECASE
)


def birth_dates(message: str, before: str = "") -> list[Span]:
    """Dates of birth in a message; `before` is what was said just before: a bare date answers a question for it."""
    shapes = (_AFTER_CUE, _TURNS, _BEFORE_CUE, _OF, _FULL) + ((_ANY,) if _ASKED.search(before) else ())
    return [
        Span(m.start("date"), m.end("date"), Kind.DATE_OF_BIRTH) for shape in shapes for m in shape.finditer(message)
    ]
