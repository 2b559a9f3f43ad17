"""Closures, exceptional openings, closing at once, and what a date will bring."""

import pytest

from tests.http.api import Api


def test_a_closure_comes_and_goes(api: Api) -> None:
    added = api.post("/admin/channels/jac/closures", first="2026-11-24", last="2026-11-25", reason="Team day")
    assert (added.status, api.service.flips) == (201, ["jac"])
    assert api.get("/admin/channels/jac/closures").json == {"items": [added.json], "next": None}
    assert api.delete(f"/admin/channels/jac/closures/{added.json['id']}").status == 204
    assert api.delete(f"/admin/channels/jac/closures/{added.json['id']}").kind == "unknown"
    assert api.service.flips == ["jac", "jac"]


def test_closures_come_in_pages(api: Api) -> None:
    days = ["2026-12-03", "2026-12-01", "2026-12-02"]
    for day in days:
        api.post("/admin/channels/jac/closures", first=day, last=day, reason="Team day")
    first = api.get("/admin/channels/jac/closures", limit="2").json
    rest = api.get("/admin/channels/jac/closures", limit="2", cursor=first["next"]).json
    assert [one["first"] for one in first["items"] + rest["items"]] == sorted(days)
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("first", "last", "place", "words"),
    [
        ("2027-02-29", "2027-03-01", "first", "schrikkeljaar"),
        ("2026-12-31", "2026-12-01", "last", "voor het begin"),
        ("2026-13-01", "2026-12-01", "first", "bestaande datum"),
        ("1926-12-01", "2026-12-01", "first", "2000"),
        ("2026-12-01", 5, "last", "tekst"),
    ],
)
def test_closures_that_cannot_be_are_refused(api: Api, first: str, last: object, place: str, words: str) -> None:
    before = api.stored()
    reply = api.post("/admin/channels/jac/closures", first=first, last=last, reason="Team day")
    assert reply.status == 422
    assert words in reply.faults[place]
    assert api.stored() == before


def test_a_leap_day_can_be_closed(api: Api) -> None:
    reply = api.post("/admin/channels/jac/closures", first="2028-02-29", last="2028-02-29", reason="Leap day")
    assert reply.status == 201


def test_an_exceptional_opening_wins_over_the_holiday(api: Api) -> None:
    asked = {"opens": "2026-12-25T13:00", "closes": "2026-12-25T24:00", "reason": "Christmas"}
    added = api.post("/admin/channels/jac/openings", **asked)
    assert added.json["closes"] == "2026-12-26T00:00"
    seen = api.get("/admin/channels/jac/preview", at="2026-12-25T14:00").json
    assert (seen["within_hours"], seen["holiday"]) == (True, "Kerstmis")
    assert seen["hours"] == [{"opens": "13:00", "closes": "24:00"}]
    assert [one["id"] for one in api.get("/admin/channels/jac/openings").json["items"]] == [added.json["id"]]
    assert api.delete(f"/admin/channels/jac/openings/{added.json['id']}").status == 204
    assert not api.get("/admin/channels/jac/preview", at="2026-12-25T14:00").json["within_hours"]


@pytest.mark.parametrize(
    ("opens", "closes", "place", "words"),
    [
        ("2026-12-27T17:00", "2026-12-27T13:00", "closes", "voor het begin"),
        ("2026-12-27T13:00", "2027-12-27T13:00", "closes", "31 dagen"),
        ("2026-12-27 13:00", "2026-12-27T17:00", "opens", "klok van Brussel"),
        ("2026-12-27T25:00", "2026-12-27T17:00", "opens", "vier cijfers"),
        ("2026-12-27T13:00", "2026-12-27T17:00Z", "closes", "vier cijfers"),
    ],
)
def test_openings_that_cannot_be_are_refused(api: Api, opens: str, closes: str, place: str, words: str) -> None:
    reply = api.post("/admin/channels/jac/openings", opens=opens, closes=closes, reason="Night of the Chat")
    assert reply.status == 422
    assert words in reply.faults[place]


def test_both_nights_of_the_clock_are_understood(api: Api) -> None:
    for opens, closes in (("2027-03-28T02:30", "2027-03-28T04:00"), ("2027-10-31T02:30", "2027-10-31T03:00")):
        assert api.post("/admin/channels/jac/openings", opens=opens, closes=closes, reason="Night").status == 201


