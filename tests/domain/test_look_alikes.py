"""Names that eyes cannot tell apart are one name; what shows of a name is what can be seen."""

import unicodedata

import pytest
from glyphguard import confusables, ucd
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.look_alikes import readable, skeleton

# Where look-alikes of our letters are, and what is typed with them.
written = st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"])
names = st.text(st.sampled_from("MmIil1|0OoaрсСіМиΜνВ 'é") | written, min_size=1, max_size=12)
invisible = st.sampled_from(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u2066\u2067\u2068\u2069\u202a\u202e\u200e\ufe0f"
)
ours = st.text(st.characters(categories=["L", "N"], max_codepoint=0x17F), min_size=1, max_size=12)


@pytest.mark.parametrize(
    "name",
    [
        "Міа",  # Cyrillic
        "Ｍｉａ",  # full-width
        "𝓜𝓲𝓪",  # mathematical
        "Ⓜia",  # circled
        "M\u200dia",  # zero-width joiner
        "Mi\u200ba",  # zero-width space
        "\u2068Mia\u2069",  # isolates
        "Mía",
        "Mi\u0301a",  # combining
        "MIA",
        "mia",
        "Mla",  # small L
        "M1a",
        "rnia",
        " M i a ",
    ],
)
def test_what_looks_like_mia_is_mia(name: str) -> None:
    assert skeleton(name) == skeleton("Mia")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lara", "Laya"), ("Nina", "Vina"), ("Ruud", "Yuud"), ("Hanna", "Nanna"), ("Sam", "Fam"), ("नीना", "नना")],
)
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("name", ["Zoë", "Наташа", "Григорий", "Богдан", "Μαρία", "Őrs", "Ægir", "Straßer"])
def test_capitals_make_no_other_name(name: str) -> None:
    assert skeleton(name.upper().replace("SS", "ẞ")) == skeleton(name) == skeleton(name.lower())


def test_no_two_letters_of_ours_are_one() -> None:
    """I, l and 1 look alike, and O and 0; b and 6 are what capital and small Б look like."""
    by_look: dict[str, str] = {}
    for one in "abcdefghijklmnopqrstuvwxyz0123456789":
        by_look[skeleton(one)] = by_look.get(skeleton(one), "") + one
    assert {one for one in by_look.values() if len(one) > 1} == {"il1", "o0", "b6"}


@given(names, names)
@example("Мia", "Mia")
def test_the_same_to_unicode_is_the_same_to_us(one: str, other: str) -> None:
    if confusables.skeleton(one) == confusables.skeleton(other):
        assert skeleton(one) == skeleton(other)


@given(names)
def test_a_name_looks_like_what_each_of_its_letters_looks_like(name: str) -> None:
    twin = "".join(map(confusables.prototype, unicodedata.normalize("NFD", name)))
    assert skeleton(twin) == skeleton(name)


@given(ours)
def test_capitals_of_our_letters(name: str) -> None:
    if name.upper().lower() == name.lower():
        assert skeleton(name.upper()) == skeleton(name.lower())


@given(names, invisible, st.integers(0, 12))
def test_what_is_not_seen_makes_no_other_name(name: str, sign: str, place: int) -> None:
    assert skeleton(name[:place] + sign + name[place:]) == skeleton(name)


@given(st.text(max_size=40))
def test_what_is_shown_is_shown_once_and_looks_the_same(name: str) -> None:
    shown = readable(name)
    assert readable(shown) == shown == unicodedata.normalize("NFC", shown)
    assert not any(ucd.is_bidi_control(ord(one)) or unicodedata.category(one) == "Cc" for one in shown)
    assert "  " not in shown and shown == shown.strip()


def test_joiners_that_letters_and_emoji_need_are_shown() -> None:
    for name in ("می\u200cخواهم", "Sam 👩\u200d👧", "Sam ❤\ufe0f", "क्\u200dष"):
        assert readable(name) == name


def test_a_pile_of_marks_draws_over_nothing() -> None:
    pile = "\u0300\u0301\u0302\u0303\u0304" * 8
    assert readable(f"QA{pile}") == "Q\u00c0\u0301\u0302\u0303"
    assert readable(readable(f"e{pile}z{pile}")) == readable(f"e{pile}z{pile}")
    for name in ("Nguye\u0302\u0303n", "שָׁלוֹם", "ที่รัก"):
        assert readable(name) == unicodedata.normalize("NFC", name), "what a letter needs stays"


def test_small_capitals_are_letters() -> None:
    assert skeleton("ᴍɪᴀ") == skeleton("Mia")


def test_a_name_of_nothing_is_nothing() -> None:
    for name in ("\u3164", "\u200b\u2060", "\u202e", "\u115f\u1160", " \t "):
        assert not readable(name)
