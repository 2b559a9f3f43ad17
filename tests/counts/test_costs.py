"""What the service costs, from the engine's own bill: the promises of the wire protocol."""

import pytest

from tests.counts.spending import Spent
from tests.counts.talk import Talk, bill, start
from tests.engine.capacity import item_size
from tests.load import Load


@pytest.fixture
def talk(engine: Load) -> Talk:
    return start(engine)[0]


def test_a_start_costs_at_most_fourteen_units_and_eight_calls(engine: Load) -> None:
    talk, spent = start(engine)
    print(spent.calls, end="")
    assert spent.written + at_most(spent) <= 14, spent
    assert spent.pushed == 1
    assert len(spent.calls) + spent.pushed <= 8, spent.calls
    told = [frame["type"] for frame in engine.gateway.inbox(talk.counsellor)]
    assert told == ["status", "assigned"], "the light as the desk went on duty, and nothing more than the conversation"
    assert max(map(item_size, engine.chat() + engine.vault())) <= 1024


def test_a_start_in_a_new_worker_asks_for_the_salts_of_two_days_more(engine: Load) -> None:
    talk, spent = start(engine, warm=False)
    assert talk.conversation and spent.written + at_most(spent) <= 14 + 1, spent
    assert len(spent.calls) + spent.pushed <= 8 + 3, spent.calls


def at_most(spent: Spent) -> int:
    """What the transaction of a start costs where it is counted only: two units a write, two for the rank of the
    counsellor, which moves in its index, and one for the day of the conversation."""
    return 2 * spent.together + 2 + 1 if spent.together else 0


def test_a_message_costs_one_write_half_a_read_and_one_push(talk: Talk) -> None:
    for says in (talk.visitor_says, talk.counsellor_says):
        talk.said = 0
        for round in range(3):
            with bill(talk.people, says.__name__) as spent:
                assert says() == "said"
            assert spent.written <= 1, spent
            assert spent.read <= (0.5 if round else 1), spent
            assert spent.pushed == 1, spent
            assert len(spent.calls) <= (2 if round else 3), spent


def test_the_longest_message_costs_by_its_length(talk: Talk) -> None:
    with bill(talk.people, "2,000 characters") as spent:
        assert talk.visitor_says("Zo’n dag. " * 200) == "said"
    assert spent.written <= 3, spent
    assert spent.read <= 1


def test_typing_writes_nothing(talk: Talk) -> None:
    for line, fields in ((talk.visitor, {}), (talk.counsellor, {"conversation": talk.conversation})):
        with bill(talk.people, "typing") as spent:
            talk.people.sends(line, "typing", **fields)  # type: ignore[arg-type]
        assert (spent.written, spent.pushed) == (0, 1)
        assert spent.read <= 1


def test_a_ping_is_answered_and_writes_nothing_within_two_minutes(talk: Talk) -> None:
    for line in (talk.visitor, talk.counsellor):
        with bill(talk.people, "ping") as spent:
            assert talk.people.sends(line, "ping") == {"type": "pong"}
        assert (spent.written, spent.pushed, spent.together) == (0, 0, 0)
        assert spent.read <= 0.5


@pytest.mark.parametrize(("who", "reads", "calls"), [("visitor", 1.5, 4), ("counsellor", 1.5, 3)])
def test_a_ping_after_two_minutes_writes_once(talk: Talk, who: str, reads: float, calls: int) -> None:
    """A sign of life holds for a person, whatever they hold."""
    line = getattr(talk, who)
    talk.people.clock.passes(minutes=2)
    with bill(talk.people, f"{who}'s ping after two minutes") as spent:
        assert talk.people.sends(line, "ping") == {"type": "pong"}
    assert (spent.pushed, spent.written, spent.together) == (0, 1, 0), spent
    assert spent.read <= reads and len(spent.calls) <= calls, spent
    with bill(talk.people, f"{who}'s ping right after it") as spent:
        talk.people.sends(line, "ping")
    assert (spent.written, spent.together) == (0, 0)


def test_an_ordinary_conversation_stays_under_a_kilobyte(talk: Talk) -> None:
    """From its second kilobyte on, each change of it would cost a unit more, two in a transaction."""
    (item,) = (item for item in talk.people.chat() if item["sk"]["S"] == "CONVERSATION")
    print(f"\na conversation weighs {item_size(item)} bytes")
    assert item_size(item) <= 1024


def test_who_has_a_conversation_waits_for_the_light_no_more(talk: Talk) -> None:
    waiting = [item["sk"]["S"] for item in talk.people.chat() if item["pk"]["S"].startswith("WATCHERS")]
    assert waiting == [talk.counsellor], "the desk alone still watches its channel"
