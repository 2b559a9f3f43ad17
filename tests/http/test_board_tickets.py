"""A team lead gets a ticket for the board of their channels, and nobody else does."""

from dataclasses import replace

import pytest

from chalicelib.domain.audit import Act, read
from chalicelib.domain.staff import Role, Staff, standing_of
from tests.actors import Counsellor
from tests.audit.trail import kept
from tests.http.api import AN, DORA, FIEN, Api

MORNING = replace(FIEN, sign_in="0d" * 16)


def test_the_ticket_opens_a_line_to_the_boards_of_the_channels_that_there_are(api: Api) -> None:
    api.staff = FIEN
    reply = api.post("/team/tickets")
    assert (reply.status, reply.json["channels"]) == (201, ["jac"])
    line = api.service.connects(ticket=reply.json["ticket"])
    assert line
    fien = Counsellor(api.service, line)
    assert fien.sends("board", channel="jac")["type"] == "board"
    assert fien.takes_duty()["reason"] == "not_yours"
    assert api.service.connects(ticket=reply.json["ticket"]) is None, "once"


@pytest.mark.parametrize("who", [AN, DORA, replace(FIEN, channels=()), replace(FIEN, channels=("elsewhere",))])
def test_nobody_else_gets_one(api: Api, who: Staff) -> None:
    api.staff = who
    reply = api.post("/team/tickets")
    assert (reply.status, reply.kind) == (403, "not_allowed")


def test_a_team_lead_alone_gets_no_desk_and_no_office(api: Api) -> None:
    api.staff = FIEN
    assert [api.post("/desk/tickets").status, api.get("/admin/channels").status] == [403, 403]


def test_it_is_an_entry_once_a_sign_in_in_the_role_of_a_team_lead(api: Api) -> None:
    for api.staff in (MORNING, MORNING, replace(MORNING, roles=frozenset({Role.TEAM_LEAD, Role.ADMINISTRATOR}))):
        api.post("/team/tickets")
    api.get("/admin/channels")
    api.service.chains()
    deeds = [read(one.text).deed for one in kept(api.service)]
    entries = sorted((deed.actor, deed.role) for deed in deeds if deed.act is Act.SIGNED_IN)
    assert entries == [("id-fien", Role.ADMINISTRATOR), ("id-fien", Role.TEAM_LEAD)]


def test_a_new_word_of_the_issuer_keeps_a_board_a_board(api: Api) -> None:
    api.staff = FIEN
    line = api.service.connects(ticket=api.post("/team/tickets").json["ticket"])
    assert line
    api.staff = replace(FIEN, roles=frozenset({Role.TEAM_LEAD, Role.COUNSELLOR}))
    assert api.post("/desk/sessions").status == 200
    (desk,) = api.service.context.desks.of("id-fien")
    assert desk.channels == ("board:jac",)


def test_what_the_groups_of_a_team_lead_stand_for() -> None:
    standing = standing_of(["team-lead", "channel-jac", "channel-caw"])
    assert (standing.answers, standing.boards) == (frozenset(), frozenset({"board:caw", "board:jac"}))
    assert standing_of(["counsellor", "channel-jac"]).boards == frozenset()
