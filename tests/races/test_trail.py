"""Fifty write in the audit trail at the same moment, on an engine outside the process: one chain, each deed once."""

import threading
from datetime import UTC, datetime
from io import StringIO

from chalicelib.actions.context import Context
from chalicelib.actions.vault.chaining import chain, empty_outbox
from chalicelib.domain.audit import Sealed, months, read
from chalicelib.domain.audit_check import check
from tests.audit.trail import deed
from tests.engine.gateway import MemoryGateway
from tests.engines import client_of, fresh_tables, world_on

WRITERS, WAITING = 50, 20


def test_fifty_writers_and_two_rounds_of_the_outbox_make_one_chain(dynamodb_endpoint: str) -> None:
    client = client_of(dynamodb_endpoint)
    with fresh_tables(client) as chosen:
        here = world_on(client, chosen, lambda: datetime.now(UTC), MemoryGateway(), StringIO())
        for n in range(WRITERS, WRITERS + WAITING):
            here.outbox.leave(deed(n))
        assert _at_once(here) == []
        # Two rounds at once take the same deeds, and one of them may give up on some: the next minute goes on.
        empty_outbox(here)
        entries = _kept(here)
        told = sorted(read(one.text).deed.id for one in entries)
        assert told == sorted(f"deed-{n}" for n in range(WRITERS + WAITING))
        assert check(entries, here.trail.head(), datetime.now(UTC)) is None
        assert list(here.outbox.waiting()) == []


def _at_once(here: Context) -> list[BaseException]:
    """Everybody writes one deed and two empty the outbox; gives what writers could not do."""
    start, failed = threading.Barrier(WRITERS + 2), list[BaseException]()

    def writes(number: int) -> None:
        start.wait()
        try:
            chain(here, deed(number)) if number < WRITERS else empty_outbox(here)
        except BaseException as error:
            if number < WRITERS:
                failed.append(error)

    threads = [threading.Thread(target=writes, args=(number,)) for number in range(WRITERS + 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def _kept(context: Context) -> list[Sealed]:
    now = datetime.now(UTC)
    return [
        one for month in months(context.trail.head().began_at or now, now) for one in context.trail.of_month(month, 0)
    ]
