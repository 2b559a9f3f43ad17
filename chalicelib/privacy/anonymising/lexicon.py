"""The word lists: first names, surnames, places and how ordinary a word is, in one trie."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path

import marisa_trie

LONGEST_ENTRY = 4
"""Words in the longest entry that is looked up: Sint Jans Molenbeek, van den broeck."""


class Known(IntFlag):
    """What the lists know of a word."""

    NOTHING = 0
    FIRST_NAME = 1
    SURNAME = 2
    PLACE = 4
    FOREIGN_PLACE = 8
    COMMON_FIRST_NAME = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's lists, and its Zipf frequency in Dutch (0: unheard of, 3: now and then, 7: `ik`)."""

    known: Known = Known.NOTHING
    zipf: float = 0.0


UNKNOWN = Entry()


class Lexicon:
    """Looks folded words up; entries of several words are joined by a space."""

    def __init__(self, path: Path) -> None:
        """Map the trie at `path` into memory."""
        self._trie = marisa_trie.RecordTrie("<BB").mmap(str(path))

    def entry(self, folded: str) -> Entry:
        """What is known of a word; unknown words have no list and frequency 0."""
        found = self._trie.get(folded)
        return Entry(Known(found[0][0]), found[0][1] / 30) if found else UNKNOWN

    def items(self) -> list[tuple[str, tuple[int, int]]]:
        """Every entry: folded word, its lists and 30 times its Zipf frequency."""
        return [(word, (lists, zipf)) for word, (lists, zipf) in self._trie.items()]

    def longest(self, words: Sequence[str], start: int) -> tuple[int, Entry]:
        """Most words from `start` on that are an entry of several words together; (1, its own entry) if none."""
        for size in range(min(LONGEST_ENTRY, len(words) - start), 1, -1):
            entry = self.entry(" ".join(words[start : start + size]))
            if entry.known:
                return size, entry
        return 1, self.entry(words[start])
