"""A duty holds its conversations, and who has a place to offer is found fairest first."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.connection import StaffConnection
from chalicelib.domain.conversation import Side
from chalicelib.domain.duty import LEASE, Duty, Held, off
from chalicelib.domain.light import Light
from chalicelib.domain.moves import end
from chalicelib.domain.races import Outdated
from tests.store.people import NOOR, SAM, conversation, duty_of, on_duty, opened
from tests.store.stores import Stores


def offered(stores: Stores, channel: str = "jac") -> list[tuple[str, int]]:
    """Who can take how many conversations more."""
    return [(duty.first_name, duty.free_places) for duty in stores.context.duties.free(channel, stores.now)]


def of(stores: Stores, name: str = "An") -> Duty:
    duty = stores.context.duties.get(f"id-{name.lower()}")
    assert duty is not None
    return duty


def test_slots_come_and_go_with_the_duty(stores: Stores) -> None:
    duty = on_duty(stores, slots=3)
    assert of(stores) == duty
    assert offered(stores) == [("An", 3)]
    fewer = stores.context.duties.save(duty, replace(duty, slots=1), stores.now)
    assert offered(stores) == [("An", 1)]
    stores.context.duties.save(fewer, off(fewer, stores.now), stores.now)
    assert offered(stores) == []
    assert stores.context.duties.places("jac", stores.now) is Light.CLOSED


def test_a_slot_in_use_stays_until_its_conversation_ends(stores: Stores) -> None:
    on_duty(stores, slots=2)
    sam = opened(stores, conversation(stores, place=2))
    gone = stores.context.duties.save(of(stores), off(of(stores), stores.now), stores.now)
    assert gone.held == (Held(2, SAM, "jac"),)
    assert [duty.counsellor for duty in stores.context.duties.of_channel("jac")] == ["id-an"]
    stores.context.conversations.save(sam, end(sam, Side.VISITOR, stores.now))
    assert of(stores).held == ()
    assert list(stores.context.duties.of_channel("jac")) == []


def test_a_duty_is_decided_on_what_is_still_true(stores: Stores) -> None:
    duty = on_duty(stores)
    with stores.lost(Outdated):
        stores.context.duties.save(None, duty_of(stores, slots=4), stores.now)
    stores.context.duties.save(duty, replace(duty, slots=3), stores.now)
    with stores.lost(Outdated):
        stores.context.duties.save(duty, replace(duty, slots=1), stores.now)


def test_a_slot_that_is_claimed_meanwhile_is_not_taken_away(stores: Stores) -> None:
    """The plan was made while the slot was free: nothing is written, and the plan is made again."""
    duty = on_duty(stores, slots=2)
    opened(stores, conversation(stores, NOOR, "Noor", place=2))
    with stores.lost(Outdated):
        stores.context.duties.save(duty, replace(duty, slots=1), stores.now)
    assert of(stores).held == (Held(2, NOOR, "jac"),)


def test_another_channel_gets_the_slots_and_what_is_held_stays(stores: Stores) -> None:
    on_duty(stores, slots=2)
    opened(stores)
    stores.context.duties.save(of(stores), replace(of(stores), channel="caw"), stores.now)
    assert offered(stores) == []
    assert offered(stores, "caw") == [("An", 1)]
    assert of(stores).held == (Held(1, SAM, "jac"),)


def test_the_fewest_conversations_come_first_then_the_longest_idle(stores: Stores) -> None:
    for name, minutes in (("An", 3), ("Bo", 1), ("Cis", 2)):
        duty = replace(duty_of(stores, name), idle_since=stores.now - timedelta(minutes=minutes))
        stores.context.duties.save(None, duty, stores.now)
    opened(stores)
    assert offered(stores) == [("Cis", 2), ("Bo", 2), ("An", 1)]
    opened(stores, conversation(stores, NOOR, "Noor", place=2))
    assert offered(stores) == [("Cis", 2), ("Bo", 2)]
    assert stores.context.duties.places("jac", stores.now) is Light.OPEN


def test_who_gave_no_sign_of_life_is_offered_to_nobody(stores: Stores) -> None:
    on_duty(stores)
    stores.clock.now += LEASE - timedelta(milliseconds=1)
    assert offered(stores) == [("An", 2)]
    stores.clock.passes(milliseconds=1)
    assert offered(stores) == []
    assert stores.context.duties.places("jac", stores.now) is Light.CLOSED


def test_a_sign_of_life_is_kept_at_the_connection(stores: Stores) -> None:
    duty = on_duty(stores)
    stores.context.connections.add_staff(StaffConnection(duty.connection, "id-an", "An", ("jac",), stores.now))
    stores.clock.passes(minutes=4)
    stores.context.connections.mark(duty.connection, stores.now)
    stores.clock.passes(minutes=4)
    assert offered(stores) == [("An", 2)]
    assert of(stores) == duty, "nothing else was written"


def test_many_without_a_place_are_no_hurdle(stores: Stores) -> None:
    """What the index finds is read in small steps, and only as far as is needed."""
    for number in range(9):
        stores.context.duties.save(None, replace(duty_of(stores, f"An{number}"), slots=1), stores.now)
    assert len(offered(stores)) == 9
    assert next(stores.context.duties.free("jac", stores.now)).counsellor == "id-an0"
