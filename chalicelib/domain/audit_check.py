"""Going along the audit trail: is each entry what the next one hangs on, and the last one what the head says?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.audit import Entry, Head, Sealed, hash_of, read
from chalicelib.domain.retention import is_expired


class Flaw(StrEnum):
    """What is wrong with an entry."""

    CHANGED = "changed"
    MISSING = "missing"
    MOVED = "moved"
    HEAD = "head"


@dataclass(frozen=True)
class Broken:
    """The first entry that is not as it was chained."""

    n: int
    flaw: Flaw


@dataclass(frozen=True)
class Link:
    """The last entry that was found whole: where a check goes on."""

    n: int
    hash: str


def walked(entries: Iterable[Sealed], since: Link | None, now: datetime) -> tuple[Link | None, Broken | None]:
    """How far the chain is whole, going on from a link (None: from the oldest that is kept), and what breaks it."""
    last = since
    for sealed in entries:
        if broken := _flaw(sealed, last, now):
            return last, broken
        last = Link(sealed.n, sealed.hash)
    return last, None


def at_the_head(last: Link | None, head: Head, now: datetime) -> Broken | None:
    """What is wrong between the last entry and the head, which is read after all entries."""
    if last is None:
        gone = head.n == 0 or is_expired(head.kept_until, now)
        return None if gone else Broken(head.n, Flaw.MISSING)
    if head.n > last.n:
        return Broken(last.n + 1, Flaw.MISSING)
    return None if (head.n, head.hash) == (last.n, last.hash) else Broken(last.n, Flaw.HEAD)


def check(entries: Iterable[Sealed], head: Head, now: datetime) -> Broken | None:
    """The first broken entry of a whole trail; None when it is as it was written."""
    last, broken = walked(entries, None, now)
    return broken or at_the_head(last, head, now)


def _flaw(sealed: Sealed, last: Link | None, now: datetime) -> Broken | None:
    if last and sealed.n > last.n + 1:
        return Broken(last.n + 1, Flaw.MISSING)
    try:
        entry = read(sealed.text)
    except ValueError:
        return Broken(sealed.n, Flaw.CHANGED)
    if entry.n != sealed.n or (last and sealed.n <= last.n):
        return Broken(sealed.n, Flaw.MOVED)
    if hash_of(entry.before, sealed.text) != sealed.hash or entry.expires_at != sealed.expires_at:
        return Broken(sealed.n, Flaw.CHANGED)
    if last is None:
        return _oldest(entry, now)
    # Whole in itself: then it is the one before it that was replaced.
    return None if entry.before == last.hash else Broken(last.n, Flaw.CHANGED)


def _oldest(entry: Entry, now: datetime) -> Broken | None:
    """What comes before the oldest entry must be over: only the end of its time takes an entry away."""
    if entry.n == 1:
        return None if not entry.before else Broken(1, Flaw.CHANGED)
    return None if is_expired(entry.before_expires_at, now) else Broken(entry.n - 1, Flaw.MISSING)
