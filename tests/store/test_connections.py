"""Who is behind a connection, and tickets that open one once."""

from datetime import timedelta

from chalicelib.domain.connection import StaffConnection, Ticket
from tests.store.people import bound_to, on_duty, opened
from tests.store.shelves import Shelves

TICKET = Ticket("id-an", "An", ("caw", "jac"))


def test_a_counsellor_is_read_back_as_they_were(shelves: Shelves) -> None:
    an = StaffConnection("desk-of-an", "id-an", "An", ("caw", "jac"), shelves.now)
    shelves.world.connections.add_staff(an)
    assert shelves.world.connections.get("desk-of-an") == shelves.world.connections.get("desk-of-an", fresh=True) == an
    shelves.world.connections.forget("desk-of-an")
    assert shelves.world.connections.get("desk-of-an") is None
    shelves.world.connections.forget("desk-of-an")


def test_a_mark_is_kept_and_makes_no_connection(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    shelves.clock.passes(minutes=2)
    shelves.world.connections.mark(sam.visitor.connection, shelves.now, 7)
    bound = shelves.world.connections.get(sam.visitor.connection)
    assert bound == bound_to(sam).__class__(sam.visitor.connection, sam.id, shelves.now, shelves.now, 7)
    kept = shelves.chat()
    shelves.world.connections.mark("nobody", shelves.now, 7)
    assert shelves.chat() == kept


def test_a_ticket_is_used_once(shelves: Shelves) -> None:
    until = shelves.world.connections.add_ticket("hash", TICKET, shelves.now)
    assert until == shelves.now + timedelta(seconds=30)
    assert shelves.world.connections.use_ticket("another hash", shelves.now) is None
    assert shelves.world.connections.use_ticket("hash", shelves.now) == TICKET
    assert shelves.world.connections.use_ticket("hash", shelves.now) is None
    assert shelves.chat() == []


def test_a_ticket_that_is_over_opens_nothing_though_it_is_there(shelves: Shelves) -> None:
    until = shelves.world.connections.add_ticket("hash", TICKET, shelves.now)
    shelves.clock.now = until
    assert shelves.world.connections.use_ticket("hash", shelves.now) is None
    assert len(shelves.chat()) == 1
    shelves.clock.now = until - timedelta(milliseconds=1)
    assert shelves.world.connections.use_ticket("hash", shelves.now) == TICKET
