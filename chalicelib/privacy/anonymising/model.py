"""The trained part: a linear-chain CRF that reads names, places, schools, organisations and addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from chalicelib.privacy.anonymising.features import Features
from chalicelib.privacy.anonymising.span import Kind, Span
from chalicelib.privacy.anonymising.tokens import Token

LEARNT = (
    Kind.NAME,
    Kind.LOCATION,
    Kind.SCHOOL,
    Kind.ORGANISATION,
    Kind.ADDRESS,
    Kind.HANDLE,
    Kind.AGE,
    Kind.DATE_OF_BIRTH,
)
"""Kinds that the model may decide; all others are rules alone."""


HIDE_FROM = 0.35
"""Probability from which a word is hidden at once."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest label of each word (B-NAME, I-NAME, O) and the probability that it identifies somebody."""

    labels: list[str]
    doubt: list[float]


class Model:
    """Reads the words of one message."""

    def __init__(self, path: Path) -> None:
        """Open the model file at `path`."""
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))

    def read(self, seen: Sequence[Features]) -> Reading:
        """Label the words of one message, given their features."""
        if not seen:
            return Reading([], [])
        labels = self._tagger.tag(seen)
        doubt = [1 - self._tagger.marginal("O", place) for place in range(len(labels))]
        return Reading(
            [self._braver(*pair, place) for place, pair in enumerate(zip(labels, doubt, strict=True))], doubt
        )

    def _braver(self, label: str, doubt: float, place: int) -> str:
        """The likeliest kind instead of none where hiding too little is likelier than `HIDE_FROM`: it costs more."""
        if label != "O" or doubt < HIDE_FROM:
            return label
        return "B-" + max(LEARNT, key=lambda kind: self._likely(kind, place))

    def _likely(self, kind: Kind, place: int) -> float:
        known = self._tagger.labels()
        return float(sum(self._tagger.marginal(label, place) for label in (f"B-{kind}", f"I-{kind}") if label in known))


def spans_of(tokens: Sequence[Token], reading: Reading) -> list[Span]:
    """Neighbouring words of one kind as one span."""
    found: list[Span] = []
    for token, label in zip(tokens, reading.labels, strict=True):
        begin, _, kind = label.partition("-")
        if begin == "I" and found and found[-1].kind == kind:
            found[-1] = Span(found[-1].start, token.end, Kind(kind))
        elif kind:
            found.append(Span(token.start, token.end, Kind(kind)))
    return found
