"""An administrator places, lists and lifts blocks without ever seeing an address."""

import pytest

from tests.actors import counsellor, visitor
from tests.http.api import Api
from tests.service import ELSEWHERE


def test_a_typed_address_is_hashed_and_never_seen_again(api: Api) -> None:
    placed = api.post("/admin/blocks", origin=ELSEWHERE, reason="Threats, twice")
    assert placed.status == 201
    assert (placed.json["by"], placed.json["conversation"]) == ("Dora", None)
    assert placed.json["placed_at"] == "2026-11-24T13:00:00.000Z"
    assert placed.json["until"] == "2026-11-24T21:00:00.000Z"
    assert api.get("/admin/blocks").json == {"items": [placed.json], "next": None}
    for seen in (placed.text, api.log, str(api.stored())):
        assert ELSEWHERE not in seen


def test_a_block_is_lifted(api: Api) -> None:
    id = api.post("/admin/blocks", origin="2001:db8::1", reason="Threats").json["id"]
    assert api.delete(f"/admin/blocks/{id}").status == 204
    assert api.delete(f"/admin/blocks/{id}").kind == "unknown"
    assert api.get("/admin/blocks").json["items"] == []


def test_a_block_ends_by_itself(api: Api) -> None:
    id = api.post("/admin/blocks", origin="2001:db8::1", reason="Threats").json["id"]
    api.service.clock.passes(hours=8)
    assert api.get("/admin/blocks").json["items"] == []
    assert api.delete(f"/admin/blocks/{id}").kind == "unknown"


def test_blocks_come_in_pages(api: Api) -> None:
    ids = {api.post("/admin/blocks", origin=f"192.0.2.{n}", reason="Threats").json["id"] for n in range(5)}
    page, seen = api.get("/admin/blocks", limit="2").json, []
    while True:
        seen += [one["id"] for one in page["items"]]
        if not page["next"]:
            break
        page = api.get("/admin/blocks", limit="2", cursor=page["next"]).json
    assert seen == sorted(ids)


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({}, "request"),
        ({"origin": ELSEWHERE, "conversation": "0123456789abcdef0123"}, "request"),
        ({"origin": "not an address"}, "origin"),
        ({"origin": "300.1.1.1"}, "origin"),
        ({"conversation": "0123456789abcdef0123"}, "conversation"),
        ({"conversation": "?"}, "conversation"),
    ],
)
def test_a_block_of_nobody_is_refused(api: Api, asked: dict[str, str], place: str) -> None:
    before = api.stored()
    reply = api.post("/admin/blocks", reason="Threats", **asked)
    assert (reply.status, list(reply.faults)) == (422, [place])
    assert api.stored() == before


@pytest.mark.parametrize("id", ["x", "0" * 32, "0" * 3000, "%00"])
def test_a_block_that_is_not_there_cannot_be_lifted(api: Api, id: str) -> None:
    assert api.delete(f"/admin/blocks/{id}").kind == "unknown"


def test_a_conversation_leads_to_a_block_that_its_visitor_meets(api: Api) -> None:
    counsellor(api.service).takes_duty()
    sam = visitor(api.service, ELSEWHERE)
    sam.starts()
    placed = api.post("/admin/blocks", conversation=sam.conversation, reason="Threats").json
    assert placed["conversation"] == sam.conversation
    sam.sends("end")
    refused = visitor(api.service, ELSEWHERE).starts("Robin")
    assert (refused["reason"], refused["until"]) == ("blocked", placed["until"])
    api.delete(f"/admin/blocks/{placed['id']}")
    assert visitor(api.service, ELSEWHERE).starts("Robin")["type"] == "started"


def test_whom_a_block_hits_besides_is_told_before_it_is_placed(api: Api) -> None:
    counsellor(api.service, "An").takes_duty(3)
    sam, roos, elsewhere = visitor(api.service), visitor(api.service), visitor(api.service, ELSEWHERE)
    for one, nickname in ((sam, "Sam"), (roos, "Roos"), (elsewhere, "Noor")):
        one.starts(nickname)
    reach = f"/admin/conversations/{sam.conversation}/reach"
    assert api.get(reach).json == {"others": 1}
    roos.sends("end")
    assert api.get(reach).json == {"others": 0}
    assert api.get(f"/admin/conversations/{'0' * 20}/reach").kind == "unknown"
