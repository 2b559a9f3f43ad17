"""Five thousand things are due at once, after an hour in which nothing ran."""

from datetime import timedelta

from chalicelib.actions.time.upkeep import BUDGET
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import RESUME_WINDOW, Conversation, Holder, Line
from chalicelib.domain.duty import Duty
from chalicelib.domain.states import State
from chalicelib.privacy.origins import Origin
from tests.engine.hooks import attached
from tests.service import Service, service

PEOPLE = 5_000
CALL_TAKES = timedelta(milliseconds=5)
LAST_THING = timedelta(seconds=2)


def test_a_backlog_drains_over_bounded_runs_and_loses_nobody() -> None:
    here = service()
    here.opens("jac")
    for number in range(PEOPLE):
        _drops_out(here, number)
    here.clock.passes(minutes=6)
    longest, runs = timedelta(), 0
    with attached(here.dynamo, before=[lambda *_: _takes_time(here)]):
        while _count(here, State.VISITOR_AWAY) and runs < 50:
            longest, runs = max(longest, _one_minute(here)), runs + 1
    print(f"\n{PEOPLE} due conversations in {runs} runs; the longest took {longest.total_seconds():.1f} s")
    assert longest < BUDGET + LAST_THING
    assert runs > 1
    assert _count(here, State.ENDED) + _count(here, State.CLOSED) == PEOPLE
    assert not [item for item in here.dynamo.items("chat") if item["sk"] == {"S": "DUTY"} and item["held"]["L"]]


def _takes_time(here: Service) -> None:
    here.clock.now += CALL_TAKES


def _one_minute(here: Service) -> timedelta:
    began = here.clock.now
    here.upkeep()
    took = here.clock.now - began
    here.clock.now = max(here.clock.now, began + timedelta(minutes=1))
    return took


def _count(here: Service, state: State) -> int:
    rows = here.dynamo.snapshot()["chat"]
    return sum(1 for row in rows if row.item["sk"] == {"S": "CONVERSATION"} and row.item["state"] == {"S": state.value})


def _drops_out(here: Service, number: int) -> None:
    """A visitor who has just lost the line, in a slot of their own."""
    now, connection = here.clock.now, f"line-{number}"
    duty = _duty(here, number)
    conversation = Conversation(
        id=f"conversation-{number:06d}",
        channel="jac",
        nickname=f"Naam {number}",
        language="nl",
        token_hash="",
        origin_hash="",
        started_at=now,
        holder=Holder(duty.counsellor, "An", 1),
        visitor=Line(connection, now, now + RESUME_WINDOW),
        counsellor=Line("desk", now + RESUME_WINDOW),
        state=State.VISITOR_AWAY,
    )
    bound = VisitorConnection(connection, conversation.id, now, now, now)
    here.context.conversations.open(conversation, bound, Origin("192.0.2.1"), duty)


def _duty(here: Service, number: int) -> Duty:
    """A counsellor with one slot, at whom upkeep has not to look for a while."""
    now = here.clock.now
    duty = Duty(f"id-{number}", "An", "jac", 1, True, "desk", now, now, look_at=now + timedelta(hours=1))
    return here.context.duties.save(None, duty, now)
