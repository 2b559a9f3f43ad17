"""Trains the model from labelled chats; the same chats give the same bytes."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from chalicelib.privacy.anonymising.features import Features, features
from chalicelib.privacy.anonymising.lexicon import Lexicon
from chalicelib.privacy.anonymising.model import LEARNT
from chalicelib.privacy.anonymising.proposal import by_rules
from chalicelib.privacy.anonymising.span import Span
from chalicelib.privacy.anonymising.tokens import Token, tokenise
from infra.anonymiser.augmentation import augmented
from infra.anonymiser.chats import MODEL, WORDS, Chat, read_chats

PARAMETERS = {"c1": 0.08, "c2": 0.03, "max_iterations": 90, "feature.possible_transitions": True}


def train(chats: Sequence[Chat], lexicon: Lexicon, target: Path) -> None:
    """Write the model of these chats (and of their augmented copies) to `target`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for chat in augmented(chats, lexicon):
        for seen, labels in examples(chat, lexicon):
            trainer.append(seen, labels)
    trainer.train(str(target))


def examples(chat: Chat, lexicon: Lexicon) -> Iterator[tuple[list[Features], list[str]]]:
    """Features and labels of each message that has words."""
    before = ""
    for message, ruled, marked in zip(chat.messages, by_rules(chat.messages), chat.marked, strict=True):
        tokens = tokenise(message)
        if tokens:
            yield features(tokens, ruled, before, lexicon), labels(tokens, marked)
        before = message


def labels(tokens: Sequence[Token], marked: Sequence[Span]) -> list[str]:
    """B-KIND for a span's first word, I-KIND for its others, O for the rest and for kinds of rules alone."""
    return [_label(tokens, place, marked) for place in range(len(tokens))]


def _label(tokens: Sequence[Token], place: int, marked: Sequence[Span]) -> str:
    token = tokens[place]
    for span in marked:
        if span.kind in LEARNT and span.start < token.end and token.start < span.end:
            begins = place == 0 or tokens[place - 1].end <= span.start
            return f"{'B' if begins else 'I'}-{span.kind}"
    return "O"


def main() -> None:
    """Train on every labelled chat."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    chats = read_chats()
    train(chats, Lexicon(WORDS), target)
    print(f"{target.name}: {target.stat().st_size} bytes from {len(chats)} conversations")


if __name__ == "__main__":
    main()
