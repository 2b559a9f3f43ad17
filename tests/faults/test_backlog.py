"""Five thousand things are due at once, after an hour in which nothing ran."""

from datetime import timedelta

from chalicelib.actions.time.upkeep import BUDGET
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import RESUME_WINDOW, Conversation, Holder, Line
from chalicelib.domain.slots import Slot
from chalicelib.domain.states import State
from chalicelib.privacy.origins import Origin
from chalicelib.store import keys
from chalicelib.store.attributes import to_attributes
from chalicelib.store.item_mapping import ItemMapping
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
    assert _count(here, State.ENDED) + _count(here, State.SEALED) == PEOPLE
    assert not [
        item for item in here.dynamo.items("chat") if item["pk"] == {"S": "SLOTS#jac"} and "conversation" in item
    ]


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
    _slot(here, number)
    conversation = Conversation(
        id=f"conversation-{number:06d}",
        channel="jac",
        nickname=f"Naam {number}",
        language="nl",
        token_hash="",
        origin_hash="",
        started_at=now,
        holder=Holder("id-an", "An", number),
        visitor=Line(connection, now, now + RESUME_WINDOW),
        counsellor=Line("desk", now + RESUME_WINDOW),
        state=State.VISITOR_AWAY,
    )
    bound = VisitorConnection(connection, conversation.id, now, now)
    here.context.conversations.open(conversation, bound, Origin("192.0.2.1"))


def _slot(here: Service, place: int) -> None:
    now = here.clock.now
    slot = Slot("jac", "id-an", "An", place, "desk", True, now + timedelta(hours=1), now)
    item = {**keys.slot("jac", "id-an", place), **ItemMapping(Slot).to_item(slot)}
    here.dynamo.put_item(TableName="chat", Item=to_attributes(item))
