"""The audit trail is read and checked here, and only here; that is written down before anything is shown."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.paging import cursor, place_of
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.actions.vault.chaining import chain
from chalicelib.domain.audit import Act, Entry, Head, Sealed, months, read
from chalicelib.domain.audit_check import Broken, Link, at_the_head, walked
from chalicelib.domain.brussels import ONE_DAY, midnight
from chalicelib.domain.schedule import parse_date
from chalicelib.domain.staff import Staff
from chalicelib.protocol import answers
from chalicelib.protocol.requests import BadRequest, CheckAudit, OfAudit, Paged

MOST_READ = 2_000
"""Entries that one page looks at, however few of them are wanted."""

MOST_CHECKED = 10_000
"""Entries that one part of a check recomputes, well within the time of a request."""


def read_trail(context: Context, staff: Staff, asked: OfAudit) -> answers.AuditView:
    """Entries that fit, the newest first. The first page of a look is a deed of its own."""
    first, last = _days(asked)
    before = _number(place_of(asked))
    if before is None:
        chain(context, deed_of(context, staff, Act.AUDIT_READ, ""))
    head = context.trail.head()
    looked = list(islice(_backwards(context, head, before or head.n + 1, first), MOST_READ))
    # A page ends after its last fitting entry, or where looking ended.
    found, reached = _fitting(looked, asked, first, last)
    more = len(looked) == MOST_READ or reached < len(looked)
    following = cursor(str(looked[reached - 1].n)) if more and reached else None
    return answers.AuditView(items=tuple(found), next=following)


def _days(asked: OfAudit) -> tuple[datetime | None, datetime | None]:
    """From the first moment of the first day until the end of the last, in Brussels."""
    with at("first"):
        first = midnight(parse_date(asked.first)) if asked.first else None
    with at("last"):
        last = midnight(parse_date(asked.last) + ONE_DAY) if asked.last else None
    return first, last


def _number(place: str | None) -> int | None:
    if place is None:
        return None
    # Digits of other scripts are digits to Python; a number of ours has ASCII ones.
    if not place.isascii() or not place.isdecimal() or len(place) > 12:
        raise BadRequest("invalid", (("cursor", "cursor"),))
    return int(place)


def _fitting(
    looked: list[Sealed], asked: OfAudit, first: datetime | None, last: datetime | None
) -> tuple[list[answers.DeedView], int]:
    found: list[answers.DeedView] = []
    for place, sealed in enumerate(looked, 1):
        entry = _readable(sealed)
        if entry and _fits(entry, asked, first, last):
            found.append(_shown(entry, sealed))
            if len(found) == asked.limit:
                return found, place
    return found, len(looked)


def _readable(sealed: Sealed) -> Entry | None:
    """A check says of one that is not where it stands."""
    try:
        return read(sealed.text)
    except ValueError:
        return None


def _fits(entry: Entry, asked: OfAudit, first: datetime | None, last: datetime | None) -> bool:
    of_time = (first is None or entry.at >= first) and (last is None or entry.at < last)
    return of_time and asked.actor in (None, entry.deed.actor) and asked.act in (None, entry.deed.act)


def _shown(entry: Entry, sealed: Sealed) -> answers.DeedView:
    deed = entry.deed
    return answers.DeedView(
        id=deed.id,
        n=entry.n,
        at=deed.at,
        chained_at=entry.at,
        actor=deed.actor,
        name=deed.name,
        role=deed.role,
        act=deed.act,
        on=deed.on,
        details=dict(deed.details),
        hash=sealed.hash,
    )


def check_trail(context: Context, staff: Staff, asked: CheckAudit) -> answers.AuditCheckView:
    """Recomputes a part of the trail, from the oldest entry on, and the head after the last one."""
    since = _link(place_of(Paged(cursor=asked.cursor)))
    if since is None:
        chain(context, deed_of(context, staff, Act.AUDIT_CHECKED, ""))
    last, broken, more = _checked(context, since)
    checked = last.n if last else 0
    if broken:
        return answers.AuditCheckView(checked=checked, broken=broken.n, flaw=broken.flaw)
    return answers.AuditCheckView(checked=checked, next=cursor(f"{last.n} {last.hash}") if more and last else None)


def _link(place: str | None) -> Link | None:
    if place is None:
        return None
    number, _, hash = place.partition(" ")
    return Link(_number(number) or 0, hash)


def _checked(context: Context, since: Link | None) -> tuple[Link | None, Broken | None, bool]:
    """How far the trail is whole, what breaks it, and whether there is more of it."""
    entries = forwards(context, since.n if since else 0)
    last, broken = walked(islice(entries, MOST_CHECKED), since, context.now())
    if broken or next(entries, None):
        return last, broken, broken is None
    # Somebody may have added entries after the last one was read, never before the head was.
    head = context.trail.head()
    if last and not broken and head.n > last.n:
        last, broken = walked(forwards(context, last.n), last, context.now())
        head = head if last and last.n <= head.n else context.trail.head()
    return last, broken or at_the_head(last, head, context.now()), False


def forwards(context: Context, after: int, since: datetime | None = None) -> Iterator[Sealed]:
    """Entries with a number above `after`, in order; `since` is a moment before which none of them was chained."""
    began = since or context.trail.head().began_at
    for month in months(began or context.now(), context.now()):
        yield from context.trail.of_month(month, after)


def _backwards(context: Context, head: Head, before: int, first: datetime | None) -> Iterator[Sealed]:
    """Entries below a number, the newest first, no further back than the month of `first`."""
    now = context.now()
    oldest = max(head.began_at or now, first or datetime.min.replace(tzinfo=UTC))
    for month in reversed(list(months(oldest, max(now, head.at or now)))):
        yield from context.trail.of_month_backwards(month, before)