def test_a_channel_is_closed_at_once_and_reopened(api: Api) -> None:
    closed = api.post("/admin/channels/jac/close", reason="Power cut").json
    assert (closed["closed_now"], closed["closed_reason"], closed["closed_by"]) == (True, "Power cut", "Dora")
    assert (closed["within_hours"], closed["next_opening"], closed["light"]) == (False, None, "closed")
    state = {one["channel"]: one for one in api.get("/admin/channels").json["items"]}
    assert state["jac"] == closed
    assert not state["caw"]["closed_now"]
    reopened = api.post("/admin/channels/jac/reopen").json
    assert (reopened["closed_now"], reopened["within_hours"]) == (False, True)
    assert api.service.flips == ["jac", "jac"]


def test_closing_twice_is_told_once(api: Api) -> None:
    api.post("/admin/channels/jac/close")
    assert api.post("/admin/channels/jac/close").status == 200
    assert api.service.flips == ["jac"]


def test_a_preview_tells_a_day_to_come(api: Api) -> None:
    api.post("/admin/channels/jac/closures", first="2026-12-28", last="2026-12-31", reason="Winter break")
    api.headers["Accept-Language"] = "en-GB,en;q=0.8"
    christmas = api.get("/admin/channels/jac/preview", at="2026-12-25T14:00").json
    assert (christmas["holiday"], christmas["hours"]) == ("Christmas Day", [])
    monday = api.get("/admin/channels/jac/preview", at="2026-12-28T14:00").json
    assert (monday["closure"], monday["within_hours"]) == ("Winter break", False)
    assert monday["next_opening"] == "2027-01-04T12:00:00.000Z"


@pytest.mark.parametrize("at", ["2026-12-25", "christmas", "2026-02-29T12:00", ""])
def test_a_preview_of_no_moment_is_refused(api: Api, at: str) -> None:
    assert api.get("/admin/channels/jac/preview", at=at).faults.keys() == {"at"}


def test_days_that_are_over_are_not_closed(api: Api) -> None:
    path = "/admin/channels/jac/closures"
    refused = api.post(path, first="2026-11-20", last="2026-11-23", reason="Team day")
    assert (refused.status, refused.faults) == (422, {"first": "Dat is al voorbij."})
    assert api.post(path, first="2026-11-20", last="2026-11-24", reason="Team day").status == 201, "today is not over"


def test_an_opening_that_ends_before_it_begins_in_the_hour_that_comes_twice(api: Api) -> None:
    path = "/admin/channels/jac/openings"
    for closes in ("2027-10-31T02:15", "2027-10-31T02:45"):
        refused = api.post(path, opens="2027-10-31T02:45", closes=closes, reason="Night")
        assert (refused.status, "voor het begin" in refused.faults["closes"]) == (422, True)
    assert api.post(path, opens="2027-10-31T02:15", closes="2027-10-31T02:45", reason="Night").status == 201


def test_an_opening_that_is_over_is_refused_and_one_under_way_is_not(api: Api) -> None:
    path = "/admin/channels/jac/openings"
    for closes in ("2026-11-20T12:00", "2026-11-24T14:00"):
        refused = api.post(path, opens="2026-11-20T10:00", closes=closes, reason="Night of the Chat")
        assert (refused.status, refused.faults) == (422, {"opens": "Dat is al voorbij."})
    assert api.post(path, opens="2026-11-20T10:00", closes="2026-11-24T14:01", reason="Now").status == 201


def test_openings_do_not_overlap(api: Api) -> None:
    path = "/admin/channels/jac/openings"
    evening = {"opens": "2026-12-25T18:00", "closes": "2026-12-25T20:00", "reason": "Christmas"}
    assert api.post(path, **evening).status == 201
    for opens, closes in (("18:00", "20:00"), ("17:00", "18:01"), ("19:59", "21:00"), ("17:00", "21:00")):
        refused = api.post(path, opens=f"2026-12-25T{opens}", closes=f"2026-12-25T{closes}", reason="Again")
        assert (refused.status, "andere uitzonderlijke" in refused.faults["opens"]) == (422, True)
    after = {"opens": "2026-12-25T20:00", "closes": "2026-12-25T21:00", "reason": "Later"}
    assert api.post(path, **after).status == 201, "they may touch"
    assert api.post("/admin/channels/caw/openings", **evening).status == 201
