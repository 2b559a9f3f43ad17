"""`make score-anonymiser`: cross-validation that leaves whole conversations out."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from chalicelib.privacy.anonymising.features import features
from chalicelib.privacy.anonymising.lexicon import Lexicon
from chalicelib.privacy.anonymising.model import Model, spans_of
from chalicelib.privacy.anonymising.proposal import Anonymiser
from chalicelib.privacy.anonymising.span import Span
from chalicelib.privacy.anonymising.tokens import tokenise
from infra.anonymiser.chats import MODEL, TRAINING_SETS, WORDS, Chat, read_chats
from infra.anonymiser.scoring import Score, table
from infra.anonymiser.training import train

FOLDS = 5
Propose = Callable[[Sequence[str]], list[list[Span]]]


def folds(chats: Sequence[Chat]) -> Iterator[tuple[list[Chat], list[Chat]]]:
    """(to train on, to judge), every conversation judged once by a model that did not see it."""
    for fold in range(FOLDS):
        yield [c for n, c in enumerate(chats) if n % FOLDS != fold], chats[fold::FOLDS]  # type: ignore[misc]


def by_author() -> Iterator[tuple[list[Chat], list[Chat]]]:
    """(two of the sets, the third): each set has authors of its own, so that the judged voices are fresh."""
    for name in TRAINING_SETS:
        yield read_chats(other for other in TRAINING_SETS if other != name), read_chats([name])


def model_alone(model: Model, lexicon: Lexicon) -> Propose:
    """The model without rules: it is not told what they found, nothing is carried through the conversation."""

    def propose(messages: Sequence[str]) -> list[list[Span]]:
        tokens = [tokenise(message) for message in messages]
        seen = (features(w, [], b, lexicon) for w, b in zip(tokens, ["", *messages], strict=False))
        return [spans_of(words, model.read(rows)) for words, rows in zip(tokens, seen, strict=True)]

    return propose


def judge(rounds: Iterator[tuple[list[Chat], list[Chat]]], lexicon: Lexicon) -> dict[str, Score]:
    """Train and judge each round; the counts of all rounds together."""
    scores = {name: Score() for name in ("joined", "rules alone", "model alone")}
    with tempfile.TemporaryDirectory() as folder:
        for number, (known, unseen) in enumerate(rounds):
            path = Path(folder) / f"{number}.crfsuite"
            train(known, lexicon, path)
            model = Model(path)
            ways = (Anonymiser(lexicon, model).propose, Anonymiser(lexicon, None).propose, model_alone(model, lexicon))
            for score, propose in zip(scores.values(), ways, strict=True):
                for chat in unseen:
                    score.add(chat, propose(chat.messages))
    return scores


def main() -> None:
    """Print the cross-validated tables, and the score on the messages that nothing was tuned on."""
    lexicon = Lexicon(WORDS)
    if "fresh" not in sys.argv:
        print("conversations left out, five folds\n" + table(judge(folds(read_chats()), lexicon)))
        print("\nauthors left out, one set at a time\n" + table(judge(by_author(), lexicon)))
    fresh = Score()
    for chat in read_chats(["fresh.jsonl"]):
        fresh.add(chat, Anonymiser(lexicon, Model(MODEL)).propose(chat.messages))
    print("\nfresh messages, written before the rules were finished, never tuned on\n" + table({"joined": fresh}))


if __name__ == "__main__":
    main()
