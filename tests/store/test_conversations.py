"""A conversation is opened, changed and ended together with everything that hangs on it, or not at all."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.blocks import Block
from chalicelib.domain.brussels import day_of
from chalicelib.domain.conversation import Conversation, Holder, Line, Side
from chalicelib.domain.moves import end, end_with_block, reassign, visitor_returns
from chalicelib.domain.races import AlreadyBound, NicknameTaken, Outdated, SlotTaken
from chalicelib.domain.states import State
from tests.store.people import HOME, NOOR, SAM, bound_to, conversation, duty_of, on_duty, opened, saved
from tests.store.shelves import Shelves


def holder_of(shelves: Shelves, place: int, name: str = "An") -> str | None:
    slots = shelves.world.duties.slots("jac")
    return next(slot.conversation for slot in slots if (slot.first_name, slot.place) == (name, place))


def test_a_conversation_is_read_back_as_it_was(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    world = shelves.world
    assert world.conversations.get(SAM) == world.conversations.get(SAM, fresh=True) == sam
    assert world.conversations.with_nickname("jac", "SAM") == SAM
    assert world.connections.get(sam.visitor.connection) == bound_to(sam)
    assert holder_of(shelves, 1) == SAM
    assert [item["address"]["S"] for item in shelves.vault()] == ["2001:db8:1:2::7"]
    assert world.conversations.get(NOOR) is None
    assert world.conversations.with_nickname("caw", "Sam") is None


def test_an_id_is_new(shelves: Shelves) -> None:
    on_duty(shelves)
    opened(shelves)
    with shelves.lost(Outdated):
        opened(shelves, conversation(shelves, SAM, "Noor", place=2))


def test_a_slot_holds_one(shelves: Shelves) -> None:
    on_duty(shelves)
    opened(shelves)
    with shelves.lost(SlotTaken):
        opened(shelves, conversation(shelves, NOOR, "Noor", place=1))


def test_a_slot_that_is_not_there_or_not_offered_is_taken(shelves: Shelves) -> None:
    with shelves.lost(SlotTaken):
        opened(shelves)
    duty = on_duty(shelves)
    with shelves.lost(SlotTaken):
        opened(shelves, conversation(shelves, place=3))
    paused = shelves.world.duties.save(duty, replace(duty, available=False), shelves.now)
    with shelves.lost(SlotTaken):
        opened(shelves)
    shelves.world.duties.save(paused, replace(paused, available=True), shelves.now)
    shelves.clock.passes(minutes=5)
    with shelves.lost(SlotTaken):
        opened(shelves)


def test_a_nickname_is_unique_while_it_lives(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    with shelves.lost(NicknameTaken):
        opened(shelves, conversation(shelves, NOOR, "ｓＡＭ", place=2))
    shelves.world.conversations.save(sam, end(sam, Side.VISITOR, shelves.now))
    opened(shelves, conversation(shelves, NOOR, "Sam", place=2))


def test_a_connection_has_one_conversation(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    noor = replace(conversation(shelves, NOOR, "Noor", place=2), visitor=sam.visitor)
    with shelves.lost(AlreadyBound):
        opened(shelves, noor)


def test_what_ttl_has_yet_to_delete_is_in_nobodys_way(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    shelves.clock.now = sam.expires_at
    on_duty_again(shelves)
    noor = replace(conversation(shelves, NOOR, "Sam", place=2), visitor=Line(sam.visitor.connection, shelves.now))
    opened(shelves, noor)
    assert shelves.world.conversations.with_nickname("jac", "Sam") == NOOR


def on_duty_again(shelves: Shelves) -> None:
    assert shelves.world.duties.get("id-an") is None
    shelves.world.duties.save(None, duty_of(shelves), shelves.now)


def test_a_change_is_made_of_what_is_still_true(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    newer = saved(shelves, sam, nickname="Samuel")
    assert newer.version == sam.version + 1
    with shelves.lost(Outdated):
        saved(shelves, sam, nickname="Samira")
    assert shelves.world.conversations.get(SAM) == newer


def test_an_end_lets_go_of_slot_and_nickname(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    shelves.clock.passes(minutes=9)
    over = shelves.world.conversations.save(sam, end(sam, Side.VISITOR, shelves.now))
    assert shelves.world.conversations.get(SAM) == over
    assert holder_of(shelves, 1) is None
    assert shelves.world.conversations.with_nickname("jac", "Sam") is None
    bound = shelves.world.connections.get(sam.visitor.connection)
    assert bound == replace(bound_to(sam), ended=True)
    with shelves.lost(Outdated):
        shelves.world.conversations.save(sam, end(sam, Side.COUNSELLOR, shelves.now))


def test_an_end_frees_nobody_elses_slot(shelves: Shelves) -> None:
    """The slot holds another conversation, which only a broken table shows: the end is not made."""
    on_duty(shelves)
    sam = opened(shelves)
    shelves.put(shelves.item("SLOTS#jac", "id-an#1") | {"conversation": {"S": NOOR}})
    with shelves.lost(Outdated):
        shelves.world.conversations.save(sam, end(sam, Side.VISITOR, shelves.now))


def test_a_block_comes_with_the_end_or_not_at_all(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    block = Block("hash of an origin", shelves.now, "bedreigingen", "An", SAM)
    over = end_with_block(sam, block.until, shelves.now)
    with shelves.lost(Outdated):
        shelves.world.conversations.save(replace(sam, version=7), over, block)
    shelves.world.conversations.save(sam, over, block)
    assert shelves.world.blocks.of("hash of an origin", shelves.now) == block


def test_a_new_holder_takes_a_free_slot(shelves: Shelves) -> None:
    on_duty(shelves)
    on_duty(shelves, "Bo", slots=1)
    sam, noor = opened(shelves), opened(shelves, conversation(shelves, NOOR, "Noor", name="Bo"))
    away = saved(shelves, sam, state=State.COUNSELLOR_AWAY, counsellor=sam.counsellor.dropped(shelves.now))
    bo = reassign(away, Holder("id-bo", "Bo", 1), "desk-of-bo", shelves.now)
    with shelves.lost(SlotTaken):
        shelves.world.conversations.save(away, bo)
    shelves.world.conversations.save(noor, end(noor, Side.VISITOR, shelves.now))
    shelves.world.conversations.save(away, bo)
    assert (holder_of(shelves, 1), holder_of(shelves, 1, "Bo")) == (None, SAM)


def test_a_new_connection_takes_the_place_of_the_old(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    back = shelves.world.conversations.save(sam, visitor_returns(sam, "a new line", shelves.now))
    assert shelves.world.connections.get(sam.visitor.connection) is None
    bound = shelves.world.connections.get("a new line")
    assert bound is not None
    assert bound.conversation == back.id  # type: ignore[union-attr]


def test_a_day_lists_its_own_by_pages(shelves: Shelves) -> None:
    on_duty(shelves, slots=5)
    day = day_of(shelves.now)
    for number in range(1, 6):
        opened(shelves, conversation(shelves, f"conversation-number-{number}", f"Naam {number}", place=number))
        shelves.clock.passes(minutes=1)
    seen: list[Conversation] = []
    after: str | None = None
    for size in (2, 2, 1):
        page, after = shelves.world.conversations.of_day("jac", day, after, 2)
        assert len(page) == size
        seen += page
    assert after is None
    assert [one.nickname for one in seen] == [f"Naam {number}" for number in range(1, 6)]
    assert shelves.world.conversations.of_day("caw", day, None, 2) == ([], None)
    assert shelves.world.conversations.of_day("jac", day + timedelta(days=1), None, 2) == ([], None)


def test_the_origin_is_kept_in_the_vault_and_sealed_there(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    assert "2001:db8" not in str(shelves.chat())
    shelves.clock.passes(days=2)
    over = replace(sam, ended_at=shelves.now)
    shelves.world.vault.seal(over)
    (kept,) = shelves.vault()
    assert int(kept["expires_at"]["N"]) == over.expires_at.timestamp()
    shelves.world.vault.seal(replace(over, id=NOOR))
    assert len(shelves.vault()) == 1, "sealing what TTL has deleted brings nothing back"
    assert HOME.for_the_vault() == kept["address"]["S"]
