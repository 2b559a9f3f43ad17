"""Races that the adversary or a reader found once, each told as a short story so that it stays closed."""

import pytest

from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.engine.hooks import Arguments, attached
from tests.service import Service


@pytest.fixture
def an(here: Service) -> Counsellor:
    desk = counsellor(here, "An")
    desk.takes_duty(slots=1)
    return desk


def test_a_start_whose_answer_was_lost_is_not_told_busy(sam: Visitor, an: Counsellor) -> None:
    first = sam.conversation
    again = sam.starts("Sam")
    assert (again["type"], again["conversation"]) == ("started", first)
    assert len(an.sees("assigned")) == 2, "whoever answered first may have died before showing it"


def test_the_first_words_after_a_start_are_not_told_ended(here: Service, sam: Visitor) -> None:
    here.dynamo.stale = 1.0
    assert {sam.says(f"woord {n}")["type"] for n in range(1, 9)} == {"said"}


def test_an_accepted_offer_is_accepted_again_with_the_same_answer(here: Service, sam: Visitor, an: Counsellor) -> None:
    bo = counsellor(here, "Bo")
    bo.takes_duty(slots=1)
    an.sends("transfer", conversation=sam.conversation)
    answers = [bo.sends("accept", conversation=sam.conversation, question="transfer") for _ in range(2)]
    assert [answer["type"] for answer in answers] == ["assigned", "assigned"]


def test_a_yes_to_a_colleague_that_comes_twice_lets_no_visitor_in(here: Service, sam: Visitor, an: Counsellor) -> None:
    bo, stranger = counsellor(here, "Bo"), visitor(here, "203.0.113.9")
    bo.takes_duty(slots=1)
    sam.loses_the_line()
    stranger.resumes_by_nickname("Sam")
    an.sends("transfer", conversation=sam.conversation)
    answers = [bo.sends("accept", conversation=sam.conversation, question="transfer") for _ in range(2)]
    assert {answer["asked"]["same_origin"] for answer in answers} == {False}
    assert stranger.sees("resumed") == []


def test_a_yes_is_to_who_was_shown_and_to_nobody_who_asked_since(here: Service, sam: Visitor, an: Counsellor) -> None:
    sam.loses_the_line()
    first, second = visitor(here, "203.0.113.9"), visitor(here, "203.0.113.10")
    first.resumes_by_nickname("Sam")
    shown = an.last_sees("resume_asked")["question"]
    second.resumes_by_nickname("Sam")
    for word in ("accept", "decline"):
        answer = an.sends(word, conversation=sam.conversation, question=shown)
        assert answer == an.last_sees("resume_asked") != shown
    assert (first.sees("resumed"), second.sees("resumed"), second.sees("refused")) == ([], [], [])
    assert an.sends("accept", conversation=sam.conversation, question=answer["question"])["here"] is True
    assert second.sees("resumed")


def test_a_colleague_says_which_question_they_answer(here: Service, sam: Visitor, an: Counsellor) -> None:
    bo = counsellor(here, "Bo")
    bo.takes_duty(slots=1)
    an.sends("transfer", conversation=sam.conversation)
    refused = bo.sends("accept", conversation=sam.conversation)
    assert (refused["reason"], refused["faults"]) == ("invalid", ["question: missing"])


def test_who_handed_over_cannot_block_from_an_old_read(here: Service, sam: Visitor, an: Counsellor) -> None:
    bo = counsellor(here, "Bo")
    bo.takes_duty(slots=1)
    an.sends("transfer", conversation=sam.conversation)
    bo.sends("accept", conversation=sam.conversation, question="transfer")
    here.dynamo.stale = 1.0
    reasons = {an.sends("block", conversation=sam.conversation, reason="te laat").get("reason") for _ in range(9)}
    assert reasons == {"not_yours"}
    assert sam.says("nog hier")["type"] == "said"


def test_an_offer_told_twice_leaves_one_note(here: Service, sam: Visitor, an: Counsellor) -> None:
    bo = counsellor(here, "Bo")
    bo.takes_duty(slots=1)
    for _ in range(2):
        an.sends("transfer", conversation=sam.conversation, note="graag jij")
    assert len(bo.sends("accept", conversation=sam.conversation, question="transfer")["notes"]) == 1


def test_who_watches_while_the_light_lapsed_sees_it_come_back(here: Service, an: Counsellor) -> None:
    here.upkeep()
    here.clock.passes(minutes=6)
    waits = visitor(here)
    assert waits.sends("watch", channel="jac")["light"] == "open", "until upkeep finds who fell silent"
    here.upkeep()
    here.tells_watchers()
    assert waits.last_sees("status")["light"] == "closed"
    here.clock.passes(seconds=5)
    an.reopens_the_desk().takes_duty(slots=1)
    here.tells_watchers()
    assert waits.last_sees("status")["light"] == "open"


def test_a_light_that_flips_back_while_it_is_told_is_told_again(here: Service, an: Counsellor) -> None:
    here.upkeep()
    waits = visitor(here)
    waits.sends("watch", channel="jac")
    an.sends("available", available=False)
    flips_back = [lambda: an.sends("available", available=True)]

    def meanwhile(operation: str, arguments: Arguments) -> None:
        if flips_back and operation == "put_item" and "ANNOUNCED" in str(arguments):
            flips_back.pop()()
            here.tells_watchers()

    with attached(here.dynamo, before=[meanwhile]):
        here.tells_watchers()
    here.clock.passes(milliseconds=5)
    here.tells_watchers()
    assert waits.last_sees("status")["light"] == here.light() == "open"


def test_words_said_while_somebody_was_silent_reach_the_line_that_works(
    here: Service, sam: Visitor, an: Counsellor
) -> None:
    for _ in range(3):
        here.clock.passes(minutes=2)
        an.sends("ping")
    here.upkeep()
    an.says(sam.conversation, "ben je er nog?")
    assert sam.last_sees("message")["text"] == "ben je er nog?"


def test_a_resume_far_into_a_conversation_is_not_too_fast(here: Service, sam: Visitor) -> None:
    for n in range(1, 101):
        here.clock.passes(seconds=1)
        assert sam.says(f"woord {n}")["type"] == "said"
    back = sam.comes_back()
    back.resumes(visitor=100)
    here.dynamo.stale = 1.0
    assert back.says("woord 101")["type"] == "said"


def test_who_greets_anew_on_the_same_line_keeps_it(sam: Visitor, an: Counsellor) -> None:
    """After a refusal that names no frame, pages greet again over a line that may be well."""
    sam.says("hallo")
    assert sam.resumes(visitor=1)["type"] == "resumed"
    assert an.takes_duty(slots=1)["conversations"] == [sam.conversation]
    assert an.attaches(sam.conversation)["type"] == "assigned"
    assert sam.says("hallo", n=1)["type"] == "said"
    assert sam.says("nog iets", n=2)["delivered"]
    assert an.says(sam.conversation, "zeg maar")["delivered"]
    replayed = an.sends("replay", conversation=sam.conversation, have={})
    assert sorted(message["text"] for message in replayed["messages"]) == ["hallo", "nog iets", "zeg maar"]
    assert sam.sees("refused") == an.sees("refused") == []
