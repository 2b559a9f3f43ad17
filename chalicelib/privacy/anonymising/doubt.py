"""The second tier: words that may identify somebody, shown to the counsellor one by one."""

from collections.abc import Sequence

from chalicelib.privacy.anonymising.lexicon import Known, Lexicon
from chalicelib.privacy.anonymising.model import Reading
from chalicelib.privacy.anonymising.span import Kind, Span
from chalicelib.privacy.anonymising.tokens import Token

LIKELY = 0.04
"""Probability from which a word is shown."""
_LISTED = 0.005
_UNHEARD_OF = 0.01


def doubtful(tokens: Sequence[Token], reading: Reading, lexicon: Lexicon) -> list[Span]:
    """Words that the model half believes in, listed names, and capitals in mid-sentence that nobody knows."""
    return [
        Span(token.start, token.end, Kind.NAME, sure=False)
        for place, token in enumerate(tokens)
        if token.is_word and _doubts(tokens, place, reading.doubt[place], lexicon)
    ]


def _doubts(tokens: Sequence[Token], place: int, likely: float, lexicon: Lexicon) -> bool:
    token = tokens[place]
    if likely >= LIKELY or (len(token.text) > 4 and token.text.isdigit()):
        return True
    entry = lexicon.entry(token.folded)
    inner = place > 0 and tokens[place - 1].text not in ".!?\"'"
    if token.text[0].isupper() and inner and entry.zipf < 4.5:
        return likely >= _LISTED or not entry.zipf
    return bool(entry.known & (Known.COMMON_FIRST_NAME | Known.PLACE)) and entry.zipf < 4 and likely >= _UNHEARD_OF
