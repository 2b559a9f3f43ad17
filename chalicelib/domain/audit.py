"""The audit trail: what staff did, append-only, each entry chained to the one before by its hash.

A deed becomes an entry when it is chained. An entry bears its number, when it was chained, what it hangs on and how
long it is kept; its text is canonical JSON, and its hash is SHA-256 over the hash before it and that text. So a changed
byte, a missing, moved or replaced entry, or another head, is found by going along the chain (`audit_check`).
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Final

from chalicelib.domain.staff import Role


class Act(StrEnum):
    """Everything that is written down: a closed set. A new act is a word here, and a word on the admin page."""

    HOURS_CHANGED = "hours_changed"
    CLOSURE_ADDED = "closure_added"
    CLOSURE_REMOVED = "closure_removed"
    OPENING_ADDED = "opening_added"
    OPENING_REMOVED = "opening_removed"
    CHANNEL_CLOSED = "channel_closed"
    CHANNEL_REOPENED = "channel_reopened"
    BLOCK_PLACED = "block_placed"
    BLOCK_LIFTED = "block_lifted"
    RANGE_ADDED = "range_added"
    RANGE_REMOVED = "range_removed"
    CENTRES_CHANGED = "centres_changed"
    SETTINGS_CHANGED = "settings_changed"
    CHANNEL_ADDED = "channel_added"
    FAULT_HANDLED = "fault_handled"
    FAULT_REOPENED = "fault_reopened"
    AUDIT_READ = "audit_read"
    AUDIT_CHECKED = "audit_checked"
    CONVERSATION_ERASED = "conversation_erased"
    CONVERSATION_REREAD = "conversation_reread"
    RETENTION_PROVED = "retention_proved"
    DISCLOSURE_ASKED = "disclosure_asked"
    DISCLOSURE_GRANTED = "disclosure_granted"
    DISCLOSURE_REFUSED = "disclosure_refused"
    ORIGIN_SEEN = "origin_seen"
    FIGURES_EXPORTED = "figures_exported"
    SIGNED_IN = "signed_in"


class Detail(StrEnum):
    """What may be said of an act besides: ids, versions and dates. No word, name or address of a visitor fits here."""

    CHANNEL = "channel"
    CONVERSATION = "conversation"
    VERSION = "version"
    FIRST = "first"
    LAST = "last"
    OPENS = "opens"
    CLOSES = "closes"
    PLACES = "places"
    CONVERSATIONS = "conversations"
    LATE = "late"
    REMAINING = "remaining"
    PEOPLE = "people"


_ID: Final = re.compile(r"[A-Za-z0-9@._:|-]{0,128}")
_DETAIL: Final = re.compile(r"[A-Za-z0-9:._-]{1,64}")
MOST_OF_A_NAME: Final = 128


@dataclass(frozen=True)
class Deed:
    """What somebody of the staff did: who (id, the name that colleagues see, role), when (UTC), which act, on what.

    Raises ValueError for what does not look like an id, a number or a date: free words must not get in.
    """

    id: str
    at: datetime
    actor: str
    name: str
    role: Role
    act: Act
    on: str
    details: Mapping[Detail, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ids = all(_ID.fullmatch(one) for one in (self.id, self.actor, self.on))
        if not ids or len(self.name) > MOST_OF_A_NAME or not all(map(_DETAIL.fullmatch, self.details.values())):
            raise ValueError("a deed bears ids, numbers and dates only")


@dataclass(frozen=True)
class Head:
    """The newest entry, until when it is kept (seconds, UTC), and when the trail began. Nothing yet: number 0.

    The head itself has no end: when all entries are over it still says what there was.
    """

    n: int = 0
    hash: str = ""
    at: datetime | None = None
    kept_until: int = 0
    began_at: datetime | None = None


@dataclass(frozen=True)
class Sealed:
    """An entry as it is kept and exported: its number, its text to the byte, its hash and its end (seconds, UTC)."""

    n: int
    text: str
    hash: str
    expires_at: int


@dataclass(frozen=True)
class Entry:
    """What the text of an entry says; `before_expires_at` is until when the entry before it is kept."""

    n: int
    at: datetime
    expires_at: int
    before: str
    before_expires_at: int
    deed: Deed


@dataclass(frozen=True)
class Addition:
    """A deed on its way into the trail: what it hangs on, the entry, and the head that it makes."""

    before: Head
    deed: Deed
    sealed: Sealed
    after: Head


def hash_of(before: str, text: str) -> str:
    """The hash of an entry, over the hash before it and its own text."""
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def chained(head: Head, deed: Deed, now: datetime, expires_at: int) -> tuple[Sealed, Head]:
    """The next entry and the head that it makes.

    Neither time nor end goes back along the chain, whatever clocks and settings do: so entries expire in
    their order, and a hole is always a fault.
    """
    at = max(now, head.at or now)
    ends = max(expires_at, head.kept_until)
    text = written(Entry(head.n + 1, at, ends, head.hash, head.kept_until, deed))
    sealed = Sealed(head.n + 1, text, hash_of(head.hash, text), ends)
    return sealed, replace(head, n=sealed.n, hash=sealed.hash, at=at, kept_until=ends, began_at=head.began_at or at)


def written(entry: Entry) -> str:
    """Canonical JSON: sorted names, no spaces, ASCII, times in UTC to the millisecond."""
    deed = entry.deed
    said = {
        "n": entry.n,
        "at": _moment(entry.at),
        "expires_at": entry.expires_at,
        "before": entry.before,
        "before_expires_at": entry.before_expires_at,
        "deed": {
            "id": deed.id,
            "at": _moment(deed.at),
            "actor": deed.actor,
            "name": deed.name,
            "role": deed.role.value,
            "act": deed.act.value,
            "on": deed.on,
            "details": {name.value: value for name, value in deed.details.items()},
        },
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Entry:
    """The entry that a text says. Raises ValueError for what is no entry of ours."""
    try:
        said = json.loads(text)
        deed = said.pop("deed")
        details = {Detail(name): str(value) for name, value in deed.pop("details").items()}
        moments = {"at": datetime.fromisoformat(deed.pop("at")), "role": Role(deed.pop("role"))}
        done = Deed(**deed | moments | {"act": Act(deed.pop("act")), "details": details})
        entry = Entry(**said | {"at": datetime.fromisoformat(said.pop("at")), "deed": done})
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("no entry") from None
    if written(entry) != text:
        raise ValueError("not canonical")
    return entry


def months(first: datetime, last: datetime) -> Iterator[date]:
    """The first day of each month in UTC, from that of one moment up to that of another: entries are kept by month."""
    month = first.astimezone(UTC).date().replace(day=1)
    return takewhile(lambda day: day <= last.astimezone(UTC).date(), _months_from(month))


def _months_from(month: date) -> Iterator[date]:
    while True:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
