"""Somebody loses their account, a role or a channel while they are at work."""

import pytest

from tests.actors import Counsellor, Visitor, counsellor
from tests.service import Service


@pytest.fixture
def bram(open_service: Service, an: Counsellor) -> Counsellor:
    """A colleague of An, who has nobody to talk with yet."""
    on_duty = counsellor(open_service, "Bram")
    on_duty.takes_duty(slots=1)
    return on_duty


def test_an_account_that_ends_ends_duty_line_and_tells_why(open_service: Service, an: Counsellor) -> None:
    open_service.directory.dismisses("id-an")
    open_service.upkeep()
    said = an.last_sees("refused")
    assert (said["reason"], said.get("frame")) == ("dismissed", None)
    assert an.connection not in open_service.gateway.live
    assert open_service.light() == "closed"
    assert not open_service.context.desks.all()
    assert an.takes_duty()["reason"] == "not_yours"


def test_their_visitor_goes_on_with_a_colleague_at_once(
    open_service: Service, sam: Visitor, an: Counsellor, bram: Counsellor
) -> None:
    sam.says("Ben je daar?")
    open_service.directory.dismisses("id-an")
    open_service.upkeep()
    assert bram.last_sees("assigned")["messages"][0]["text"] == "Ben je daar?"
    assert sam.last_sees("peer") | {"here": True, "counsellor": "Bram"} == sam.last_sees("peer")
    assert sam.says("Hallo Bram")["delivered"]
    assert an.says(sam.conversation, "Nog een woord")["reason"] == "not_yours"


def test_without_a_free_colleague_the_visitor_hears_where_help_is(
    open_service: Service, sam: Visitor, an: Counsellor
) -> None:
    open_service.directory.dismisses("id-an")
    open_service.upkeep()
    ended = sam.last_sees("ended")
    assert ended["reason"] == "counsellor_away"
    assert ended["elsewhere"]["emergency"]
    assert "account" not in ended["message"]


def test_whoever_was_asked_to_take_over_hears_that_it_is_not_needed(
    open_service: Service, sam: Visitor, an: Counsellor, bram: Counsellor
) -> None:
    an.sends("transfer", conversation=sam.conversation)
    assert bram.sees("transfer_asked")
    bram.sends("available", available=False)
    open_service.directory.dismisses("id-an")
    open_service.upkeep()
    assert bram.last_sees("transfer")["state"] == "withdrawn"
    assert bram.sends("accept", conversation=sam.conversation, question="transfer")["type"] == "refused"


def test_a_desk_that_is_off_duty_is_closed_too(open_service: Service, an: Counsellor, sam: Visitor) -> None:
    idle = counsellor(open_service, "Idle")
    an.sends("duty", off=True)
    for who in ("id-idle", "id-an"):
        open_service.directory.dismisses(who)
    open_service.upkeep()
    assert idle.last_sees("refused")["reason"] == an.last_sees("refused")["reason"] == "dismissed"
    assert sam.sees("ended"), "An was off duty and still in conversation"


def test_whoever_lost_the_line_before_does_not_keep_their_visitor_waiting(
    open_service: Service, sam: Visitor, an: Counsellor, bram: Counsellor
) -> None:
    an.loses_the_line()
    assert not sam.last_sees("peer")["here"]
    open_service.directory.dismisses("id-an")
    open_service.upkeep()
    assert sam.last_sees("peer")["counsellor"] == "Bram"
    assert bram.sees("assigned")


def test_a_channel_that_is_lost_ends_the_duty_there_and_not_the_line(
    open_service: Service, sam: Visitor, an: Counsellor, bram: Counsellor
) -> None:
    open_service.directory.leaves("id-an", "caw")
    open_service.upkeep()
    said = an.last_sees("refused")
    assert (said["reason"], said["frame"]) == ("dismissed", "duty")
    assert sam.last_sees("peer")["counsellor"] == "Bram"
    assert an.takes_duty(channel="jac")["reason"] == "not_yours"
    assert an.takes_duty(channel="caw")["on"]
    before = len(an.sees("refused"))
    open_service.upkeep()
    assert (len(an.sees("refused")), open_service.light("caw")) == (before, "open")


