"""A duty and its slots change together, and never under a conversation."""

from dataclasses import replace

from chalicelib.domain.conversation import Side
from chalicelib.domain.duty import off
from chalicelib.domain.moves import end
from chalicelib.domain.races import Outdated
from tests.store.people import NOOR, SAM, conversation, duty_of, on_duty, opened
from tests.store.stores import Stores


def places(stores: Stores, channel: str = "jac") -> list[tuple[str, int, str | None]]:
    return [(slot.first_name, slot.place, slot.conversation) for slot in stores.context.duties.slots(channel)]


def test_slots_come_and_go_with_the_duty(stores: Stores) -> None:
    duty = on_duty(stores, slots=3)
    assert stores.context.duties.get("id-an") == duty
    assert places(stores) == [("An", 1, None), ("An", 2, None), ("An", 3, None)]
    fewer = stores.context.duties.save(duty, replace(duty, slots=1), stores.now)
    assert places(stores) == [("An", 1, None)]
    stores.context.duties.save(fewer, off(fewer, stores.now), stores.now)
    assert places(stores) == []


def test_a_slot_in_use_stays_until_its_conversation_ends(stores: Stores) -> None:
    duty = on_duty(stores, slots=2)
    sam = opened(stores, conversation(stores, place=2))
    gone = stores.context.duties.save(duty, off(duty, stores.now), stores.now)
    (left,) = stores.context.duties.slots("jac")
    assert (left.place, left.conversation, left.retiring, left.available) == (2, SAM, True, False)
    stores.context.conversations.save(sam, end(sam, Side.VISITOR, stores.now))
    stores.context.duties.save(gone, replace(gone, slots=1, available=True), stores.now)
    assert places(stores) == [("An", 1, None)]


def test_slots_of_one_counsellor_only(stores: Stores) -> None:
    on_duty(stores, "An")
    on_duty(stores, "Anna", slots=1)
    assert [slot.counsellor for slot in stores.context.duties.slots_of("id-an", ("jac", "caw"))] == ["id-an", "id-an"]


def test_a_duty_is_decided_on_what_is_still_true(stores: Stores) -> None:
    duty = on_duty(stores)
    with stores.lost(Outdated):
        stores.context.duties.save(None, duty_of(stores), stores.now)
    stores.context.duties.save(duty, replace(duty, slots=3), stores.now)
    with stores.lost(Outdated):
        stores.context.duties.save(duty, replace(duty, slots=1), stores.now)


def test_a_slot_that_is_claimed_meanwhile_is_not_taken_away(stores: Stores) -> None:
    """The plan was made while the slot was free: nothing is written, and the plan is made again."""
    duty = on_duty(stores, slots=2)
    free = stores.item("SLOTS#jac", "id-an#2")
    opened(stores, conversation(stores, NOOR, "Noor", place=2))
    claimed = stores.item("SLOTS#jac", "id-an#2")
    fewer = replace(duty, slots=1)

    class Behind(type(stores.context.duties)):  # type: ignore[misc]
        """Reads the slots as they were a moment ago."""

        def _slots_in(self, counsellor: str, channel: str) -> object:
            return (replace(slot, conversation=None) for slot in super()._slots_in(counsellor, channel))

    assert "conversation" in claimed
    assert "conversation" not in free
    with stores.lost(Outdated):
        Behind(stores.context.duties._table).save(duty, fewer, stores.now)  # type: ignore[attr-defined]


def test_another_channel_gets_the_slots(stores: Stores) -> None:
    duty = on_duty(stores, slots=2)
    opened(stores)
    stores.context.duties.save(duty, replace(duty, channel="caw"), stores.now)
    assert places(stores, "caw") == [("An", 1, None), ("An", 2, None)]
    assert places(stores) == [("An", 1, SAM)]


def test_a_slot_keeps_its_conversation_when_the_duty_changes(stores: Stores) -> None:
    duty = on_duty(stores, slots=2)
    opened(stores)
    stores.clock.passes(minutes=2)
    stores.context.duties.save(duty, replace(duty, seen_at=stores.now), stores.now)
    first, second = stores.context.duties.slots("jac")
    assert (first.conversation, second.conversation) == (SAM, None)
    assert first.lease_until > stores.now
