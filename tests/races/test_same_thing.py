"""Two people, two tabs or two workers do the same thing at the same moment, on an engine outside the process."""

from collections.abc import Iterator

import pytest

from chalicelib.actions.context import Caller
from chalicelib.actions.shared import connections
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.time import upkeep
from chalicelib.domain.connection import Ticket
from chalicelib.domain.races import Outdated
from chalicelib.domain.schedule import Schedule, parse_shift
from chalicelib.privacy.origins import Origin
from chalicelib.privacy.tokens import Purpose, hashed
from tests.load import Load, families, held_in, kinds, load

WORKERS, ROUNDS = 8, 10


@pytest.fixture
def people(dynamodb_endpoint: str) -> Iterator[Load]:
    with load(dynamodb_endpoint, WORKERS) as started:
        yield started


def held(people: Load) -> dict[str, str]:
    return held_in(people.chat())


def test_two_tabs_choose_the_same_nickname(people: Load) -> None:
    an = people.counsellor("An", slots=5)
    for _ in range(ROUNDS):
        answers = people.start_at_once(["Sam", "SAM"])
        assert kinds(answers) == {"started": 1, "nickname_taken": 1}, people.log.getvalue()
        (conversation,) = held(people).values()
        assert people.sends(an, "end", conversation=conversation)["type"] == "ended"
        assert families(people.chat())["NICKNAMES"] == 0


def test_an_impatient_click_makes_one_conversation(people: Load) -> None:
    an = people.counsellor("An", slots=5)
    for round in range(ROUNDS):
        line = people.connects()
        answers = people.start_at_once(["Sam"] * 4, lines=[line] * 4, address=f"203.0.113.{round}")
        assert set(kinds(answers)) <= {"started", "nickname_taken"}, people.log.getvalue()
        (conversation,) = held(people).values()
        started = [answer for answer in answers if answer["type"] == "started"]
        assert {answer["conversation"] for answer in started} == {conversation}
        assert people.sends(an, "end", conversation=conversation)["type"] == "ended"


def test_a_ticket_opens_one_desk(people: Load) -> None:
    secret = "a ticket that was seen by somebody else"
    now = people.clock()
    people.workers[0].connections.add_ticket(hashed(secret, Purpose.TICKET), Ticket("id-an", "An", ("jac",), now), now)

    def opens(worker: int) -> bool:
        caller = Caller(f"desk-{worker}", Origin("198.51.100.1"))
        return connections.connect(people.workers[worker], caller, "1", secret)

    assert sum(people.at_once(WORKERS, opens)) == 1
    assert families(people.chat())["CONNECTION staff"] == 1


def test_the_same_number_is_given_once(people: Load) -> None:
    people.counsellor("An", slots=1)
    line = people.connects()
    people.sends(line, "start", channel="jac", nickname="Sam")

    def says(worker: int, id: str) -> dict[str, object]:
        return people.sends(line, "say", worker, n=1, id=id, text=id)

    answers = people.at_once(WORKERS, lambda worker: says(worker, f"message-{worker}"))
    assert kinds(answers) == {"said": 1, "out_of_step": WORKERS - 1}
    assert {answer.get("last_n", 1) for answer in answers} == {1}
    (said,) = (answer for answer in answers if answer["type"] == "said")
    repeats = people.at_once(WORKERS, lambda worker: says(worker, str(said["id"])))
    assert [answer["at"] for answer in repeats] == [said["at"]] * WORKERS


def test_both_sides_end_it(people: Load) -> None:
    an = people.counsellor("An", slots=1)
    for round in range(ROUNDS):
        line = people.connects()
        started = people.sends(line, "start", address=f"203.0.113.{round}", channel="jac", nickname="Sam")
        conversation = started["conversation"]
        answers = people.at_once(
            4,
            lambda who, line=line, conversation=conversation: (  # type: ignore[misc]
                people.sends(line, "end", who) if who % 2 else people.sends(an, "end", who, conversation=conversation)
            ),
        )
        assert kinds(answers) == {"ended": 4}, answers
        assert [answer["type"] for answer in answers].count("ended") == 1
        assert not held(people)


