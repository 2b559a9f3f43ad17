"""Five minutes are five minutes, whenever upkeep comes by."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.engine.faults import LambdaDied
from tests.engine.hooks import Arguments, attached
from tests.service import Service

RESUMES = [(timedelta(minutes=4, seconds=59), True), (timedelta(minutes=5, seconds=1), False)]


@pytest.fixture
def an(here: Service) -> Counsellor:
    desk = counsellor(here, "An")
    desk.takes_duty(slots=2)
    return desk


@pytest.mark.parametrize(("away", "allowed"), RESUMES)
def test_a_visitor_resumes_with_the_token(here: Service, sam: Visitor, away: timedelta, allowed: bool) -> None:
    sam.loses_the_line()
    here.clock.now += away
    assert (sam.comes_back().resumes()["type"] == "resumed") is allowed


@pytest.mark.parametrize(("away", "allowed"), RESUMES)
def test_a_visitor_resumes_by_nickname(
    here: Service, sam: Visitor, an: Counsellor, away: timedelta, allowed: bool
) -> None:
    sam.loses_the_line()
    here.clock.now += away
    asks = visitor(here).resumes_by_nickname("Sam")
    assert (asks["type"] == "waiting") is allowed
    if allowed:
        assert an.sends("accept", conversation=sam.conversation)["here"] is True


def test_a_yes_that_comes_too_late_lets_nobody_in(here: Service, sam: Visitor, an: Counsellor) -> None:
    sam.loses_the_line()
    here.clock.passes(minutes=4, seconds=59)
    visitor(here).resumes_by_nickname("Sam")
    here.clock.passes(seconds=2)
    assert an.sends("accept", conversation=sam.conversation)["reason"] == "not_now"


@pytest.mark.parametrize(("away", "allowed"), RESUMES)
def test_a_counsellor_attaches_again(
    here: Service, sam: Visitor, an: Counsellor, away: timedelta, allowed: bool
) -> None:
    an.loses_the_line()
    here.clock.now += away
    desk = an.reopens_the_desk()
    assert (desk.attaches(sam.conversation)["type"] == "assigned") is allowed


def test_the_five_minutes_run_from_the_drop_of_the_newest_line(here: Service, sam: Visitor) -> None:
    sam.loses_the_line()
    here.clock.passes(minutes=4)
    again = sam.comes_back()
    again.resumes()
    here.says_disconnected(sam.connection)
    assert again.says("ik ben er nog")["delivered"] is True
    again.loses_the_line()
    here.clock.passes(minutes=4, seconds=59)
    assert sam.comes_back().resumes()["type"] == "resumed"


def _late(here: Service) -> None:
    here.clock.passes(minutes=10)
    here.upkeep()


def _doubled(here: Service) -> None:
    here.upkeep()
    here.upkeep()


def _killed_midway(here: Service) -> None:
    for at in range(1, 12):
        left = [at]

        def dies(_operation: str, _arguments: Arguments, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise LambdaDied

        with attached(here.dynamo, before=[dies]), pytest.raises(LambdaDied):
            here.upkeep()
    here.upkeep()


@pytest.mark.parametrize("comes_by", [_late, _doubled, _killed_midway])
def test_upkeep_at_its_worst_ends_it_once(
    here: Service, sam: Visitor, an: Counsellor, comes_by: Callable[[Service], None]
) -> None:
    sam.loses_the_line()
    here.clock.passes(minutes=3)
    an.sends("ping")
    here.clock.passes(minutes=2)
    comes_by(here)
    assert [frame["reason"] for frame in an.sees("ended")] == ["visitor_away"]
    assert here.light() == ("closed" if comes_by is _late else "open")
    assert visitor(here).starts("Sam")["type"] == ("refused" if comes_by is _late else "started")


def test_silence_of_a_visitor_is_noticed_within_six_minutes(here: Service, sam: Visitor, an: Counsellor) -> None:
    here.gateway.drop(sam.connection)
    for minute in range(6):
        here.clock.passes(minutes=1)
        if minute % 2:
            an.sends("ping")
        here.upkeep()
    assert an.last_sees("peer")["here"] is False


def test_silence_of_a_desk_is_noticed_within_six_minutes(here: Service, sam: Visitor, an: Counsellor) -> None:
    here.gateway.drop(an.connection)
    for minute in range(6):
        here.clock.passes(minutes=1)
        if minute % 2:
            sam.sends("ping")
        here.upkeep()
    assert sam.last_sees("peer")["here"] is False
    assert here.light() == "closed"


def test_a_ping_just_before_upkeep_counts(here: Service, sam: Visitor, an: Counsellor) -> None:
    """Upkeep read that Sam was silent, and then Sam was not."""
    for _ in range(2):
        here.clock.passes(minutes=2, seconds=30)
        an.sends("ping")
    pings = [lambda: sam.sends("ping")]

    def meanwhile(operation: str, arguments: Arguments) -> None:
        if pings and operation == "get_item" and "CONVERSATION#" in str(arguments) and here_it_is_due(here):
            pings.pop()()

    with attached(here.dynamo, after=[meanwhile]):
        here.upkeep()
    assert not pings
    assert not an.sees("peer")


def here_it_is_due(here: Service) -> bool:
    return bool(list(here.context.due.due(here.clock())))


def test_whoever_writes_notes_for_minutes_is_not_silent(here: Service, sam: Visitor, an: Counsellor) -> None:
    """A client pings only when it has sent nothing else, so everything else must count."""
    for minute in range(7):
        here.clock.passes(minutes=1)
        an.sends("note", conversation=sam.conversation, id=f"note-{minute:04d}", text="denkt na")
        sam.sends("replay", have={})
        here.upkeep()
    assert not an.sees("peer")
    assert not sam.sees("peer")


def test_a_gone_line_is_noticed_by_the_push(here: Service, sam: Visitor, an: Counsellor) -> None:
    here.gateway.drop(sam.connection)
    assert an.says(sam.conversation, "ben je daar?")["delivered"] is False
    assert an.last_sees("peer")["here"] is False


def test_the_end_is_told_again_when_who_told_it_died(here: Service, sam: Visitor, an: Counsellor) -> None:
    def dies(_operation: str, _arguments: Arguments) -> None:
        raise LambdaDied

    with attached(here.gateway, before=[dies]), pytest.raises(LambdaDied):
        sam.sends("end")
    assert not an.sees("ended")
    here.clock.passes(minutes=1)
    here.upkeep()
    assert an.last_sees("ended")["by"] == "visitor"
