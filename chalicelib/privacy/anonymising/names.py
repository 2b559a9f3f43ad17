"""Names and places by the word lists alone; a lower-case ordinary word is one only behind a cue."""

from collections.abc import Sequence

from chalicelib.privacy.anonymising.lexicon import Entry, Known, Lexicon
from chalicelib.privacy.anonymising.span import Kind, Span
from chalicelib.privacy.anonymising.tokens import Token

ORDINARY = 3.6
"""Zipf frequency from which a lower-case word needs a cue."""
NAME_CUES = frozenset(
    [
        "ben",
        "heet",
        "heette",
        "noem",
        "noemt",
        "naam",
        "broer",
        "broertje",
        "zus",
        "zusje",
        "vriend",
        "vriendin",
        "vriendje",
        "ex",
        "mama",
        "papa",
        "ma",
        "pa",
        "moeder",
        "vader",
        "oma",
        "opa",
        "meme",
        "nonkel",
        "tante",
        "neef",
        "nicht",
        "meneer",
        "mevrouw",
        "mevr",
        "mr",
        "juf",
        "meester",
        "dokter",
        "dr",
        "collega",
        "maat",
        "bestie",
        "dochter",
        "zoon",
        "lief",
        "kleine",
        "mijnheer",
        "begeleider",
        "begeleidster",
        "trainer",
        "leerkracht",
        "dag",
        "hallo",
        "groetjes",
        "dankjewel",
        "buur",
        "buurman",
        "buurvrouw",
    ]
)
PLACE_CUES = frozenset(
    [
        "in",
        "uit",
        "van",
        "te",
        "naar",
        "nr",
        "rond",
        "richting",
        "tot",
        "vanuit",
        "bij",
        "deelgemeente",
        "gemeente",
        "dorp",
        "stad",
        "regio",
    ]
)
_NAMES = Known.FIRST_NAME | Known.SURNAME
_PLACES = Known.PLACE | Known.FOREIGN_PLACE
_PREFIXES = frozenset(
    ["de", "den", "van", "vande", "vanden", "der", "el", "al", "ben", "di", "da", "le", "la", "ter", "ten"]
)


def names_and_places(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """Spans of listed names (joined where they follow each other) and places."""
    words = [token.folded for token in tokens]
    found: list[Span] = []
    place = 0
    while place < len(tokens):
        size, entry = lexicon.longest(words, place)
        if kind := _kind(tokens, place, size, entry):
            found = _joined(found, Span(tokens[place].start, tokens[place + size - 1].end, kind))
        place += size
    return found


def _joined(found: list[Span], span: Span) -> list[Span]:
    if found and span.kind is Kind.NAME is found[-1].kind and span.start == found[-1].end + 1:
        return [*found[:-1], Span(found[-1].start, span.end, Kind.NAME)]
    return [*found, span]


def _kind(tokens: Sequence[Token], place: int, size: int, entry: Entry) -> Kind | None:
    if not entry.known or len(tokens[place].text) < 2 or tokens[place].text[0].isdigit():
        return None
    before = tokens[place - 1].folded if place else ""
    capital = tokens[place + size - 1].text[:1].isupper() and tokens[place].folded not in _PREFIXES
    if (
        entry.known & _PLACES
        and (before in PLACE_CUES or not entry.known & _NAMES)
        and _stands(entry, capital, before in PLACE_CUES)
    ):
        return Kind.LOCATION
    if entry.known & _NAMES and _stands(entry, capital and place > 0, before in NAME_CUES):
        return Kind.NAME
    return None


def _stands(entry: Entry, capital: bool, cued: bool) -> bool:
    return cued or (capital and entry.zipf < 5.2) or entry.zipf < ORDINARY
