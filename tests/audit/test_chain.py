"""A trail is whole, or the first entry that is not is named."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.audit import Deed, Detail, Head, Sealed, chained, hash_of, read, written
from chalicelib.domain.audit_check import Broken, Flaw, check, walked
from tests.audit.trail import NOON, chain, deed

MANY = 12


def test_a_trail_as_it_was_written_is_whole() -> None:
    entries, head = chain(MANY)
    assert check(entries, head, NOON) is None
    assert check([], Head(), NOON) is None


@pytest.mark.parametrize("n", range(1, MANY + 1))
def test_each_byte_that_changes_is_found_at_its_entry(n: int) -> None:
    entries, head = chain(MANY)
    text = entries[n - 1].text
    for place in range(0, len(text), 7):
        changed = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
        tampered = [*entries[: n - 1], replace(entries[n - 1], text=changed), *entries[n:]]
        assert check(tampered, head, NOON) in (Broken(n, Flaw.CHANGED), Broken(n, Flaw.MOVED)), changed


@pytest.mark.parametrize("n", range(1, MANY + 1))
def test_a_changed_hash_or_end_is_found_at_its_entry(n: int) -> None:
    entries, head = chain(MANY)
    for wrong in (replace(entries[n - 1], hash="0" * 64), replace(entries[n - 1], expires_at=1)):
        assert check([*entries[: n - 1], wrong, *entries[n:]], head, NOON) == Broken(n, Flaw.CHANGED)


@pytest.mark.parametrize("n", range(1, MANY + 1))
def test_an_entry_that_is_replaced_and_sealed_anew_is_found(n: int) -> None:
    """By the entry that hangs on it, or by the head."""
    entries, head = chain(MANY)
    entry = read(entries[n - 1].text)
    text = written(replace(entry, deed=replace(entry.deed, actor="id-eva")))
    forged = replace(entries[n - 1], text=text, hash=hash_of(entry.before, text))
    flaw = Flaw.CHANGED if n < MANY else Flaw.HEAD
    assert check([*entries[: n - 1], forged, *entries[n:]], head, NOON) == Broken(n, flaw)


@pytest.mark.parametrize("n", range(1, MANY + 1))
def test_a_missing_entry_is_found_also_the_first_and_the_last(n: int) -> None:
    entries, head = chain(MANY)
    assert check(entries[: n - 1] + entries[n:], head, NOON) == Broken(n, Flaw.MISSING)


def test_a_beginning_that_is_cut_off_is_found() -> None:
    entries, head = chain(MANY)
    assert check(entries[5:], head, NOON) == Broken(5, Flaw.MISSING)
    assert check([], head, NOON) == Broken(MANY, Flaw.MISSING)


@pytest.mark.parametrize("n", range(1, MANY))
def test_two_entries_that_change_places_are_found(n: int) -> None:
    entries, head = chain(MANY)
    one, other = entries[n - 1], entries[n]
    moved = [*entries[: n - 1], replace(other, n=n), replace(one, n=n + 1), *entries[n + 1 :]]
    assert check(moved, head, NOON) == Broken(n, Flaw.MOVED)


@pytest.mark.parametrize("other", [Head(), Head(n=3), Head(n=MANY, hash="0" * 64), Head(n=MANY + 1, hash="0" * 64)])
def test_another_head_is_found(other: Head) -> None:
    entries, head = chain(MANY)
    wrong = replace(head, n=other.n, hash=other.hash)
    expected = Broken(MANY + 1, Flaw.MISSING) if other.n > MANY else Broken(MANY, Flaw.HEAD)
    assert check(entries, wrong, NOON) == expected


def test_what_is_over_may_be_gone_and_nothing_else() -> None:
    old, head = chain(3)
    later = NOON + timedelta(days=100)
    entries = list(old)
    for n in (4, 5):
        sealed, head = chained(head, deed(n), later, old[0].expires_at + 100 * 86400)
        entries.append(sealed)
    over = NOON + timedelta(days=740)
    assert check(entries[3:], head, over) is None
    assert check(entries[4:], head, over) == Broken(4, Flaw.MISSING)
    assert check([], head, over) == Broken(5, Flaw.MISSING)
    assert check([], head, over + timedelta(days=100)) is None


def test_neither_times_nor_ends_go_back() -> None:
    """A clock that is behind, and a setting that was shortened."""
    first, head = chained(Head(), deed(1), NOON, 2_000_000_000)
    second, _ = chained(head, deed(2), NOON - timedelta(hours=1), 1_900_000_000)
    assert (read(second.text).at, second.expires_at) == (NOON, first.expires_at)


def test_a_check_goes_on_where_it_ended() -> None:
    entries, _ = chain(MANY)
    link, broken = walked(entries[:5], None, NOON)
    assert (link and link.n, broken) == (5, None)
    assert walked(entries[5:], link, NOON)[1] is None
    assert walked(entries[6:], link, NOON)[1] == Broken(6, Flaw.MISSING)


def test_an_entry_is_read_as_it_was_written() -> None:
    entries, _ = chain(2)
    assert [read(one.text).deed for one in entries] == [deed(1), deed(2)]
    for text in ("", "{}", "[]", "null", entries[0].text.replace(":", ": ", 1), entries[0].text[:-1]):
        with pytest.raises(ValueError, match=r".*"):
            read(text)


@pytest.mark.parametrize("words", ["ik ben Sam", "", "é", "x" * 65, "a\nb"])
def test_free_words_are_no_detail(words: str) -> None:
    with pytest.raises(ValueError, match="ids, numbers and dates"):
        replace(deed(), details={Detail.CONVERSATION: words})


def test_a_sealed_entry_bears_sha_256_over_the_one_before_and_its_own_text() -> None:
    """Computed apart from the product, as who verifies an export would."""
    import hashlib

    entries, _ = chain(3)
    before = ""
    for one in entries:
        before = hashlib.sha256(before.encode() + b"\n" + one.text.encode("ascii")).hexdigest()
        assert one.hash == before
    assert isinstance(entries[0], Sealed)
    assert isinstance(deed(), Deed)
