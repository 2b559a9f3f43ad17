"""Is an exported trail the one whose heads were signed? Offline, from files and a public key alone.

A trail that is whole in itself may have been written anew as a whole: the signed heads say what it was. What is found
is named, and the first broken entry of the chain.
"""

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.domain.audit import Sealed, read
from chalicelib.domain.audit_check import Broken, check
from chalicelib.domain.audit_head import DayHead, end_of, newest_over, unsealed
from chalicelib.domain.audit_head import read as read_head
from chalicelib.domain.brussels import days_between
from infra.audit.export import Export, HeadFile

NAME = re.compile(r"(\d{4}-\d\d-\d\d)(\.\d+)?\.json")
"""The day, and for what was put over the first file of a day its number."""

LEAST_KEPT = timedelta(days=365)
"""No entry is over sooner, whatever `AuditYears` says."""

Keys = Sequence[ec.EllipticCurvePublicKey]


class HeadFlaw(StrEnum):
    """What is wrong with a signed head, or with the trail it is of."""

    UNREADABLE = "is no signed head"
    FORGED = "bears a signature of another key, or of another text"
    MISNAMED = "is kept under the name of another day"
    REPLACED = "is not the only one of its day"
    NOT_IN_TRAIL = "is of an entry that the trail has not, or has otherwise: the trail was written anew"
    NOT_LAST = "is not of the last entry of its day"


@dataclass(frozen=True)
class Finding:
    """A file of a head that is not as it should be."""

    name: str
    flaw: HeadFlaw


@dataclass(frozen=True)
class Report:
    """The first broken entry of the chain, heads that do not fit, days without one, and days with a good one."""

    broken: Broken | None
    findings: tuple[Finding, ...]
    missing: tuple[date, ...]
    signed: tuple[date, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not (self.broken or self.findings or self.missing)


class _Judged(NamedTuple):
    """A file, the head that a key of ours signed there, and what is wrong with it."""

    name: str
    head: DayHead | None
    flaw: HeadFlaw | None


def verify(export: Export, files: Iterable[HeadFile], keys: Keys, now: datetime) -> Report:
    """Checks chain, heads and days. `now` (UTC) is believed rather than an export that says it is of later."""
    at = min(export.exported_at, now)
    trail = _Trail.of(export.entries, at)
    judged = list(_compared([_judged(file, keys, trail) for file in files]))
    days = {one.head.day for one in judged if one.head}
    return Report(
        check(export.entries, export.head, at),
        tuple(Finding(one.name, one.flaw) for one in judged if one.flaw),
        tuple(day for day in _owed(days, trail, at) if day not in days),
        tuple(sorted({one.head.day for one in judged if one.head and not one.flaw})),
    )


def _compared(judged: Sequence[_Judged]) -> Iterator[_Judged]:
    """Two heads of one day that do not say the same: neither of them is good."""
    different = Counter(head.day for head in {one.head for one in judged} if head)
    for one in judged:
        doubled = one.head and different[one.head.day] > 1
        yield one._replace(flaw=one.flaw or HeadFlaw.REPLACED) if doubled else one


def _owed(days: Set[date], trail: "_Trail", at: datetime) -> Iterator[date]:
    """From the first day that is signed, or the first of the trail, until yesterday or the last that is signed."""
    first = min(days, default=trail.first_day)
    return days_between(first, max([newest_over(at), *days])) if first else iter(())


def _judged(file: HeadFile, keys: Keys, trail: "_Trail") -> _Judged:
    """Only a head that a key of ours signed, under the name of its day, speaks of the trail."""
    try:
        text, signature = unsealed(file.text)
        head = read_head(text)
    except ValueError:
        return _Judged(file.name, None, HeadFlaw.UNREADABLE)
    if not any(_is_signed(text, signature, key) for key in keys):
        return _Judged(file.name, None, HeadFlaw.FORGED)
    named = NAME.fullmatch(file.name)
    if named is None or named[1] != head.day.isoformat():
        return _Judged(file.name, None, HeadFlaw.MISNAMED)
    return _Judged(file.name, head, trail.flaw_of(head))


def _is_signed(text: str, signature: str, key: ec.EllipticCurvePublicKey) -> bool:
    try:
        key.verify(b64decode(signature, validate=True), text.encode(), ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True)
class _Trail:
    """Entries by number, and when each was chained; None for one that cannot be read, which the chain names."""

    entries: Mapping[int, Sealed]
    times: Mapping[int, datetime | None]
    at: datetime

    @classmethod
    def of(cls, entries: Iterable[Sealed], at: datetime) -> "_Trail":
        by_number = {one.n: one for one in entries}
        return cls(by_number, {n: _chained_at(one) for n, one in by_number.items()}, at)

    @property
    def first_day(self) -> date | None:
        known = [at.date() for at in self.times.values() if at]
        return min(known, default=None)

    def flaw_of(self, head: DayHead) -> HeadFlaw | None:
        """Whether the trail has the entry of a head, and has it as the last of that day."""
        if head.n < min(self.entries, default=head.n + 1) and head.day + LEAST_KEPT < self.at.date():
            # Its time may be over; of what comes after, the next heads speak.
            return None
        entry = self.entries.get(head.n)
        if entry is None or entry.hash != head.hash:
            return HeadFlaw.NOT_IN_TRAIL
        before, after = self.times.get(head.n), self.times.get(head.n + 1)
        late = (before and before >= end_of(head.day)) or (after and after < end_of(head.day))
        return HeadFlaw.NOT_LAST if late else None


def _chained_at(sealed: Sealed) -> datetime | None:
    try:
        return read(sealed.text).at
    except ValueError:
        return None
