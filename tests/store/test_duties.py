"""A duty and its slots change together, and never under a conversation."""

from dataclasses import replace

from chalicelib.domain.conversation import Side
from chalicelib.domain.duty import off
from chalicelib.domain.moves import end
from chalicelib.domain.races import Outdated
from tests.store.people import NOOR, SAM, conversation, duty_of, on_duty, opened
from tests.store.shelves import Shelves


def places(shelves: Shelves, channel: str = "jac") -> list[tuple[str, int, str | None]]:
    return [(slot.first_name, slot.place, slot.conversation) for slot in shelves.world.duties.slots(channel)]


def test_slots_come_and_go_with_the_duty(shelves: Shelves) -> None:
    duty = on_duty(shelves, slots=3)
    assert shelves.world.duties.get("id-an") == duty
    assert places(shelves) == [("An", 1, None), ("An", 2, None), ("An", 3, None)]
    fewer = shelves.world.duties.save(duty, replace(duty, slots=1), shelves.now)
    assert places(shelves) == [("An", 1, None)]
    shelves.world.duties.save(fewer, off(fewer, shelves.now), shelves.now)
    assert places(shelves) == []


def test_a_slot_in_use_stays_until_its_conversation_ends(shelves: Shelves) -> None:
    duty = on_duty(shelves, slots=2)
    sam = opened(shelves, conversation(shelves, place=2))
    gone = shelves.world.duties.save(duty, off(duty, shelves.now), shelves.now)
    (left,) = shelves.world.duties.slots("jac")
    assert (left.place, left.conversation, left.retiring, left.available) == (2, SAM, True, False)
    shelves.world.conversations.save(sam, end(sam, Side.VISITOR, shelves.now))
    shelves.world.duties.save(gone, replace(gone, slots=1, available=True), shelves.now)
    assert places(shelves) == [("An", 1, None)]


def test_slots_of_one_counsellor_only(shelves: Shelves) -> None:
    on_duty(shelves, "An")
    on_duty(shelves, "Anna", slots=1)
    assert [slot.counsellor for slot in shelves.world.duties.slots_of("id-an", ("jac", "caw"))] == ["id-an", "id-an"]


def test_a_duty_is_decided_on_what_is_still_true(shelves: Shelves) -> None:
    duty = on_duty(shelves)
    with shelves.lost(Outdated):
        shelves.world.duties.save(None, duty_of(shelves), shelves.now)
    shelves.world.duties.save(duty, replace(duty, slots=3), shelves.now)
    with shelves.lost(Outdated):
        shelves.world.duties.save(duty, replace(duty, slots=1), shelves.now)


def test_a_slot_that_is_claimed_meanwhile_is_not_taken_away(shelves: Shelves) -> None:
    """The plan was made while the slot was free: nothing is written, and the plan is made again."""
    duty = on_duty(shelves, slots=2)
    free = shelves.item("SLOTS#jac", "id-an#2")
    opened(shelves, conversation(shelves, NOOR, "Noor", place=2))
    claimed = shelves.item("SLOTS#jac", "id-an#2")
    fewer = replace(duty, slots=1)

    class Behind(type(shelves.world.duties)):  # type: ignore[misc]
        """Reads the slots as they were a moment ago."""

        def _slots_in(self, counsellor: str, channel: str) -> object:
            return (replace(slot, conversation=None) for slot in super()._slots_in(counsellor, channel))

    assert "conversation" in claimed
    assert "conversation" not in free
    with shelves.lost(Outdated):
        Behind(shelves.world.duties._table).save(duty, fewer, shelves.now)  # type: ignore[attr-defined]


def test_another_channel_gets_the_slots(shelves: Shelves) -> None:
    duty = on_duty(shelves, slots=2)
    opened(shelves)
    shelves.world.duties.save(duty, replace(duty, channel="caw"), shelves.now)
    assert places(shelves, "caw") == [("An", 1, None), ("An", 2, None)]
    assert places(shelves) == [("An", 1, SAM)]


def test_a_slot_keeps_its_conversation_when_the_duty_changes(shelves: Shelves) -> None:
    duty = on_duty(shelves, slots=2)
    opened(shelves)
    shelves.clock.passes(minutes=2)
    shelves.world.duties.save(duty, replace(duty, seen_at=shelves.now), shelves.now)
    first, second = shelves.world.duties.slots("jac")
    assert (first.conversation, second.conversation) == (SAM, None)
    assert first.lease_until > shelves.now
