"""A visitor who never says a word: asked once, kindly, and then their place goes to somebody else."""

from datetime import timedelta

import pytest

from tests.actors import Counsellor, Frame, Visitor, counsellor, visitor
from tests.service import Service

TEN_MINUTES = timedelta(minutes=10)


def minutes_go_by(service: Service, minutes: int, *pinging: Visitor | Counsellor) -> None:
    """Pages that only say that they are there, and upkeep every minute."""
    for minute in range(minutes):
        service.clock.passes(minutes=1)
        for one in pinging if minute % 2 else ():
            one.sends("ping")
        service.upkeep()


def silences(person: Visitor | Counsellor) -> list[str]:
    return [frame["notice"] for frame in person.sees("notice") if frame["notice"] in ("silent_visitor", "still_here")]


def question(person: Visitor | Counsellor) -> Frame:
    return next(frame for frame in reversed(person.sees("notice")) if frame["notice"] == "silent_visitor")


@pytest.fixture
def asked(open_service: Service, sam: Visitor, an: Counsellor) -> Visitor:
    """Sam, who has said nothing for ten minutes and was asked whether they are there."""
    minutes_go_by(open_service, 10, sam, an)
    assert silences(sam) == silences(an) == ["silent_visitor"]
    return sam


def test_nobody_is_asked_before_ten_minutes(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    minutes_go_by(open_service, 9, sam, an)
    assert not silences(sam) and not silences(an)


def test_asked_once_and_ended_after_three_minutes_more(open_service: Service, asked: Visitor, an: Counsellor) -> None:
    assert question(asked)["until"] == question(an)["until"] == "2026-11-24T13:13:00.000Z"
    minutes_go_by(open_service, 2, asked, an)
    assert silences(asked) == ["silent_visitor"] and not asked.sees("ended")
    minutes_go_by(open_service, 1, asked, an)
    for person in (asked, an):
        told = person.last_sees("ended")
        assert (told["by"], told["reason"]) == ("service", "silent")
        assert told["message"] and told["elsewhere"]["emergency"]
    assert asked.starts("Sam")["type"] == "started"


def test_a_place_that_is_kept_by_pings_alone_comes_free(open_service: Service) -> None:
    an = counsellor(open_service)
    an.takes_duty(slots=1)
    script = visitor(open_service)
    script.starts("Sam")
    assert open_service.light() == "busy"
    minutes_go_by(open_service, 13, script, an)
    assert open_service.light() == "open"


def test_a_message_is_a_word(open_service: Service, asked: Visitor, an: Counsellor) -> None:
    asked.says("sorry, ik zocht mijn woorden")
    minutes_go_by(open_service, 30, asked, an)
    assert not asked.sees("ended") and silences(asked) == ["silent_visitor"]


def test_who_spoke_in_time_is_never_asked(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    sam.says("hallo")
    minutes_go_by(open_service, 45, sam, an)
    assert not silences(sam) and not sam.sees("ended")


def test_the_button_gives_ten_minutes_more(open_service: Service, asked: Visitor, an: Counsellor) -> None:
    answered = asked.sends("here")
    assert (answered["type"], answered["notice"]) == ("notice", "still_here")
    assert silences(an) == ["silent_visitor", "still_here"]
    minutes_go_by(open_service, 9, asked, an)
    assert silences(asked) == ["silent_visitor"]
    minutes_go_by(open_service, 1, asked, an)
    assert silences(asked) == ["silent_visitor", "silent_visitor"]
    minutes_go_by(open_service, 3, asked, an)
    assert asked.last_sees("ended")["reason"] == "silent"


def test_typing_alone_keeps_no_place(open_service: Service, asked: Visitor, an: Counsellor) -> None:
    for _ in range(9):
        open_service.clock.passes(seconds=20)
        asked.sends("typing", on=True)
    open_service.upkeep()
    assert asked.last_sees("ended")["reason"] == "silent", an


def test_who_is_away_is_not_asked_and_the_five_minutes_hold(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    minutes_go_by(open_service, 8, sam, an)
    sam.loses_the_line()
    minutes_go_by(open_service, 4, an)
    assert not silences(an)
    back = sam.comes_back()
    assert back.resumes()["type"] == "resumed"
    minutes_go_by(open_service, 1, back, an)
    assert silences(back) == ["silent_visitor"]


def test_who_comes_back_sees_the_question_for_a_minute(open_service: Service, asked: Visitor, an: Counsellor) -> None:
    asked.loses_the_line()
    minutes_go_by(open_service, 4, an)
    back = asked.comes_back()
    assert back.resumes()["answer_by"] == "2026-11-24T13:15:00.000Z"
    assert an.attaches(asked.conversation)["answer_by"] == "2026-11-24T13:15:00.000Z"
    open_service.upkeep()
    assert back.sends("here")["notice"] == "still_here"
    assert "answer_by" not in back.comes_back().resumes()


def test_a_word_that_was_said_answers_for_who_comes_back(open_service: Service, asked: Visitor, an: Counsellor) -> None:
    asked.says("ik ben er")
    assert "answer_by" not in asked.comes_back().resumes()
    assert "answer_by" not in an.attaches(asked.conversation)


def test_a_transfer_changes_nothing_but_who_is_told(open_service: Service, asked: Visitor, an: Counsellor) -> None:
    bo = counsellor(open_service, "Bo")
    bo.takes_duty(slots=1)
    an.sends("transfer", conversation=asked.conversation, colleague="id-bo")
    bo.sends("accept", conversation=asked.conversation, question="transfer")
    assert bo.attaches(asked.conversation)["answer_by"] == "2026-11-24T13:13:00.000Z"
    minutes_go_by(open_service, 3, asked, an, bo)
    assert bo.last_sees("ended")["reason"] == asked.last_sees("ended")["reason"] == "silent"
    assert not an.sees("ended")


def test_nobody_is_asked_while_the_counsellor_is_away(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    minutes_go_by(open_service, 9, sam, an)
    an.loses_the_line()
    minutes_go_by(open_service, 4, sam)
    assert not silences(sam)


def test_an_answer_that_overtakes_the_question_counts(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    def answers_at_once(operation: str, request: dict[str, object]) -> None:
        if operation == "post_to_connection" and b"silent_visitor" in bytes(request["Data"]):  # type: ignore[call-overload]
            open_service.gateway.after_call.remove(answers_at_once)
            sam.sends("here")

    minutes_go_by(open_service, 9, sam, an)
    open_service.gateway.after_call.append(answers_at_once)
    minutes_go_by(open_service, 5, sam, an)
    assert silences(sam) == ["silent_visitor"] and not sam.sees("ended")


def test_a_question_that_may_not_have_arrived_is_asked_again(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    minutes_go_by(open_service, 9, sam, an)
    open_service.gateway.throttled.add(sam.connection)
    minutes_go_by(open_service, 4, sam, an)
    assert not silences(an) and not silences(sam)
    open_service.gateway.throttled.clear()
    minutes_go_by(open_service, 3, sam, an)
    assert silences(sam) == ["silent_visitor"] and not sam.sees("ended")


def test_here_means_nothing_to_who_has_spoken(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    assert visitor(open_service).sends("here")["reason"] == "unknown"
    sam.says("hallo")
    assert sam.sends("here")["notice"] == "still_here"
    assert not silences(an)
