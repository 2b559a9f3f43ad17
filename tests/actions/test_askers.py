"""Whoever asks to come back by nickname is told how it ended, whatever took their question away, and learns nothing."""

from collections.abc import Callable

import pytest

from tests.actors import Counsellor, Frame, Visitor, counsellor, visitor
from tests.service import ELSEWHERE, HOME, Service

THIRD = "192.0.2.44"
Ending = Callable[[Service, Visitor, Counsellor], object]


def asks(service: Service, address: str = ELSEWHERE, language: str = "nl") -> Visitor:
    asker = visitor(service, address)
    assert asker.sends("resume", channel="jac", nickname="Sam", language=language)["type"] == "waiting"
    return asker


@pytest.fixture
def asker(open_service: Service, sam: Visitor) -> Visitor:
    """Lou, who knows Sam's nickname, and asks in English while Sam is away."""
    sam.loses_the_line()
    return asks(open_service, language="en")


def unknown_nickname(service: Service) -> Frame:
    """What somebody is told who makes a nickname up."""
    return visitor(service, THIRD).sends("resume", channel="jac", nickname="Niemand", language="en")


def the_counsellor_ends(_: Service, sam: Visitor, an: Counsellor) -> None:
    an.sends("end", conversation=sam.conversation)


def the_counsellor_blocks(_: Service, sam: Visitor, an: Counsellor) -> None:
    an.sends("block", conversation=sam.conversation, reason="dreigement")


def the_counsellor_says_no(_: Service, sam: Visitor, an: Counsellor) -> None:
    an.sends("decline", conversation=sam.conversation, question=an.last_sees("resume_asked")["question"])


def the_owner_comes_back(_: Service, sam: Visitor, __: Counsellor) -> None:
    assert sam.comes_back().resumes()["type"] == "resumed"


def another_asks(service: Service, _: Visitor, __: Counsellor) -> None:
    asks(service, HOME)


def nobody_answers(service: Service, _: Visitor, an: Counsellor) -> None:
    for _minute in range(5):
        service.clock.passes(minutes=1)
        an.sends("ping")
    service.upkeep()


def the_counsellor_stays_away_too(service: Service, _: Visitor, an: Counsellor) -> None:
    an.loses_the_line()
    service.clock.passes(minutes=5)
    service.upkeep()


def the_counsellor_is_dismissed(service: Service, _: Visitor, __: Counsellor) -> None:
    service.directory.dismisses("id-an")
    service.upkeep()


ENDINGS: list[Ending] = [
    the_counsellor_ends,
    the_counsellor_blocks,
    the_counsellor_says_no,
    the_owner_comes_back,
    another_asks,
    nobody_answers,
    the_counsellor_stays_away_too,
    the_counsellor_is_dismissed,
]


@pytest.mark.parametrize("happens", ENDINGS, ids=lambda happens: happens.__name__)
def test_whatever_takes_a_question_away_is_told_once_like_an_unknown_nickname(
    open_service: Service, sam: Visitor, an: Counsellor, asker: Visitor, happens: Ending
) -> None:
    assert not asker.sees("refused")
    happens(open_service, sam, an)
    assert asker.sees("refused") == [unknown_nickname(open_service)]
    open_service.clock.passes(minutes=6)
    open_service.upkeep()
    assert [frame["type"] for frame in asker.inbox] == ["refused"]


def test_who_is_let_in_is_not_told_no(open_service: Service, sam: Visitor, an: Counsellor, asker: Visitor) -> None:
    an.sends("accept", conversation=sam.conversation, question=an.last_sees("resume_asked")["question"])
    open_service.clock.passes(minutes=6)
    open_service.upkeep()
    assert asker.sees("resumed") and not asker.sees("refused")


def test_who_asks_in_somebodys_place_still_has_an_open_question(
    open_service: Service, sam: Visitor, an: Counsellor, asker: Visitor
) -> None:
    newer = asks(open_service, HOME)
    assert asker.sees("refused") and not newer.inbox
    an.sends("accept", conversation=sam.conversation, question=an.last_sees("resume_asked")["question"])
    assert newer.sees("resumed") and not newer.sees("refused")


def test_asking_again_over_the_same_line_takes_nobodys_place(open_service: Service, asker: Visitor) -> None:
    assert asker.sends("resume", channel="jac", nickname="Sam", language="en")["type"] == "waiting", open_service
    assert not asker.inbox


def test_who_takes_the_conversation_over_gets_the_question(
    open_service: Service, sam: Visitor, an: Counsellor, asker: Visitor
) -> None:
    bo = counsellor(open_service, "Bo")
    bo.takes_duty(slots=1)
    an.sends("transfer", conversation=sam.conversation, colleague="id-bo")
    taken = bo.sends("accept", conversation=sam.conversation, question="transfer")
    bo.sends("accept", conversation=sam.conversation, question=taken["asked"]["question"])
    assert asker.sees("resumed")[0]["counsellor"] == "Bo"


def test_the_question_moves_along_when_the_counsellor_stays_away(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    an.loses_the_line()
    open_service.clock.passes(minutes=4)
    sam.sends("ping")
    sam.loses_the_line()
    asker = asks(open_service)
    bo = counsellor(open_service, "Bo")
    bo.takes_duty(slots=1)
    open_service.clock.passes(minutes=1)
    open_service.upkeep()
    question = bo.last_sees("assigned")["asked"]["question"]
    bo.sends("decline", conversation=sam.conversation, question=question)
    assert asker.last_sees("refused")["reason"] == "unknown"


def test_who_asks_from_where_the_block_hits_is_told_until_when_and_where_help_is(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    sam.loses_the_line()
    at_home = asks(open_service, HOME, "en")
    the_counsellor_blocks(open_service, sam, an)
    told = at_home.last_sees("refused")
    assert told == asks_again(at_home), "the same as over any other door"
    assert told["reason"] == "blocked" and told["until"] and told["elsewhere"]["emergency"]


def asks_again(asker: Visitor) -> Frame:
    return asker.sends("resume", channel="jac", nickname="Sam", language="en")


def test_what_may_not_have_arrived_is_told_again_when_the_five_minutes_are_over_and_never_after(
    open_service: Service, sam: Visitor, an: Counsellor, asker: Visitor
) -> None:
    open_service.gateway.throttled.add(asker.connection)
    the_owner_comes_back(open_service, sam, an)
    open_service.gateway.throttled.clear()
    assert not asker.inbox
    nobody_answers(open_service, sam, an)
    assert [frame["reason"] for frame in asker.sees("refused")] == ["unknown"]
    nobody_answers(open_service, sam, an)
    assert len(asker.inbox) == 1


def test_what_is_kept_to_tell_them_goes_with_the_books(
    open_service: Service, sam: Visitor, an: Counsellor, asker: Visitor
) -> None:
    asker.loses_the_line(silently=True)
    the_counsellor_ends(open_service, sam, an)
    open_service.clock.passes(minutes=1)
    open_service.upkeep()
    one = open_service.context.conversations.get(sam.conversation, fresh=True)
    assert one is not None and one.state == "closed" and one.ask is None and not one.turned_away
