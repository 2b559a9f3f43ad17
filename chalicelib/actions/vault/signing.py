"""The head of each day of the audit trail is signed and locked away, the day after: what was chained by then stays so.

Whoever may write the table could replace the trail as a whole; the signed heads say what it was, out of their reach.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import takewhile

from chalicelib.actions.context import Context
from chalicelib.actions.vault.trail import forwards
from chalicelib.domain.audit import Head, Sealed, read
from chalicelib.domain.audit_check import Broken, at_the_head, walked
from chalicelib.domain.audit_head import DayHead, end_of, name_of, sealed, shrunk, unsigned, written
from chalicelib.domain.races import Contended, Outdated


def run(context: Context) -> None:
    """Signs every day that is over, the earliest first. A trail that is broken since the last one is not signed."""
    head, signed = context.trail.head(), context.trail.signed()
    for day in unsigned(signed.day if signed else None, head.began_at, context.now()):
        found = _head_of(context, day, head, signed)
        if isinstance(found, Broken):
            context.log.note("trail_broken", reason=found.flaw, count=found.n)
            return
        try:
            _keep(context, signed, found)
        except (Outdated, Contended):
            # Another run is at it: that one goes on.
            return
        signed = found
    # The heartbeat that an alarm waits for: every day that is over has its head.
    context.log.note("signing")


def _head_of(context: Context, day: date, head: Head, signed: DayHead | None) -> DayHead | Broken:
    """The last entry of a day, once all since the last signed one hang together."""
    if broken := shrunk(head, signed):
        return broken
    last, broken = walked(_until(context, day, signed), signed.link if signed else None, context.now())
    if last is None:
        # Nothing is left of a trail that was: by its own time, or it was taken away.
        broken = broken or at_the_head(None, head, context.now())
    return broken or DayHead(day, *((last.n, last.hash) if last else (head.n, head.hash)))


def _until(context: Context, day: date, signed: DayHead | None) -> Iterator[Sealed]:
    """The entries after the last signed one that were chained before a day's end."""
    since = datetime.combine(signed.day, time(), UTC) if signed else None
    return takewhile(lambda one: not _is_later(one, end_of(day)), forwards(context, signed.n if signed else 0, since))


def _is_later(sealed: Sealed, moment: datetime) -> bool:
    """An entry that cannot be read belongs to every day: a check has to meet it."""
    try:
        return read(sealed.text).at >= moment
    except ValueError:
        return False


def _keep(context: Context, before: DayHead | None, head: DayHead) -> None:
    """Kept first and noted after: a crash between the two keeps nothing twice, for the name is taken."""
    text = written(head, context.now())
    context.lock_away(name_of(head.day), sealed(text, context.sign(text)))
    context.trail.note_signed(before, head)
