"""A conversation is counted once, when its books close, whatever crashes; a refusal at its moment."""

import contextlib

import pytest

from chalicelib.domain.audit import Act, read
from tests.actors import counsellor, visitor
from tests.audit.trail import kept
from tests.engine.faults import ANSWER_LOST, CONFLICT, CRASH_AFTER, CRASH_BEFORE, THROTTLED, Fault, LambdaDied, Strike
from tests.engine.hooks import attached
from tests.engine.recorder import Call
from tests.figures.town import Town

INTAKE = {"age": 16, "region": "Zwevegem", "gender": "female"}


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_conversation_is_counted_when_its_books_close(town: Town) -> None:
    an = town.an()
    sam = town.comes(intake=INTAKE)
    town.here.clock.passes(seconds=20)
    sam.says("hallo")
    town.here.clock.passes(seconds=20)
    an.says(sam.conversation, "Dag, ik luister.")
    town.here.clock.passes(minutes=6)
    sam.sends("end")
    assert town.counted() == {}, "not before"
    town.closes_the_books()
    assert town.counted() == {
        "conversations": 1, "hour.14": 1, "seconds": 400, "messages": 1, "counsellor_messages": 1,
        "first_answers": 1, "first_answer_seconds": 40,
        "ending.visitor": 1, "duration.5_15": 1, "first_answer.1_minute": 1, "language.nl": 1,
        "age.15_17": 1, "gender.female": 1, "region.given": 1, "outcome.none": 1, "theme.none": 1,
    }  # fmt: skip
    assert "Zwevegem" not in str([one for one in town.here.dynamo.items("chat") if one["pk"]["S"].startswith("FIG")])


@pytest.mark.parametrize("fault", [CRASH_BEFORE, CRASH_AFTER, THROTTLED, CONFLICT, ANSWER_LOST], ids=str)
@pytest.mark.parametrize("which", range(3))
def test_whatever_becomes_of_the_minute_it_is_counted_once(town: Town, fault: Fault, which: int) -> None:
    town.an()
    town.comes().sends("end")
    town.here.clock.passes(minutes=2)
    calls: list[Call] = []

    def at(call: Call) -> bool:
        calls.append(call)
        return len(calls) > which

    with Strike(fault, at).on(town.here.dynamo), contextlib.suppress(LambdaDied):
        town.here.upkeep()
    for _ in range(3):
        town.closes_the_books()
    assert town.counted()["conversations"] == 1


@pytest.mark.parametrize("fault", [CRASH_BEFORE, CRASH_AFTER, THROTTLED, CONFLICT, ANSWER_LOST], ids=str)
def test_books_that_fail_to_close_are_counted_by_the_minute_that_closes_them(town: Town, fault: Fault) -> None:
    town.an()
    for _ in range(3):
        town.comes().sends("end")
    town.here.clock.passes(minutes=2)
    failing = Strike(fault, lambda call: call.operation == "transact_write_items", times=2)
    with contextlib.suppress(LambdaDied), failing.on(town.here.dynamo):
        town.here.upkeep()
    assert failing.struck
    town.closes_the_books()
    town.closes_the_books()
    assert town.counted()["conversations"] == town.counted()["outcome.none"] == 3


def test_another_wrap_up_moves_the_figures_along_before_and_after_the_books_close(town: Town) -> None:
    an, sam = town.an(), town.comes()
    sam.sends("end")
    an.sends("wrap_up", conversation=sam.conversation, outcome="advice", themes=["school"])
    assert town.counted() == {}
    town.closes_the_books()
    assert {name: town.counted().get(name) for name in ("outcome.advice", "theme.school", "outcome.none")} == {
        "outcome.advice": 1, "theme.school": 1, "outcome.none": None,
    }  # fmt: skip
    for _ in range(2):
        an.sends("wrap_up", conversation=sam.conversation, outcome="heard", themes=["school", "home"])
    chosen = {name: n for name, n in town.counted().items() if name.startswith(("outcome", "theme"))}
    assert chosen == {"outcome.heard": 1, "theme.school": 1, "theme.home": 1}
    an.sends("wrap_up", conversation=sam.conversation)
    chosen = {name: n for name, n in town.counted().items() if name.startswith(("outcome", "theme"))}
    assert chosen == {"outcome.none": 1, "theme.none": 1}


