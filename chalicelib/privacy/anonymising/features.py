"""What the model sees of each word: its shape, its lists, its neighbours, what was said before."""

from collections.abc import Sequence

from chalicelib.privacy.anonymising.lexicon import Entry, Known, Lexicon
from chalicelib.privacy.anonymising.names import NAME_CUES, PLACE_CUES
from chalicelib.privacy.anonymising.span import Span
from chalicelib.privacy.anonymising.tokens import Token, fold

_ASKED = {
    "naam": "name", "heet": "name", "noemt": "name", "wie": "name", "waar": "place", "gemeente": "place",
    "woon": "place", "woont": "place", "adres": "place", "school": "school", "studeer": "school", "werk": "work",
    "werkt": "work", "organisatie": "work", "dienst": "work", "oud": "age", "leeftijd": "age",
}  # fmt: skip
Features = list[str]


def features(tokens: Sequence[Token], shapes: Sequence[Span], before: str, lexicon: Lexicon) -> list[Features]:
    """One list of features a word; `shapes` are the spans that rules found, `before` the message before."""
    entries = _entries(tokens, lexicon)
    own = [_own(token, entries[place], _shape(token, shapes)) for place, token in enumerate(tokens)]
    lower = all(not token.text[0].isupper() for token in tokens)
    asked = (
        sorted({_ASKED[word] for word in fold(before).replace("?", " ").split() if word in _ASKED})
        if "?" in before
        else []
    )
    about = [
        "lower" if lower else "cased",
        "short" if len(tokens) < 5 else "long",
        *(f"asked={kind}" for kind in asked),
    ]
    return [_with_neighbours(place, tokens, own, about) for place in range(len(tokens))]


def _entries(tokens: Sequence[Token], lexicon: Lexicon) -> list[Entry]:
    words = [token.folded for token in tokens]
    entries: list[Entry] = []
    while len(entries) < len(words):
        size, entry = lexicon.longest(words, len(entries))
        entries += [entry] * size
    return entries


def _shape(token: Token, shapes: Sequence[Span]) -> str:
    return next((span.kind for span in shapes if span.start < token.end and token.start < span.end), "")


def _own(token: Token, entry: Entry, shape: str) -> Features:
    known = [f"known={flag.name}" for flag in Known if flag and flag in entry.known]
    rarity = f"zipf={min(6, int(entry.zipf))}"
    case = _case(token.text)
    parts = [
        case,
        rarity,
        f"{case}+{rarity}",
        f"names={len(known)}+{rarity}",
        *known,
        *(f"{k}+{rarity}" for k in known),
    ]
    ending = [f"end3={token.folded[-3:]}", f"end4={token.folded[-4:]}", f"start3={token.folded[:3]}"]
    cue = ["cue=name"] * (token.folded in NAME_CUES) + ["cue=place"] * (token.folded in PLACE_CUES)
    return [f"shape={shape}" if shape else "noshape", *parts, *ending, *cue, *_word(token, entry)]


def _word(token: Token, entry: Entry) -> Features:
    # Only ordinary words by their letters: a rare word's letters would teach the names of the training chats by heart.
    return [f"word={token.folded}"] if entry.zipf >= 4 or not token.is_word else []


def _case(text: str) -> str:
    if not text[0].isalnum():
        return "mark"
    if text.isdigit():
        return f"digits{min(len(text), 5)}"
    if any(map(str.isdigit, text)):
        return "mixed"
    if text.isupper():
        return "upper" if len(text) > 1 else "initial"
    return "title" if text[0].isupper() else "small"


def _with_neighbours(place: int, tokens: Sequence[Token], own: Sequence[Features], about: Features) -> Features:
    first = ["first"] if place == 0 or tokens[place - 1].text in ".!?" else []
    near: Features = [*own[place], *first, *about]
    for step in (-3, -2, -1, 1, 2):
        if 0 <= place + step < len(tokens):
            near += [f"{step}:{feature}" for feature in _seen_from_afar(own[place + step], abs(step))]
        else:
            near.append(f"{step}:none")
    if place:
        near.append(f"{_lead(own[place - 1])}|{own[place][1]}")
    return near


def _lead(feature: Features) -> str:
    return next((part for part in feature if part.startswith("word=")), feature[1])


def _seen_from_afar(feature: Features, steps: int) -> Features:
    if steps == 1:
        return [part for part in feature if not part.startswith(("end3", "start3"))]
    return [part for part in feature if part.startswith(("word=", "known=", "shape=", "cue="))]
