"""Names as eyes compare them: two names with the same `skeleton` cannot stand beside each other.

The look-alikes are Unicode's own (UTS #39, confusables.txt), read through glyphguard.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_CASED_BELOW = 0x590
"""Latin, Greek, Cyrillic and Armenian; what has capitals beyond is one of these with accents, or out of use."""

# They make one sign of several emoji, and keep letters of Persian and Hindi apart or together.
_JOINING = frozenset("\u200c\u200d\ufe0e\ufe0f")
_CYRILLIC = frozenset(map(chr, range(0x400, 0x530)))
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
_MARKS = 3
"""More on one letter belongs to no name, and draws over what stands above and below it."""
_HANGUL_FILLERS = re.compile("[\u115f\u1160\u3164\uffa0]")


def readable(name: str) -> str:
    """A name as it is shown: one line, NFC, single spaces; controls, isolates and what is zero wide are gone, and so
    are piles of marks.

    Only joiners and emoji selectors stay.
    """
    spaced = _HANGUL_FILLERS.sub("", " ".join(unicodedata.normalize("NFC", name).split()))
    seen = (one for one in spaced if one in _JOINING or unicodedata.category(one) not in {"Cc", "Cf", "Cs"})
    return " ".join("".join(_without_piles(seen)).split())


def _without_piles(letters: Iterable[str]) -> Iterator[str]:
    marks = 0
    for one in letters:
        marks = marks + 1 if unicodedata.category(one) in {"Mn", "Me"} and one not in _JOINING else 0
        if marks <= _MARKS:
            yield one


def skeleton(name: str) -> str:
    """What a name is compared by; never shown. Equal for names that look alike in any script, that differ in capitals,
    or in the spaces, accents and vowel points that hurried people leave out. Empty when there is nothing to see."""
    return "".join(map(_letter, name)) if name.isascii() else _as_one_letter(_bare(name), _capitals())


@lru_cache(maxsize=128)
def _letter(one: str) -> str:
    """The same of one ASCII character: none of those changes its neighbours."""
    return _as_one_letter(_bare(one), _capitals())


def _bare(name: str) -> str:
    """UTS #39, where compatible letters (circled, squared) count as plain ones; without marks and spaces."""
    # Some twenty milliseconds of a worker, so only of those who open a conversation or look for one by name.
    from glyphguard.confusables import skeleton as prototypes

    plain = prototypes(unicodedata.normalize("NFKC", prototypes("".join(map(_full_size, name)))))
    return "".join(one for one in plain if not one.isspace() and not _left_out(one))


def _full_size(character: str) -> str:
    """A small capital (ᴍ) as the letter that it is; Unicode's table leaves them out."""
    letter = unicodedata.name(character, "").removeprefix(_SMALL_CAPITAL)
    return letter.lower() if len(letter) == 1 else character


def _left_out(character: str) -> bool:
    """Accents, strokes, Hebrew and Arabic points. Vowel signs and voicing marks of other scripts are letters."""
    combining = unicodedata.combining(character)
    return combining == 1 or 10 <= combining <= 35 or combining >= 200


def _as_one_letter(text: str, same: dict[str, str]) -> str:
    """Every letter by what stands for it, until nothing changes: M is m, which looks like rn."""
    while (changed := "".join(same.get(one, one) for one in text)) != text:
        text = changed
    return text


@cache
def _capitals() -> dict[str, str]:
    """What stands for a letter and its capital, where they do not look alike."""
    same: dict[str, str] = {}
    for capital, small in _pairs():
        looks = (_as_one_letter(_bare(letter), same) for letter in (capital, small))
        one, other = sorted(looks, key=str.isascii)
        for source, target in ((one, other), (other, one)):
            if len(source) == 1 and source not in target and _gives_way(source, capital):
                same[source] = target
                break
    return same


def _gives_way(letter: str, capital: str) -> bool:
    """A pair of another script never makes two of our letters one: Γ looks like
    Г, whose small letter looks like r, and γ like y."""
    return not letter.isascii() or capital.isascii() or (letter.isdigit() and capital in _CYRILLIC)


def _pairs() -> Iterator[tuple[str, str]]:
    """Capitals with their small letters: ours first, then those of the script that is met most beside ours."""
    capitals = (one for one in map(chr, range(_CASED_BELOW)) if one.lower() != one and one.lower().upper() == one)
    bare = (one for one in capitals if not unicodedata.decomposition(one))
    return ((one, one.lower()) for one in sorted(bare, key=lambda one: (not one.isascii(), one not in _CYRILLIC, one)))
