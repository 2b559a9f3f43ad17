"""Deeds become entries of the audit trail: at once what is done here, within a minute what was done elsewhere."""

from collections.abc import Callable
from functools import partial

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.vault.rounds import every_one
from chalicelib.domain.audit import Addition, Deed, chained
from chalicelib.domain.races import AlreadyChained
from chalicelib.domain.retention import audit_expires_at, to_epoch

TRIES = 60
"""Everybody hangs on the same head, and of all who try at once one wins: more of them than ever come together."""


def chain(context: Context, deed: Deed, *, waited: bool = False) -> None:
    """Writes a deed down for good. Raises what keeps it from that: then what was to be shown must not be."""
    chain_with(context, deed, lambda added: context.trail.append(added, waited=waited))


def chain_with(context: Context, deed: Deed, write: Callable[[Addition], None]) -> None:
    """Writes a deed down for good in one transaction with what was done, by `write`, which may be called again."""
    persistently(context, lambda: write(_added(context, deed)), TRIES)


def _added(context: Context, deed: Deed) -> Addition:
    head, now = context.trail.head(), context.now()
    sealed, after = chained(head, deed, now, to_epoch(audit_expires_at(now, context.audit_years)))
    return Addition(head, deed, sealed, after)


def empty_outbox(context: Context) -> int:
    """Chains what waits, the earliest first, each once; gives how many there were.

    What cannot be chained does not keep the others waiting: it raises when they are done.
    """
    done = every_one(context.outbox.waiting(), partial(_settle, context))
    # The heartbeat that an alarm waits for: only a round after which nothing waits has it.
    context.log.note("outbox", count=done)
    return done


def _settle(context: Context, deed: Deed) -> None:
    try:
        chain(context, deed, waited=True)
    except AlreadyChained:
        context.outbox.take(deed)
