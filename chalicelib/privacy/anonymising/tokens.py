"""Words of a message and the one spelling in which words are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, where it stands, and its folded spelling."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_word(self) -> bool:
        """Whether it holds letters or digits."""
        return self.text[0].isalnum()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case, without accents, with one kind of apostrophe: Zoë = zoe, D’hooghe = d'hooghe."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def tokenise(message: str) -> list[Token]:
    """Words (with inner hyphens and apostrophes) and single marks, in order."""
    return [Token(m.start(), m.end(), m.group(), fold(m.group())) for m in _WORD.finditer(message)]
