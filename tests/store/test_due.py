"""The due-time index finds what upkeep has to look at, and nothing that is not due."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.conversation import HINT_AFTER, RESUME_WINDOW, SETTLED, SILENCE, Conversation, Side
from chalicelib.domain.duty import off
from chalicelib.domain.moves import close_books, drop, end
from chalicelib.store import keys
from tests.store.people import SAM, conversation, on_duty, opened
from tests.store.stores import Stores

SOON = timedelta(minutes=6)


def closing_soon(stores: Stores, one: Conversation) -> Conversation:
    return replace(one, closing_at=stores.now + SOON)


def due(stores: Stores) -> list[tuple[str, str]]:
    return sorted(stores.context.due.due(stores.now))


def test_what_is_due_is_found_from_its_moment_on(stores: Stores) -> None:
    on_duty(stores)
    opened(stores)
    assert due(stores) == []
    stores.clock.now += SILENCE - timedelta(milliseconds=1)
    assert due(stores) == []
    stores.clock.passes(milliseconds=1)
    assert due(stores) == [("duty", "id-an")], "who fell silent is looked for where the conversations are held"
    stores.clock.now += HINT_AFTER - SILENCE
    assert due(stores) == [("duty", "id-an")], "and so is what is not due within minutes"


def test_what_is_due_within_minutes_is_found_by_itself(stores: Stores) -> None:
    on_duty(stores)
    opened(stores, closing_soon(stores, conversation(stores)))
    stores.clock.now += SOON
    assert due(stores) == [("conversation", SAM), ("duty", "id-an")]


def test_what_is_over_leaves_the_index(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    ended = stores.context.conversations.save(sam, end(sam, Side.VISITOR, stores.now))
    stores.clock.now += SETTLED
    assert due(stores) == [("conversation", SAM)], "nothing is under way any more"
    stores.context.conversations.save(ended, close_books(ended))
    duty = stores.context.duties.get("id-an")
    assert duty is not None
    stores.context.duties.save(duty, off(duty, stores.now), stores.now)
    stores.clock.passes(days=1)
    assert due(stores) == []


def test_every_shard_is_looked_at(stores: Stores) -> None:
    on_duty(stores, slots=5)
    on_duty(stores, "Bo", slots=5)
    places = [("An", place) for place in range(1, 6)] + [("Bo", place) for place in range(1, 6)]
    ids = [f"conversation-number-{number:02}" for number in range(len(places))]
    for id, (name, place) in zip(ids, places, strict=True):
        opened(stores, closing_soon(stores, conversation(stores, id, id, place, name)))
    assert {item["due_shard"]["S"] for item in stores.chat() if "due_shard" in item} == set(keys.due_shards())
    stores.clock.now += SOON
    assert [id for kind, id in due(stores) if kind == "conversation"] == ids


def test_within_a_shard_the_earliest_comes_first(stores: Stores) -> None:
    on_duty(stores, slots=5)
    for number in range(5):
        one = conversation(stores, f"conversation-number-{number}", f"Naam {number}", number + 1)
        opened(stores, closing_soon(stores, one))
        stores.clock.passes(seconds=-10)
    stores.clock.now += SOON + timedelta(minutes=5)
    found = [id for kind, id in stores.context.due.due(stores.now) if kind == "conversation"]
    assert len(found) == 5
    for shard in keys.due_shards():
        own = [id for id in found if keys.due_shard(keys.belongings(id)) == shard]
        assert own == sorted(own, reverse=True)


def test_a_change_moves_it_in_the_index(stores: Stores) -> None:
    on_duty(stores)
    sam = opened(stores)
    stores.context.conversations.save(sam, drop(sam, Side.VISITOR, sam.visitor.connection, stores.now))
    stores.clock.now += RESUME_WINDOW
    assert ("conversation", SAM) in due(stores)
