"""A conversation is opened, changed and ended together with everything that hangs on it, or not at all."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.blocks import Block
from chalicelib.domain.brussels import day_of
from chalicelib.domain.conversation import Conversation, Holder, Line, Side
from chalicelib.domain.duty import Held
from chalicelib.domain.moves import end, place_block, reassign, visitor_returns
from chalicelib.domain.races import AlreadyBound, NicknameTaken, Outdated, SlotTaken
from chalicelib.domain.states import State
from tests.store.people import HOME, NOOR, SAM, begins, bound_to, conversation, duty_of, on_duty, opened, saved
from tests.store.stores import Stores


def holder_of(stores: Stores, place: int, name: str = "An") -> str | None:
    duty = stores.context.duties.get(f"id-{name.lower()}")
    return next((held.conversation for held in duty.held if held.place == place), None) if duty else None


def test_a_conversation_is_read_back_as_it_was(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    context = stores.context
    assert context.conversations.get(SAM) == context.conversations.get(SAM, fresh=True) == sam
    assert context.nicknames.of("jac", "SAM") == SAM
    assert context.connections.get(sam.visitor.connection) == bound_to(sam)
    assert holder_of(stores, 1) == SAM
    assert [item["address"]["S"] for item in stores.vault()] == ["2001:db8:1:2::7"]
    assert context.conversations.get(NOOR) is None
    assert context.nicknames.of("caw", "Sam") is None


def test_an_id_is_new(stores: Stores) -> None:
    on_duty(stores)
    opened(stores)
    again = replace(conversation(stores, SAM, place=2), visitor=Line("another-line", stores.now))
    with stores.lost(Outdated):
        begins(stores, again)


def test_a_slot_holds_one(stores: Stores) -> None:
    on_duty(stores)
    opened(stores)
    with stores.lost(SlotTaken):
        begins(stores, conversation(stores, NOOR, "Noor", place=1))


def test_a_slot_that_is_not_there_or_not_offered_is_taken(stores: Stores) -> None:
    duty = on_duty(stores)
    with stores.lost(SlotTaken):
        begins(stores, conversation(stores, place=3))
    paused = stores.context.duties.save(duty, replace(duty, available=False), stores.now)
    with stores.lost(SlotTaken):
        begins(stores, conversation(stores))
    stores.context.duties.save(paused, replace(paused, slots=0, available=True), stores.now)
    with stores.lost(SlotTaken):
        begins(stores, conversation(stores))


def test_a_duty_that_changed_since_it_was_read_is_taken(stores: Stores) -> None:
    duty = on_duty(stores)
    stores.context.duties.save(duty, replace(duty, available=False), stores.now)
    sam = conversation(stores)
    with stores.lost(SlotTaken):
        stores.context.conversations.open(sam, bound_to(sam), HOME, duty)


def test_a_nickname_is_unique_while_it_lives(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    with stores.lost(NicknameTaken):
        opened(stores, conversation(stores, NOOR, "ｓＡＭ", place=2))
    stores.context.conversations.save(sam, end(sam, Side.VISITOR, stores.now))
    opened(stores, conversation(stores, NOOR, "Sam", place=2))


def test_a_connection_has_one_conversation(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    noor = replace(conversation(stores, NOOR, "Noor", place=2), visitor=sam.visitor)
    with stores.lost(AlreadyBound):
        begins(stores, noor)


def test_what_ttl_has_yet_to_delete_is_in_nobodys_way(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    stores.clock.now = sam.expires_at
    on_duty_again(stores)
    noor = replace(conversation(stores, NOOR, "Sam", place=2), visitor=Line(sam.visitor.connection, stores.now))
    opened(stores, noor)
    assert stores.context.nicknames.of("jac", "Sam") == NOOR


def on_duty_again(stores: Stores) -> None:
    assert stores.context.duties.get("id-an") is None
    stores.context.duties.save(None, duty_of(stores), stores.now)


def test_a_change_is_made_of_what_is_still_true(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    newer = saved(stores, sam, nickname="Samuel")
    assert newer.version == sam.version + 1
    with stores.lost(Outdated):
        saved(stores, sam, nickname="Samira")
    assert stores.context.conversations.get(SAM) == newer


def test_an_end_lets_go_of_slot_and_nickname(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    stores.clock.passes(minutes=9)
    over = stores.context.conversations.save(sam, end(sam, Side.VISITOR, stores.now))
    assert stores.context.conversations.get(SAM) == over
    assert holder_of(stores, 1) is None
    assert stores.context.nicknames.of("jac", "Sam") is None
    bound = stores.context.connections.get(sam.visitor.connection)
    assert bound == replace(bound_to(sam), ended=True)
    with stores.lost(Outdated):
        stores.context.conversations.save(sam, end(sam, Side.COUNSELLOR, stores.now))


def test_an_end_frees_nobody_elses_slot(stores: Stores) -> None:
    """The duty holds another conversation, which only a broken table shows: it keeps that one."""
    duty = on_duty(stores)
    sam = opened(stores)
    held = stores.context.duties.get(duty.counsellor)
    assert held is not None
    stores.context.duties.save(held, replace(held, held=(Held(1, NOOR, "jac"),)), stores.now)
    stores.context.conversations.save(sam, end(sam, Side.VISITOR, stores.now))
    assert holder_of(stores, 1) == NOOR


def test_a_block_comes_with_the_end_or_not_at_all(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    block = Block("hash of an origin", stores.now, "bedreigingen", "An", SAM)
    over = place_block(sam, block.until, stores.now)
    with stores.lost(Outdated):
        stores.context.conversations.save(replace(sam, version=7), over, block)
    stores.context.conversations.save(sam, over, block)
    assert stores.context.blocks.of(["hash of an origin"], stores.now) == block


def test_a_new_holder_takes_a_free_slot(stores: Stores) -> None:
    on_duty(stores)
    on_duty(stores, "Bo", slots=1)
    sam, noor = opened(stores), opened(stores, conversation(stores, NOOR, "Noor", name="Bo"))
    away = saved(stores, sam, state=State.COUNSELLOR_AWAY, counsellor=sam.counsellor.dropped(stores.now, gone=True))
    bo = reassign(away, Holder("id-bo", "Bo", 1), "desk-of-bo", stores.now)
    with stores.lost(SlotTaken):
        stores.context.conversations.save(away, bo)
    stores.context.conversations.save(noor, end(noor, Side.VISITOR, stores.now))
    stores.context.conversations.save(away, bo)
    assert (holder_of(stores, 1), holder_of(stores, 1, "Bo")) == (None, SAM)


def test_a_new_connection_takes_the_place_of_the_old(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    back = stores.context.conversations.save(sam, visitor_returns(sam, "a new line", stores.now))
    assert stores.context.connections.get(sam.visitor.connection) is None
    bound = stores.context.connections.get("a new line")
    assert bound is not None
    assert bound.conversation == back.id  # type: ignore[union-attr]


def test_a_day_lists_its_own_by_pages(stores: Stores) -> None:
    on_duty(stores, slots=5)
    day = day_of(stores.now)
    for number in range(1, 6):
        opened(stores, conversation(stores, f"conversation-number-{number}", f"Naam {number}", place=number))
        stores.clock.passes(minutes=1)
    seen: list[Conversation] = []
    after: str | None = None
    for size in (2, 2, 1):
        page, after = stores.context.conversations.of_day("jac", day, after, 2)
        assert len(page) == size
        seen += page
    assert after is None
    assert [one.nickname for one in seen] == [f"Naam {number}" for number in range(1, 6)]
    assert stores.context.conversations.of_day("caw", day, None, 2) == ([], None)
    assert stores.context.conversations.of_day("jac", day + timedelta(days=1), None, 2) == ([], None)


def test_the_origin_is_kept_in_the_vault_for_as_long_as_the_conversation(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    assert "2001:db8" not in str(stores.chat())
    (kept,) = stores.vault()
    assert int(kept["expires_at"]["N"]) == sam.expires_at.timestamp()
    assert HOME.for_the_vault() == kept["address"]["S"]
