"""Who is behind a connection, and tickets that open one once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chalicelib.domain.connection import StaffConnection, Ticket
from tests.store.people import bound_to, on_duty, opened
from tests.store.stores import Stores

TICKET = Ticket("id-an", "An", ("caw", "jac"), datetime(2026, 11, 24, 14, 0, tzinfo=UTC))


def test_a_counsellor_is_read_back_as_they_were(stores: Stores) -> None:
    an = StaffConnection("desk-of-an", "id-an", "An", ("caw", "jac"), stores.now)
    stores.context.connections.add_staff(an)
    assert (
        stores.context.connections.get("desk-of-an") == stores.context.connections.get("desk-of-an", fresh=True) == an
    )
    stores.context.connections.forget("desk-of-an")
    assert stores.context.connections.get("desk-of-an") is None
    stores.context.connections.forget("desk-of-an")


def test_a_mark_is_kept_and_makes_no_connection(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    stores.clock.passes(minutes=2)
    stores.context.connections.mark(sam.visitor.connection, stores.now, 7)
    bound = stores.context.connections.get(sam.visitor.connection)
    assert bound == replace(bound_to(sam), seen_at=stores.now, mark_at=stores.now, mark_n=7)
    kept = stores.chat()
    stores.context.connections.mark("nobody", stores.now, 7)
    assert stores.chat() == kept


def test_a_ticket_is_used_once(stores: Stores) -> None:
    until = stores.context.connections.add_ticket("hash", TICKET, stores.now)
    assert until == stores.now + timedelta(seconds=30)
    assert stores.context.connections.use_ticket("another hash", stores.now) is None
    assert stores.context.connections.use_ticket("hash", stores.now) == TICKET
    assert stores.context.connections.use_ticket("hash", stores.now) is None
    assert stores.chat() == []


def test_a_ticket_that_is_over_opens_nothing_though_it_is_there(stores: Stores) -> None:
    until = stores.context.connections.add_ticket("hash", TICKET, stores.now)
    stores.clock.now = until
    assert stores.context.connections.use_ticket("hash", stores.now) is None
    assert len(stores.chat()) == 1
    stores.clock.now = until - timedelta(milliseconds=1)
    assert stores.context.connections.use_ticket("hash", stores.now) == TICKET
