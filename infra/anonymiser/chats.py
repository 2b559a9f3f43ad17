"""The labelled chats: invented conversations in which people marked what identifies somebody."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from chalicelib.privacy.anonymising.span import Kind, Span

HERE = Path(__file__).parent
LABELLED = HERE / "labelled"
DATA = HERE / "data"
WORDS = DATA / "words.marisa"
MODEL = DATA / "model.crfsuite"
TRAINING_SETS = ("flemish_pii.jsonl", "flemish_pii_2.jsonl", "flemish_pii_3.jsonl")


@dataclass
class Chat:
    """One conversation: messages in order, and the marked spans of each."""

    messages: list[str] = field(default_factory=list)
    marked: list[list[Span]] = field(default_factory=list)


def read_chats(names: Iterable[str] = TRAINING_SETS) -> list[Chat]:
    """Conversations of the labelled files; a message of no conversation is one by itself."""
    chats: dict[str, Chat] = defaultdict(Chat)
    for name in names:
        for number, line in enumerate((LABELLED / name).read_text().splitlines()):
            row = json.loads(line)
            chat = chats[f"{name} {row.get('conversation', number)}"]
            chat.messages.append(row["text"])
            chat.marked.append([Span(s["start"], s["end"], Kind(s["label"])) for s in row["spans"]])
    return list(chats.values())
