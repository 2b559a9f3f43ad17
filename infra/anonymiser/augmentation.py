"""More voices from the same chats: other names and places in the marked spans, and everything in lower case.

Without it the model learns the letters of the training chats' names; with it, where a name stands.
"""

import random
from collections.abc import Sequence

from chalicelib.privacy.anonymising.lexicon import Known, Lexicon
from chalicelib.privacy.anonymising.span import Kind, Span
from infra.anonymiser.chats import Chat

SEED = 20261126
_ONSETS = [
    "b",
    "br",
    "d",
    "dj",
    "f",
    "g",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "y",
    "z",
]
_VOWELS = ["a", "aa", "e", "ee", "i", "ie", "o", "oe", "ou", "u"]
_CODAS = ["", "", "n", "r", "s", "l", "k", "m", "d", "x"]


def augmented(chats: Sequence[Chat], lexicon: Lexicon) -> list[Chat]:
    """The chats, a copy with other names, and a copy with other names in lower case (seeded: always the same)."""
    dice = random.Random(SEED)  # noqa: S311  # the same copies each time are meant
    stock = _stock(lexicon)
    return [
        *chats,
        *(_renamed(chat, stock, dice) for chat in chats),
        *(_lower(_renamed(chat, stock, dice)) for chat in chats),
    ]


def _stock(lexicon: Lexicon) -> dict[Kind, list[str]]:
    words = [(word, Known(flags)) for word, (flags, _) in sorted(lexicon.items())]
    return {
        Kind.NAME: [word for word, known in words if known & Known.FIRST_NAME and len(word) > 2],
        Kind.LOCATION: [word for word, known in words if known & Known.PLACE],
    }


def _renamed(chat: Chat, stock: dict[Kind, list[str]], dice: random.Random) -> Chat:
    renamed = Chat()
    for message, marked in zip(chat.messages, chat.marked, strict=True):
        text, spans, done = "", [], 0
        for span in sorted(marked):
            text += message[done : span.start]
            word = _other(message[span.start : span.end], span.kind, stock, dice)
            spans.append(Span(len(text), len(text) + len(word), span.kind))
            text, done = text + word, span.end
        renamed.messages.append(text + message[done:])
        renamed.marked.append(spans)
    return renamed


def _other(word: str, kind: Kind, stock: dict[Kind, list[str]], dice: random.Random) -> str:
    if kind not in stock or " " in word or dice.random() < 0.2:
        return word
    other = _invented(dice) if kind is Kind.NAME and dice.random() < 0.4 else dice.choice(stock[kind])
    return other.title() if word[0].isupper() else other


def _invented(dice: random.Random) -> str:
    syllables = (dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(dice.choice((1, 2, 2, 3))))
    return "".join(syllables) + dice.choice(_CODAS)


def _lower(chat: Chat) -> Chat:
    # Letters whose lower case is longer (İ) would move the spans: such a message stays as it is.
    texts = [message.lower() if len(message.lower()) == len(message) else message for message in chat.messages]
    return Chat(texts, chat.marked)
