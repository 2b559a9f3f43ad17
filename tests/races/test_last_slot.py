"""Sixty-four visitors want the last slot at the same moment; the engine and the workers are real."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.actions.context import Context
from chalicelib.domain.ranges import Listed
from tests.engine.wire import Item
from tests.load import Load, claimed_in, families, held_in, kinds, load

PEOPLE, ROUNDS = 64, 50
LOST_AT_MOST = 3
"""Races that one visitor loses before the answer. Each costs a pause and two calls; a frame has 29 seconds in all."""


def test_one_gets_the_last_slot_and_nobody_leaves_anything_behind(dynamodb_endpoint: str) -> None:
    most = 0
    with load(dynamodb_endpoint, PEOPLE) as people:
        lost = _count_lost_races(people)
        an = people.counsellor("An", slots=1)
        for round in range(1, ROUNDS + 1):
            lost.clear()
            answers = people.start_at_once([f"Naam {number}" for number in range(PEOPLE)])
            most = max([most, *lost.values()])
            assert kinds(answers) == {"started": 1, "busy": PEOPLE - 1}, (round, people.log.getvalue())
            _kindly(answers)
            conversation = next(answer["conversation"] for answer in answers if answer["type"] == "started")
            _no_orphans(people, round, conversation)
            assert people.sends(an, "end", conversation=conversation)["type"] == "ended"
    print(f"\n{ROUNDS} rounds of {PEOPLE} visitors on one slot; the unluckiest lost {most} races in a round")
    assert most <= LOST_AT_MOST


def _count_lost_races(people: Load) -> Counter[int]:
    """How often each worker paused because somebody else was faster."""
    lost: Counter[int] = Counter()

    def counting(number: int, context: Context) -> Context:
        def pause(tries: int) -> None:
            lost[number] += 1
            context.pause(tries)

        return replace(context, pause=pause)

    people.workers[:] = [counting(number, context) for number, context in enumerate(people.workers)]
    return lost


def _kindly(answers: list[dict[str, object]]) -> None:
    for answer in answers:
        if answer["type"] == "refused":
            assert answer["message"]
            assert answer["elsewhere"], "who comes too late is told where else help is"


def _no_orphans(people: Load, round: int, conversation: str) -> None:
    """Every earlier round ended; only the winner of this one holds anything."""
    chat = people.chat()
    there = families(chat)
    del there["THROTTLE"], there["PLACES"], there["TURNED"]
    assert _turned_away(chat) == round * (PEOPLE - 1), "each refusal is counted once"
    assert there == {
        "CHANNEL": 1,
        "DESKS": 1,
        "WATCHERS": 1,
        "SALTS": 1,
        "COUNSELLOR": 1,
        "CONNECTION staff": 1,
        "NICKNAMES": 1,
        "CONVERSATION": round,
        "CONNECTION visitor": round,
    }
    assert families(people.vault()) == {"ORIGIN": round}
    named = [item["conversation"]["S"] for item in chat if item["pk"]["S"].startswith("NICKNAMES#")]
    assert [*held_in(chat).values(), *named] == [conversation, conversation]
    began = {item["id"]["S"] for item in chat if item["sk"] == {"S": "CONVERSATION"}}
    assert claimed_in(chat) <= began, "who came too late gave the place back"


def _turned_away(chat: Sequence[Item]) -> int:
    """How many were counted as having found no free place, over all hours and shards."""
    counts = [item for item in chat if item["pk"]["S"].startswith("TURNED#")]
    return sum(int(value["N"]) for item in counts for name, value in item.items() if name.startswith("busy."))


def test_several_free_slots_are_all_filled_and_the_rest_is_busy(dynamodb_endpoint: str) -> None:
    with load(dynamodb_endpoint, PEOPLE) as people:
        desks = [people.counsellor(name, slots) for name, slots in (("An", 5), ("Bo", 3), ("Cis", 1))]
        for round in range(1, 11):
            answers = people.start_at_once([f"Naam {number}" for number in range(PEOPLE)])
            assert kinds(answers) == {"started": 9, "busy": PEOPLE - 9}, (round, people.log.getvalue())
            started = {answer["conversation"] for answer in answers if answer["type"] == "started"}
            assert set(held_in(people.chat()).values()) == started
            for desk in desks:
                _ends_everything(people, desk)


def _ends_everything(people: Load, desk: str) -> None:
    for frame in people.gateway.inbox(desk):
        if frame["type"] == "assigned":
            assert people.sends(desk, "end", conversation=frame["conversation"])["type"] == "ended"
    people.gateway.inbox(desk).clear()


def test_neighbours_behind_one_address_race_as_fairly(dynamodb_endpoint: str) -> None:
    """A school or a shelter has one address, and is listed: its own crowd does not decide the race."""
    with load(dynamodb_endpoint, PEOPLE) as people:
        people.counsellor("An", slots=1)
        school = Listed("school", "203.0.113.7/32", "School", PEOPLE, "Dora", people.clock())
        people.workers[0].ranges.add(school)
        answers = people.start_at_once([f"Naam {number}" for number in range(PEOPLE)], address="203.0.113.7")
        found = kinds(answers)
        # Their claims are one item: who found no turn at it is told to click again in two seconds.
        assert found["started"] == 1
        assert found["busy"] + found["too_fast"] == PEOPLE - 1, found
