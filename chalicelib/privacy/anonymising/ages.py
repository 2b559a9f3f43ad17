"""Ages: a number that a word or a question makes an age, never a price, a score or an hour."""

import re

from chalicelib.privacy.anonymising.number_words import VALUES
from chalicelib.privacy.anonymising.span import Kind, Span
from chalicelib.privacy.anonymising.tokens import fold

_NUMBER = (
    r"(?P<age>\d{1,2}(?![\d.,:/%€]\d|[\d%€]|\s?(?:%|€|euro|eur|uur|u\b|weke?n?|dage?n?|maande?n?|"
    r"minu|keer|x\b|km|kg|jaar (?:geleden|lang|samen|getrouwd|clean))|u\d)|[^\W\d_]{3,20})"
)
_SELF = re.compile(
    rf"(?:\b(?:ik|k|hij|ze|zij|die|em|zie) (?:ben|zijn|is|was|word|wordt)|\bkben|\bben|\bik zijn|"
    rf"\bhij's|\bword|\bwordt|\bzijt|\bbent)"
    rf"(?: (?:al|pas|maar|nog|nu|net|bijna|dus|zelf|zeker|ook|trouwens|he|juist|denk ik|in mei)){{0,3}} {_NUMBER}",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<![\w,.:])(?P<age>\d{1,2}|[^\W\d_]{3,20})(?:\s?j\b|[\s-]?jarige?n?\b|\s(?:jaar|jr|"
    r"lentes)(?! (?:geleden|lang|samen|getrouwd|clean|later|bij|aan|in|op|al|lid|gewerkt|"
    r"school))\b)(?! (?:geleden|lang|samen))",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"[^\W\d_]{2,20}(?: \(|, )(?P<age>\d{1,2})(?=\)|, | jaar|\.|$| en )")
_OF = re.compile(
    r"\b(?:broer\w{0,5}|zus\w{0,5}|dochter\w{0,5}|zoon\w{0,3}|kind\w{0,5}|meisje\w{0,2}|jongen\w{0,2}|gast|vrouw|man|"
    r"iemand|vriend\w{0,4}|neef\w{0,3}|nicht\w{0,4}|[A-Z][^\W\d_]{1,15}) van (?P<age>\d{1,2}|"
    r"[^\W\d_]{3,20})(?![\w%€:/]| (?:euro|uur|jaar geleden))"
)
_SINCE = re.compile(
    r"\b(?:sinds|tot|op|vanaf|tussen|na|voor|rond) (?:mijn|mn|haar|zijn|zn|hun) (?P<age>\d{1,2}|"
    r"[^\W\d_]{3,20})(?:e\b|de\b|ste\b)?(?! (?:euro|uur))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?P<before>\d{1,2}|[^\W\d_]{3,20}) en (?P<age>\d{1,2}|[^\W\d_]{3,20})")
_HAS_YEARS = re.compile(r"\bheeft (?P<age>\d{1,2}|[^\W\d_]{3,20}) jaar\b", re.IGNORECASE)
_ALONE = re.compile(
    r"^\W{0,3}(?:ja|ok|oke|bijna|net|euh?|ik)?[\s,.]{0,3}(?P<age>\d{1,2}|"
    r"[^\W\d_]{3,20})(?: (?:geworden|en half|en een half|jaar|btw|bijna|hoezo))?(?=$|[.,!?])",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:hoe ?oud|leeftijd|hoeveel jaar|oud ben|oud zijt|oud is)\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:is|zijn|zijt|ben|word|wordt|was|heeft|ik|wordt ze|wordt hij)(?: (?:ik|hij|ze|al|pas|nu|"
    r"net|bijna|nog maar|zelf|dus)){0,2} "
    r"(?P<age>\d{1,2}|[^\W\d_]{3,20})(?=$|[,!?;)]|\.(?!\d)| (?:en|maar|die|was|werd|jaar|of|dus|hij|ze)\b)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^(?P<age>1\d|[2-9]\d|[^\W\d_]{4,20})(?:, | geworden|\. (?=[A-Za-z])| tot \d)")
_JARIGE = re.compile(r"(?<!\w)(?P<whole>(?P<age>\d{1,2})[ -]?jarige?n?)(?!\w)", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:van|en) (?P<age>\d{1,2}|[^\W\d_]{3,20}) (?:die|en heeft|dat)\b")
_SHAPES = (_JARIGE, _SAID, _FIRST, _SOMEBODY, _SELF, _YEARS, _APPOSED, _OF, _SINCE, _HAS_YEARS)


def ages(message: str, before: str = "") -> list[Span]:
    """Ages in a message; `before` is what was said just before, since `15` answers `hoe oud ben je?`."""
    shapes = (*_SHAPES, _ALONE) if _ASKED.search(before) else _SHAPES
    found = [span for shape in shapes for m in shape.finditer(message) if (span := _age(m))]
    return found + _second_of_pair(message, found)


def _age(match: re.Match[str]) -> Span | None:
    group = "whole" if "whole" in match.groupdict() else "age"
    return Span(match.start(group), match.end(group), Kind.AGE) if _is_age(match.group("age")) else None


def _is_age(written: str) -> bool:
    value = int(written) if written.isdecimal() else VALUES.get(fold(written), 0)
    return (3 if written.isalpha() else 1) <= value <= 105


def _second_of_pair(message: str, found: list[Span]) -> list[Span]:
    starts = {span.start for span in found}
    pairs = (m for m in _RANGE.finditer(message) if m.start("before") in starts)
    return [span for m in pairs if (span := _age(m))]
