"""Who may open a connection: a page of ours, in our version, and at the desk with a ticket that is good once."""

import pytest

from tests.bad_input.doors import PAGE, Doors

FOREIGN = (
    None, "", "null", "*", "https://evil.example", "http://chat.example.be", "https://chat.example.be/",
    "https://chat.example.be:443", "https://chat.example.be.evil.example", "https://evil.example/?https://chat.example.be",
    "https://CHAT.example.be", f"{PAGE},{PAGE}", f" {PAGE}", f"{PAGE}\x00", ["https://chat.example.be"],
)  # fmt: skip


def test_a_page_of_ours_may_open(doors: Doors) -> None:
    kept = doors.kept()
    assert doors.connects() == 200
    assert doors.connects(origin=None, headers={"origin": PAGE}) == 200, "headers come in any case"
    assert doors.kept() == kept, "a visitor who has not started has left nothing"


@pytest.mark.parametrize("origin", FOREIGN, ids=repr)
def test_no_other_page_may(doors: Doors, origin: object) -> None:
    kept = doors.kept()
    assert doors.connects(origin=origin) == 403
    assert doors.connects(origin=origin, query={"v": "1", "ticket": doors.service.ticket_for("Bo")}) == 403
    assert [item["pk"]["S"][:7] for item in doors.kept() if item not in kept] == ["TICKET#"], "nor is a ticket spent"


@pytest.mark.parametrize("query", [{}, {"v": "2"}, {"v": ""}, {"v": "1.0"}, {"version": "1"}])
def test_another_version_is_refused(doors: Doors, query: dict[str, str]) -> None:
    assert doors.connects(query=query) == 403


@pytest.mark.parametrize("strange", ["token", "Ticket", "lang", "V", ""])
def test_an_address_says_nothing_else(doors: Doors, strange: str) -> None:
    kept, ticket = doors.kept(), doors.service.ticket_for("Bo")
    assert doors.connects(query={"v": "1", strange: doors.sam.token}) == 403
    assert doors.connects(query={"v": "1", "ticket": ticket, strange: ""}) == 403
    assert [item["pk"]["S"][:7] for item in doors.kept() if item not in kept] == ["TICKET#"], "nor is a ticket spent"
    assert doors.sam.token not in doors.log


@pytest.mark.parametrize("doubled", ["v", "ticket"])
def test_an_address_says_nothing_twice(doors: Doors, doubled: str) -> None:
    """Of a name that comes twice API Gateway gives the last value, and all of them beside it."""
    kept, query = doors.kept(), {"v": "1", "ticket": doors.service.ticket_for("Bo")}
    several = {name: [value] * (2 if name == doubled else 1) for name, value in query.items()}
    assert doors.connects(query=query, multiValueQueryStringParameters=several) == 403
    assert [item["pk"]["S"][:7] for item in doors.kept() if item not in kept] == ["TICKET#"], "nor is a ticket spent"
    once = {name: [value] for name, value in query.items()}
    assert doors.connects(query=query, multiValueQueryStringParameters=once) == 200


def test_a_request_without_any_query_or_header(doors: Doors) -> None:
    assert doors.connects(query={}, headers=None) == 403
    assert doors.connects(headers=None, queryStringParameters=None) == 403


def test_a_ticket_is_good_once(doors: Doors) -> None:
    query = {"v": "1", "ticket": doors.service.ticket_for("Bo")}
    assert doors.connects(query=query) == 200
    kept = doors.kept()
    assert doors.connects(query=query, connection="another") == 403
    assert doors.kept() == kept


def test_a_ticket_is_good_for_thirty_seconds(doors: Doors) -> None:
    early, late = ({"v": "1", "ticket": doors.service.ticket_for(name)} for name in ("Bo", "Cis"))
    doors.service.clock.passes(seconds=30, milliseconds=-1)
    assert doors.connects(query=early) == 200
    doors.service.clock.passes(milliseconds=1)
    assert doors.connects(query=late) == 403, "though TTL has yet to delete it"


@pytest.mark.parametrize("ticket", ["", "a", "null", "a" * 4000, "\x00", "\ud800", "é", "' OR 1=1 --"])
def test_a_forged_ticket_opens_nothing(doors: Doors, ticket: str) -> None:
    kept = doors.kept()
    assert doors.connects(query={"v": "1", "ticket": ticket}) == 403
    assert doors.kept() == kept


def test_a_resume_token_is_no_ticket(doors: Doors) -> None:
    secret = doors.sam.token.partition(".")[2]
    assert doors.connects(query={"v": "1", "ticket": secret}) == 403
    assert doors.connects(query={"v": "1", "ticket": doors.sam.token}) == 403


def test_an_event_without_an_address_opens_nothing(doors: Doors) -> None:
    assert doors.connects(requestContext={"connectionId": "new", "identity": {"sourceIp": "nowhere"}}) != 200
    assert "nowhere" not in doors.log