def test_upkeep_run_by_many_moves_a_conversation_once(people: Load) -> None:
    an = people.counsellor("An", slots=1)
    for round in range(ROUNDS):
        line = people.connects()
        conversation = people.sends(line, "start", channel="jac", nickname="Sam")["conversation"]
        people.gateway.drop(an)
        connections.disconnect(people.workers[0], an)
        colleagues = [people.counsellor(f"{name}{round}", slots=1) for name in ("Bo", "Cis")]
        people.clock.passes(minutes=3)
        for here in (line, *colleagues):
            people.sends(here, "ping")
        people.clock.passes(minutes=2)
        people.at_once(WORKERS, lambda worker: upkeep.run(people.workers[worker]))
        assert list(held(people).values()) == [conversation], people.log.getvalue()
        told = [frame["type"] for desk in colleagues for frame in people.gateway.inbox(desk)]
        assert [word for word in told if word != "status"] == ["assigned"], "beside the light, which may be told again"
        assert len([frame for frame in people.gateway.inbox(line) if frame.get("counsellor")]) == 1
        assert people.sends(line, "end")["type"] == "ended"
        an = people.counsellor("An", slots=1)
        for desk in colleagues:
            people.sends(desk, "duty", off=True)
    assert "failed" not in people.log.getvalue()


def test_upkeep_run_by_many_says_a_notice_once(people: Load) -> None:
    an, line = people.counsellor("An", slots=1), people.connects()
    people.sends(line, "start", channel="jac", nickname="Sam")
    people.sends(line, "say", n=1, id="visitor-0001", text="hallo")
    for _ in range(31):
        people.clock.passes(minutes=2)
        people.sends(line, "ping")
        people.sends(an, "ping")
    people.at_once(WORKERS, lambda worker: upkeep.run(people.workers[worker]))
    notices = [frame["notice"] for frame in people.gateway.inbox(an) if frame["type"] == "notice"]
    assert sorted(notices) == ["fifty_minutes", "one_hour"]
    assert "failed" not in people.log.getvalue()


def test_the_light_is_announced_once(people: Load) -> None:
    watcher = people.connects()
    assert people.sends(watcher, "watch", channel="jac")["light"] == "closed"
    people.gateway.inbox(watcher).clear()
    people.counsellor("An", slots=1)
    people.at_once(WORKERS, lambda worker: upkeep.run(people.workers[worker]))
    lights = [frame["light"] for frame in people.gateway.inbox(watcher)]
    assert lights == ["open"]


def test_the_first_hours_are_given_once(people: Load) -> None:
    people.at_once(WORKERS, lambda worker: upkeep.run(people.workers[worker]))
    assert people.workers[0].channels.read_schedule("caw")[1] == 1
    assert "failed" not in people.log.getvalue()


def hours_of(administrator: int) -> Schedule:
    """Hours of their own: who writes the very same is not told apart from who tries again."""
    return Schedule(shifts={0: (parse_shift(f"{administrator:02}:00", "17:00"),)})


def test_administrators_do_not_undo_each_other_unseen(people: Load) -> None:
    _, version = people.workers[0].channels.read_schedule("jac")

    def saves(worker: int) -> int | None:
        try:
            return people.workers[worker].channels.save_schedule("jac", hours_of(worker), version)
        except Outdated:
            return None

    saved = people.at_once(WORKERS, saves)
    assert sorted(saved, key=str) == [version + 1] + [None] * (WORKERS - 1)


def test_administrators_who_try_again_all_get_through(people: Load) -> None:
    def saves(worker: int) -> int:
        context = people.workers[worker]

        def once() -> int:
            return context.channels.save_schedule("jac", hours_of(worker), context.channels.read_schedule("jac")[1])

        return persistently(context, once)

    assert sorted(people.at_once(WORKERS, saves)) == list(range(2, WORKERS + 2))
