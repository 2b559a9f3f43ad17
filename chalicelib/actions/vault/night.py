"""The nightly step: two days after an expiry day nothing of its conversations is left, and that is proved.

Every conversation of the day is looked up. What DynamoDB has not deleted is deleted, and the conversation
counted as late. The day's proof goes to the audit trail once, however often this runs and wherever it dies.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice

from chalicelib.actions.concurrency import each
from chalicelib.actions.context import Context
from chalicelib.actions.vault.deleting import delete, left_of
from chalicelib.domain.audit import Act, Deed, Detail
from chalicelib.domain.brussels import ONE_DAY, day_of
from chalicelib.domain.ledger import LedgerEntry, Night
from chalicelib.domain.races import Contended, Outdated
from chalicelib.domain.retention import LOOKED_UP_AFTER, owed, start_days
from chalicelib.domain.staff import Role

BUDGET = timedelta(seconds=35)
"""One run takes up no more conversations after this; the next one goes on with them."""

BATCH = 64
"""So many conversations are looked up between two notes of how far it has come."""


def run(context: Context) -> None:
    """Proves every day that is owed, the earliest first, as far as the time goes."""
    stop_at = context.now() + BUDGET
    night = context.ledger.night() or Night(day_of(context.now()) - LOOKED_UP_AFTER)
    try:
        for _ in owed(night.day, context.now()):
            looked_up = _looked_up(context, night, stop_at)
            if looked_up is None or looked_up.remaining:
                return _not_proved(context, looked_up)
            night = _proved(context, looked_up)
    except (Outdated, Contended):
        # Another run is at it: that one goes on.
        return None
    # The heartbeat that an alarm waits for: nothing is owed.
    return context.log.note("retention")


def _not_proved(context: Context, night: Night | None) -> None:
    """Out of time, and the next run goes on; or something would not go, and the next run looks the day up anew."""
    if night is None:
        context.log.note("retention_unfinished")
        return
    context.log.note("retention_remains", count=night.remaining)
    context.ledger.save_night(night, Night(night.day))


def _looked_up(context: Context, night: Night, stop_at: datetime) -> Night | None:
    """The night with all conversations of its day looked up; None when the time is over before."""
    if not night.after:
        _enter_what_never_closed(context, night.day)
    entries = context.ledger.entries(night.day, night.after)
    while batch := list(islice(entries, BATCH)):
        if context.now() >= stop_at:
            return None
        left = sum(each(context, partial(_remaining, context, night.day), batch))
        so_far = replace(night, after=batch[-1].conversation, remaining=night.remaining + left)
        night = context.ledger.save_night(night, so_far)
    return night


def _enter_what_never_closed(context: Context, day: date) -> None:
    """Conversations whose books were never closed, or closed before there was a ledger."""
    for channel in context.service:
        for began in start_days(day):
            for conversation in context.ledger.began_on(channel, began):
                context.ledger.enter_late(day, conversation)


def _remaining(context: Context, day: date, entry: LedgerEntry) -> int:
    """How many items of it are there after all; one that fails does not keep the others waiting."""
    try:
        return _after_deletion(context, day, entry)
    except Exception as error:
        context.log.fault("retention_failed", error)
        return 1


def _after_deletion(context: Context, day: date, entry: LedgerEntry) -> int:
    left = left_of(context, entry.conversation, entry.line)
    if not left:
        return 0
    context.ledger.mark_late(day, entry.conversation)
    delete(context, entry.conversation, entry.line, left)
    return len(left_of(context, entry.conversation, entry.line))


def _proved(context: Context, night: Night) -> Night:
    late = [entry.late for entry in context.ledger.entries(night.day)]
    proof = _proof(context, night.day, late)
    return context.ledger.save_night(night, Night(night.day + ONE_DAY), proof, late=any(late))


def _proof(context: Context, day: date, late: list[bool]) -> Deed:
    """Named after its day, so that the trail takes it once, also from a table that was restored."""
    counts = {Detail.CONVERSATIONS: len(late), Detail.LATE: sum(late), Detail.REMAINING: 0}
    said = {name: str(count) for name, count in counts.items()}
    id = f"retention-{day.isoformat()}"
    return Deed(id, context.now(), "retention", "Chathulp", Role.SERVICE, Act.RETENTION_PROVED, day.isoformat(), said)