def test_a_survey_is_counted_once_and_a_remark_is_no_number(town: Town) -> None:
    town.an()
    sam = town.comes()
    sam.sends("end")
    for _ in range(2):
        assert sam.sends("survey", helped=5, again=True, remark="dank je")["type"] == "thanked"
    town.closes_the_books()
    sam.sends("survey", helped=1)
    counted = town.counted()
    assert (counted["surveys"], counted["helped.5"], counted["again.yes"]) == (1, 1, 1)
    assert "heard.1" not in counted and "helped.1" not in counted and "remark" not in str(counted)


def test_who_is_turned_away_is_counted_by_why_and_when(town: Town) -> None:
    assert town.comes().sends("ping")
    assert town.counted() == {"closed.14": 1}, "nobody is at work"
    an = town.an(slots=1)
    sam = town.comes()
    town.comes()
    an.sends("block", conversation=sam.conversation, reason="dreigement")
    sam.comes_back().starts("Weer Sam")
    counted = town.counted()
    assert counted == {"closed.14": 1, "busy.14": 1, "blocked.14": 1}
    town.closes_the_books()
    assert town.counted()["blocks"] == town.counted()["ending.blocked"] == 1


def test_a_flood_from_one_address_is_counted_no_more_often_than_it_may_start(town: Town) -> None:
    """Whoever is too fast is not counted, so that nothing is written for them."""
    line = town.comes()
    for _ in range(200):
        line.starts("Nog eens")
    assert town.counted()["closed.14"] <= town.here.context.limits.starts_a_minute


def test_whoever_cannot_be_counted_still_hears_why(town: Town) -> None:
    line = town.comes()
    with attached(town.here.dynamo, before=[_refuses_to_count]):
        assert line.starts("Sam")["reason"] == "closed"
    assert '"figures_failed"' in town.api.log


def _refuses_to_count(operation: str, arguments: dict[str, object]) -> None:
    if operation == "update_item" and "TURNED#" in str(arguments):
        raise RuntimeError


def test_drops_returns_transfers_and_moves_are_counted_with_the_conversation(town: Town) -> None:
    an = town.an()
    sam = town.comes()
    sam.loses_the_line()
    sam = sam.comes_back()
    sam.resumes()
    bo = counsellor(town.here, "Bo")
    bo.takes_duty(slots=1)
    an.sends("transfer", conversation=sam.conversation)
    bo.sends("accept", conversation=sam.conversation, question="transfer")
    bo.loses_the_line()
    town.here.clock.passes(minutes=6)
    an.sends("ping")
    sam.sends("ping")
    town.here.upkeep()
    sam.sends("end")
    town.closes_the_books()
    names = ("drops", "resumes", "transfers", "counsellor_drops", "moves")
    assert {name: town.counted().get(name) for name in names} == dict.fromkeys(names, 1)


def test_a_block_of_an_administrator_is_in_the_trail_and_whom_it_turns_away_in_the_figures(town: Town) -> None:
    town.an()
    sam = town.comes()
    town.api.post("/admin/blocks", conversation=sam.conversation, reason="Bedreigingen")
    sam.sends("end")
    again = visitor(town.here, sam.address)
    assert again.starts("Iemand")["reason"] == "blocked"
    town.closes_the_books()
    town.here.chains()
    assert ("blocks" in town.counted(), town.counted()["blocked.14"]) == (False, 1)
    assert [read(one.text).deed.act for one in kept(town.here)] == [Act.BLOCK_PLACED]
