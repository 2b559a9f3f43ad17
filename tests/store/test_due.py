"""The due-time index finds what upkeep has to look at, and nothing that is not due."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.conversation import SETTLED, SILENCE, Side
from chalicelib.domain.duty import off
from chalicelib.domain.moves import end, seal
from chalicelib.store import keys
from tests.store.people import SAM, conversation, on_duty, opened
from tests.store.shelves import Shelves


def due(shelves: Shelves) -> list[tuple[str, str]]:
    return sorted(shelves.world.due.due(shelves.now))


def test_what_is_due_is_found_from_its_moment_on(shelves: Shelves) -> None:
    on_duty(shelves)
    opened(shelves)
    assert due(shelves) == []
    shelves.clock.now += SILENCE - timedelta(milliseconds=1)
    assert due(shelves) == []
    shelves.clock.passes(milliseconds=1)
    assert due(shelves) == [("conversation", SAM), ("duty", "id-an")]


def test_what_is_over_leaves_the_index(shelves: Shelves) -> None:
    duty = on_duty(shelves)
    sam = opened(shelves)
    ended = shelves.world.conversations.save(sam, end(sam, Side.VISITOR, shelves.now))
    shelves.clock.now += SETTLED
    assert due(shelves) == [("conversation", SAM)], "what was said at the last moment is sealed too"
    shelves.world.conversations.save(ended, seal(ended))
    shelves.world.duties.save(duty, off(duty, shelves.now), shelves.now)
    shelves.clock.passes(days=1)
    assert due(shelves) == []


def test_every_shard_is_looked_at(shelves: Shelves) -> None:
    on_duty(shelves, slots=5)
    on_duty(shelves, "Bo", slots=5)
    places = [("An", place) for place in range(1, 6)] + [("Bo", place) for place in range(1, 6)]
    ids = [f"conversation-number-{number:02}" for number in range(len(places))]
    for id, (name, place) in zip(ids, places, strict=True):
        opened(shelves, conversation(shelves, id, id, place, name))
    assert {item["due_shard"]["S"] for item in shelves.chat() if "due_shard" in item} == set(keys.due_shards())
    shelves.clock.passes(minutes=5)
    assert [id for kind, id in due(shelves) if kind == "conversation"] == ids


def test_within_a_shard_the_earliest_comes_first(shelves: Shelves) -> None:
    on_duty(shelves, slots=5)
    for number in range(5):
        opened(shelves, conversation(shelves, f"conversation-number-{number}", f"Naam {number}", number + 1))
        shelves.clock.passes(seconds=-10)
    shelves.clock.passes(minutes=10)
    found = [id for kind, id in shelves.world.due.due(shelves.now) if kind == "conversation"]
    for shard in keys.due_shards():
        own = [id for id in found if keys.due_shard(keys.belongings(id)) == shard]
        assert own == sorted(own, reverse=True)


def test_a_version_that_was_lost_moves_nothing_in_the_index(shelves: Shelves) -> None:
    on_duty(shelves)
    sam = opened(shelves)
    later = replace(sam, visitor=replace(sam.visitor, seen_at=shelves.now + timedelta(minutes=2)))
    later = replace(later, counsellor=replace(sam.counsellor, seen_at=shelves.now + timedelta(minutes=2)))
    shelves.world.conversations.save(sam, later)
    shelves.clock.passes(minutes=5)
    assert due(shelves) == [("duty", "id-an")]
