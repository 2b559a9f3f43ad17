"""What is proposed to be hidden in a conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.privacy.anonymising.doubt import doubtful
from chalicelib.privacy.anonymising.features import features
from chalicelib.privacy.anonymising.lexicon import Lexicon
from chalicelib.privacy.anonymising.model import Model, Reading, spans_of
from chalicelib.privacy.anonymising.names import names_and_places
from chalicelib.privacy.anonymising.propagation import propagate
from chalicelib.privacy.anonymising.shapes import shapes
from chalicelib.privacy.anonymising.span import Kind, Span, first_come
from chalicelib.privacy.anonymising.split_numbers import split_numbers
from chalicelib.privacy.anonymising.tokens import Token, tokenise

_WEAK = (Kind.AGE, Kind.SCHOOL, Kind.ORGANISATION)


@dataclass(frozen=True)
class Anonymiser:
    """Word lists and model, opened once; without a model rules and lists alone decide."""

    lexicon: Lexicon
    model: Model | None

    def propose(self, messages: Sequence[str]) -> list[list[Span]]:
        """Per message the spans to hide, in reading order, none overlapping; no state, no I/O, no randomness."""
        tokens = [tokenise(message) for message in messages]
        ruled = by_rules(messages)
        readings = [
            self._read(words, spans, before)
            for words, spans, before in zip(tokens, ruled, _before(messages), strict=True)
        ]
        sure = [
            self._decide(words, spans, reading) for words, spans, reading in zip(tokens, ruled, readings, strict=True)
        ]
        spread = propagate(tokens, sure, self.lexicon)
        return [
            first_come(spans, self._doubt(words, reading))
            for words, spans, reading in zip(tokens, spread, readings, strict=True)
        ]

    def _read(self, words: Sequence[Token], ruled: Sequence[Span], before: str) -> Reading | None:
        return self.model.read(features(words, ruled, before, self.lexicon)) if self.model else None

    def _decide(self, words: Sequence[Token], ruled: list[Span], reading: Reading | None) -> list[Span]:
        if reading is None:
            return first_come(ruled, names_and_places(words, self.lexicon))
        learnt = spans_of(words, reading)
        certain = [span for span in ruled if span.kind not in _WEAK]
        return _covering(first_come(certain), learnt, ruled)

    def _doubt(self, words: Sequence[Token], reading: Reading | None) -> list[Span]:
        return doubtful(words, reading, self.lexicon) if reading else []


def by_rules(messages: Sequence[str]) -> list[list[Span]]:
    """What shapes alone find, with numbers that are split over messages."""
    split = split_numbers(messages)
    return [
        first_come(shapes(message, before), spans)
        for message, before, spans in zip(messages, _before(messages), split, strict=True)
    ]


def _before(messages: Sequence[str]) -> list[str]:
    return ["", *messages][: len(messages)]


def _covering(certain: list[Span], learnt: list[Span], ruled: list[Span]) -> list[Span]:
    """The certain ones, and of learnt and ruled what they do not hold; overlapping ones grow into one."""
    grown: list[Span] = []
    for span in sorted([*certain, *learnt, *ruled]):
        if grown and span.overlaps(grown[-1]):
            kind = grown[-1].kind if grown[-1] in certain or span not in certain else span.kind
            grown[-1] = Span(grown[-1].start, max(grown[-1].end, span.end), kind)
        else:
            grown.append(span)
    return grown
