"""How much of what was marked is hidden, and at what price."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from chalicelib.privacy.anonymising.span import Span
from chalicelib.privacy.anonymising.tokens import tokenise
from infra.anonymiser.chats import Chat

GROUPS = {
    "PLACES+SCHOOLS": ("LOCATION", "SCHOOL"),
    "STRUCTURED": ("PHONE", "EMAIL", "HANDLE", "URL", "NATIONAL_NUMBER", "IBAN", "LICENCE_PLATE", "IP"),
}


@dataclass
class Score:
    """Counts over messages: per kind how many were marked, hidden at once, and hidden or doubtful."""

    marked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    hidden: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    shown: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    clean: int = 0
    touched: int = 0
    words: int = 0
    doubtful: int = 0

    def add(self, chat: Chat, proposed: Sequence[Sequence[Span]]) -> None:
        """Count one conversation."""
        for message, marked, spans in zip(chat.messages, chat.marked, proposed, strict=True):
            self.words += sum(token.is_word for token in tokenise(message))
            self.doubtful += sum(not span.sure for span in spans)
            self.clean += not marked
            self.touched += not marked and any(span.sure for span in spans)
            for span in marked:
                self._count(message, span, spans)

    def _count(self, message: str, span: Span, spans: Sequence[Span]) -> None:
        groups = [group for group, kinds in GROUPS.items() if span.kind in kinds]
        hidden = covers(message, span, [other for other in spans if other.sure])
        shown = covers(message, span, spans)
        for kind in (span.kind.value, *groups, "ALL"):
            self.marked[kind] += 1
            self.hidden[kind] += hidden
            self.shown[kind] += shown


def covers(message: str, span: Span, spans: Sequence[Span]) -> bool:
    """Whether every letter and digit of a marked span lies in a proposed one, of whatever kind."""
    places = (place for place in range(span.start, span.end) if message[place].isalnum())
    return all(any(other.start <= place < other.end for other in spans) for place in places)


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """Bounds of a 95 % interval for a share (Wilson 1927)."""
    if not tries:
        return 0.0, 1.0
    z, share = 1.959964, hits / tries
    middle = (share + z * z / (2 * tries)) / (1 + z * z / tries)
    half = z * math.sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries)) / (1 + z * z / tries)
    return middle - half, middle + half


def table(scores: dict[str, Score]) -> str:
    """A table a kind; each way of proposing has its share of hidden, with bounds, and with doubtful words."""
    first = next(iter(scores.values()))
    kinds = sorted(first.marked, key=lambda kind: (kind == "ALL", kind in GROUPS, kind))
    lines = [f"{'kind':16}{'n':>5}" + "".join(f" | {name:^30}" for name in scores)]
    for kind in kinds:
        lines.append(
            f"{kind:16}{first.marked[kind]:5}" + "".join(f" | {_cell(score, kind):^30}" for score in scores.values())
        )
    return "\n".join([*lines, *(_price(name, score) for name, score in scores.items())])


def _cell(score: Score, kind: str) -> str:
    hidden, marked = score.hidden[kind], score.marked[kind]
    low, high = wilson(hidden, marked)
    return f"{hidden / marked:.3f} [{low:.3f} {high:.3f}] +{score.shown[kind] / marked:.3f}"


def _price(name: str, score: Score) -> str:
    return (
        f"{name}: clean messages touched {score.touched}/{score.clean} = {score.touched / max(1, score.clean):.3f}, "
        f"doubtful words per 100: {100 * score.doubtful / max(1, score.words):.2f}"
    )
