"""The board of a team lead: who is on duty, how long people talk and wait; no word, no nickname."""

from typing import Any

import pytest

from chalicelib.domain.schedule import DEFAULTS
from chalicelib.domain.staff import Role, Standing, board_of
from tests.actors import Actor, Counsellor, Frame, Visitor, counsellor, visitor
from tests.service import Service


def team_lead(service: Service, channels: tuple[str, ...] = ("jac",)) -> Counsellor:
    """Fien opens the board of these channels."""
    return counsellor(service, "Fien", tuple(map(board_of, channels)))


@pytest.fixture
def fien(open_service: Service) -> Counsellor:
    return team_lead(open_service)


def board(who: Actor, channel: str = "jac") -> Frame:
    return who.sends("board", channel=channel)


def people(who: Actor) -> list[tuple[str, str, int, int]]:
    shown = board(who)["people"]
    return [(one["first_name"], one["standing"], one["slots"], len(one["talks"])) for one in shown]


def talk(who: Actor) -> dict[str, Any]:
    (one,) = (talk for person in board(who)["people"] for talk in person["talks"])
    return dict(one)


def test_nobody_is_on_duty(fien: Counsellor) -> None:
    shown = board(fien)
    assert (shown["type"], shown["light"], shown["people"], shown["at_the_door"]) == ("board", "closed", [], 0)


def test_who_is_on_duty_and_how_they_stand(open_service: Service, fien: Counsellor, an: Counsellor) -> None:
    assert (people(fien), board(fien)["light"]) == ([("An", "working", 2, 0)], "open")
    sam = visitor(open_service)
    sam.starts("Sam")
    assert people(fien) == [("An", "working", 2, 1)]
    an.sends("available", available=False)
    assert (people(fien), board(fien)["light"]) == ([("An", "paused", 2, 1)], "busy")
    an.sends("duty", off=True)
    assert people(fien) == [("An", "leaving", 0, 1)]
    sam.sends("end")
    assert people(fien) == []


def test_who_lost_the_line_is_away(fien: Counsellor, an: Counsellor) -> None:
    an.loses_the_line()
    assert (people(fien), board(fien)["light"]) == ([("An", "away", 2, 0)], "closed")


def test_how_long_they_talk_and_since_when_the_visitor_waits(
    open_service: Service, fien: Counsellor, an: Counsellor, sam: Visitor
) -> None:
    began = talk(fien)["started_at"]
    assert talk(fien) == {"started_at": began, "here": True}
    open_service.clock.passes(minutes=1)
    waits = sam.says("hallo")["at"]
    open_service.clock.passes(minutes=2)
    assert talk(fien) == {"started_at": began, "here": True, "waiting_since": waits}
    an.says(sam.conversation, "dag Sam")
    assert "waiting_since" not in talk(fien)
    sam.loses_the_line()
    assert talk(fien) == {"started_at": began, "here": False}


def test_no_word_no_nickname_no_intake_and_no_conversation_is_on_it(
    open_service: Service, fien: Counsellor, an: Counsellor
) -> None:
    secret = visitor(open_service)
    secret.starts("Zwaluwnaam", intake={"age": 16, "region": "Regiowoord", "gender": "other"})
    secret.says("Geheimwoord")
    an.says(secret.conversation, "Antwoordwoord")
    shown = str(board(fien))
    assert not [
        word
        for word in ("Zwaluwnaam", "Regiowoord", "other", "Geheimwoord", "Antwoordwoord", secret.conversation)
        if word in shown
    ]


def test_who_waits_at_the_door_is_counted_and_a_desk_is_not(
    open_service: Service, fien: Counsellor, an: Counsellor
) -> None:
    for _ in range(3):
        visitor(open_service).sends("watch", channel="jac")
    assert board(fien)["at_the_door"] == 3


def test_until_when_it_is_open(open_service: Service, fien: Counsellor) -> None:
    open_service.opens("jac", DEFAULTS["jac"])
    assert board(fien)["open_until"] == "2026-11-24T18:00:00.000Z"


@pytest.mark.parametrize("channel", ["caw", "elsewhere"])
def test_the_board_of_another_channel_is_refused(fien: Counsellor, channel: str) -> None:
    assert board(fien, channel)["reason"] == "not_yours"


def test_a_desk_has_no_board_and_a_board_is_no_desk(fien: Counsellor, an: Counsellor, sam: Visitor) -> None:
    assert [board(who)["reason"] for who in (an, sam)] == ["not_yours", "not_yours"]
    assert fien.takes_duty()["reason"] == "not_yours"
    assert fien.says(sam.conversation, "dag")["reason"] == "not_yours"


def test_looking_writes_nothing_and_is_told_to_nobody(
    open_service: Service, fien: Counsellor, an: Counsellor, sam: Visitor
) -> None:
    open_service.clock.passes(minutes=4)
    before, heard = open_service.dynamo.items("chat"), (len(an.inbox), len(sam.inbox))
    board(fien)
    assert (open_service.dynamo.items("chat"), (len(an.inbox), len(sam.inbox))) == (before, heard)


LEADS = Standing(frozenset({Role.TEAM_LEAD}), ("jac",))


def test_who_leads_no_team_any_more_has_no_line_within_the_minute(open_service: Service) -> None:
    fien = team_lead(open_service, ("caw", "jac"))
    open_service.directory.people["id-fien"] = LEADS
    open_service.upkeep()
    assert (board(fien)["type"], board(fien, "caw")["reason"]) == ("board", "not_yours"), "of one channel only"
    open_service.directory.people["id-fien"] = Standing(frozenset({Role.COUNSELLOR}), ("jac",))
    open_service.upkeep()
    assert fien.last_sees("refused")["reason"] == "dismissed"
    assert fien.connection in open_service.gateway.closed


def test_who_is_counsellor_no_more_and_still_leads_keeps_the_board_alone(open_service: Service) -> None:
    fien, desk = team_lead(open_service), counsellor(open_service, "Fien")
    desk.takes_duty()
    open_service.directory.people["id-fien"] = LEADS
    open_service.clock.passes(minutes=1)
    open_service.upkeep()
    assert desk.last_sees("refused")["reason"] == "dismissed"
    assert desk.connection in open_service.gateway.closed
    assert (board(fien)["type"], people(fien)) == ("board", [])