def test_a_conversation_of_a_lost_channel_moves_on_though_all_else_is_elsewhere(
    open_service: Service, sam: Visitor, an: Counsellor, bram: Counsellor
) -> None:
    """A new desk that is theirs in the other channel alone, and on duty there, before anybody asked the directory."""
    open_service.directory.leaves("id-an", "caw")
    again = an.reopens_the_desk(channels=("caw",))
    assert again.takes_duty(channel="caw")["on"]
    open_service.upkeep()
    assert sam.last_sees("peer")["counsellor"] == "Bram"
    assert bram.last_sees("assigned")["conversation"] == sam.conversation
    assert again.says(sam.conversation, "Ik ben er nog")["reason"] == "not_yours"
    open_service.upkeep()
    assert sam.last_sees("peer")["counsellor"] == "Bram"


def test_a_channel_that_is_lost_elsewhere_costs_no_duty(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    open_service.directory.leaves("id-an", "jac")
    open_service.upkeep()
    assert not an.sees("refused")
    assert an.says(sam.conversation, "We gaan gewoon verder")["type"] == "said"
    assert an.takes_duty(channel="caw")["reason"] == "not_yours"


def test_every_desk_of_the_person_is_closed(open_service: Service, an: Counsellor) -> None:
    second = an.reopens_the_desk()
    open_service.directory.dismisses("id-an")
    open_service.upkeep()
    assert not {an.connection, second.connection} & set(open_service.gateway.live)


def test_only_who_is_at_work_is_asked_about_and_each_once(
    open_service: Service, an: Counsellor, bram: Counsellor
) -> None:
    an.reopens_the_desk()
    gone = counsellor(open_service, "Gone")
    gone.loses_the_line()
    open_service.directory.asked.clear()
    open_service.upkeep()
    assert sorted(open_service.directory.asked) == ["id-an", "id-bram"]


def test_an_issuer_that_gives_no_answer_throws_nobody_off(open_service: Service, sam: Visitor, an: Counsellor) -> None:
    sam.says("Ik ben er")
    open_service.directory.silent.add("everybody")
    for _ in range(58):
        open_service.clock.passes(minutes=1)
        for person in (an, sam):
            person.sends("ping")
        open_service.upkeep()
    assert open_service.light() == "open"
    assert an.says(sam.conversation, "Ik ben er nog")["type"] == "said"
    assert an.connection in open_service.gateway.live
    assert '"event": "staff_unasked", "reason": "TooManyRequestsException", "count": 1' in open_service.log.getvalue()


def test_but_no_longer_than_its_last_word_counts(open_service: Service, an: Counsellor) -> None:
    open_service.directory.silent.add("everybody")
    for _ in range(60):
        open_service.clock.passes(minutes=1)
        an.sends("ping")
        open_service.upkeep()
    assert an.last_sees("refused")["reason"] == "dismissed"
    assert open_service.light() == "closed"


def test_an_answer_about_somebody_makes_their_session_beside_the_point(open_service: Service, an: Counsellor) -> None:
    for _ in range(70):
        open_service.clock.passes(minutes=1)
        an.sends("ping")
        open_service.upkeep()
    assert open_service.light() == "open"


def test_one_of_whom_nothing_is_said_keeps_no_other_in_office(
    open_service: Service, an: Counsellor, bram: Counsellor
) -> None:
    open_service.directory.silent.add("id-bram")
    open_service.directory.dismisses("id-an")
    open_service.upkeep()
    assert an.connection not in open_service.gateway.live
    assert bram.connection in open_service.gateway.live


def test_five_hundred_at_work_are_asked_about_in_one_round(open_service: Service) -> None:
    for number in range(500):
        counsellor(open_service, f"Hulp{number}")
    open_service.directory.asked.clear()
    open_service.upkeep()
    assert len(set(open_service.directory.asked)) == len(open_service.directory.asked) == 500


def test_a_silent_issuer_is_not_asked_five_hundred_times(open_service: Service) -> None:
    for number in range(100):
        counsellor(open_service, f"Hulp{number}")
    open_service.directory.silent.add("everybody")
    open_service.directory.asked.clear()
    open_service.upkeep()
    first = list(open_service.directory.asked)
    open_service.clock.passes(minutes=1)
    open_service.upkeep()
    assert len(first) == 16
    assert not set(first) & set(open_service.directory.asked[16:]), "each minute others are asked first"
