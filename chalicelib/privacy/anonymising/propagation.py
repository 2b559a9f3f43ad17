"""A name found once is hidden everywhere in the conversation, in any case and with or without accents."""

from collections.abc import Mapping, Sequence

from chalicelib.privacy.anonymising.lexicon import Lexicon
from chalicelib.privacy.anonymising.span import Kind, Span, first_come
from chalicelib.privacy.anonymising.tokens import Token, fold

_CARRIED = (Kind.NAME, Kind.LOCATION, Kind.SCHOOL, Kind.ORGANISATION, Kind.HANDLE)
_ORDINARY = 4.2
_FREE_WHEN_CAPITAL = 5.4
Found = Mapping[str, Kind]


def propagate(tokens: Sequence[Sequence[Token]], spans: Sequence[Sequence[Span]], lexicon: Lexicon) -> list[list[Span]]:
    """The spans with, in every message, the other appearances of the words of names and places."""
    found = _found(tokens, spans)
    return [first_come(list(mine), _again(words, found, lexicon)) for words, mine in zip(tokens, spans, strict=True)]


def _found(tokens: Sequence[Sequence[Token]], spans: Sequence[Sequence[Span]]) -> Found:
    found: dict[str, Kind] = {}
    for words, mine in zip(tokens, spans, strict=True):
        for span in mine:
            if span.kind in _CARRIED and span.sure:
                found |= {token.folded: span.kind for token in _inside(words, span)}
    return found


def _inside(tokens: Sequence[Token], span: Span) -> list[Token]:
    inside = [token for token in tokens if span.start <= token.start and token.end <= span.end and token.is_word]
    # Only names fall apart into parts that point at the same person; `De` of a company does not.
    return inside if span.kind is Kind.NAME or len(inside) == 1 else []


def _again(tokens: Sequence[Token], found: Found, lexicon: Lexicon) -> list[Span]:
    return [
        Span(token.start, token.end, kind)
        for token in tokens
        if len(token.text) > 1 and (kind := _kind(token.folded, found)) and _may(token, lexicon)
    ]


def _kind(folded: str, found: Found) -> Kind | None:
    """Also the owner's and the small form: Lotte's, lottes, lotteke."""
    for stem in (folded, folded.removesuffix("'s"), folded.removesuffix("s"), folded.removesuffix("ke")):
        if len(stem) > 2 and stem in found:
            return found[stem]
    return found.get(folded)


def _may(token: Token, lexicon: Lexicon) -> bool:
    zipf = lexicon.entry(fold(token.text)).zipf
    return zipf < (_FREE_WHEN_CAPITAL if token.text[0].isupper() else _ORDINARY)
