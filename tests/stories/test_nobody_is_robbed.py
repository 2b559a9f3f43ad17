"""On the deployed package: who is blocked, what proves that a line lives, what a message bears, when it all goes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from boto3.dynamodb.types import TypeDeserializer
from websockets.exceptions import InvalidStatus

from chalicelib.domain.retention import expires_at, to_epoch
from infra.local.cloud import local_session
from infra.local.outputs import Outputs
from tests.stories.people import PATIENCE, Administrator, Counsellor, administrator, counsellor, socket_to, visitor

HOME, ELSEWHERE, STRANGER = "127.0.0.31", "127.0.0.32", "127.0.0.33"


@pytest.fixture(scope="module")
def dora(local_cloud: Outputs) -> Administrator:
    found = administrator(local_cloud)
    found.opens_around_the_clock()
    return found


@pytest.fixture
def an(local_cloud: Outputs, dora: Administrator) -> Iterator[Counsellor]:
    with counsellor(local_cloud) as desk:
        desk.clears_the_desk()
        desk.takes_duty(slots=4)
        yield desk
        for one in dora.does("GET", "blocks").raise_for_status().json()["items"]:
            dora.does("DELETE", f"blocks/{one['id']}").raise_for_status()
        desk.asks("duty", "duty", off=True)


def kept_of(cloud: Outputs, table: str, conversation: str) -> list[dict[str, Any]]:
    """Every item of a conversation in a table, seen with the rights of nobody in particular."""
    client = local_session(cloud.region).client("dynamodb", endpoint_url=cloud.endpoint)
    pages = client.get_paginator("scan").paginate(TableName=table)
    parsed = TypeDeserializer().deserialize
    items = ({name: parsed(value) for name, value in item.items()} for page in pages for item in page["Items"])
    return [item for item in items if item["pk"].endswith(f"#{conversation}")]


def test_a_block_hits_the_line_that_is_there(local_cloud: Outputs, an: Counsellor) -> None:
    """Started at one address and resumed at another: the other is blocked, and both are in the vault."""
    with visitor(local_cloud, HOME) as sam, visitor(local_cloud, ELSEWHERE) as back, visitor(local_cloud, HOME) as home:
        sam.starts("Rots")
        an.expects("assigned")
        resumed = back.asks("resume", "resumed", token=sam.token, have={"visitor": 0, "counsellor": 0})
        assert resumed["type"] == "resumed"
        an.asks("block", "ended", conversation=sam.conversation, reason="scheldt en dreigt")
        assert back.expects("ended")["reason"] == "blocked"
        assert home.starts("Huisgenoot")["type"] == "started", "nobody who did not hold the line is blocked"
        an.expects("assigned")
        with visitor(local_cloud, ELSEWHERE) as again:
            assert again.starts("Opnieuw")["reason"] == "blocked"
        kept = kept_of(local_cloud, local_cloud.vault_table, sam.conversation)
        assert [(item["address"], item["way"]) for item in kept] == [(HOME, "start"), (ELSEWHERE, "token")]
        home.asks("end", "ended")


def test_a_stranger_who_took_a_nickname_is_blocked_and_not_whose_it_was(local_cloud: Outputs, an: Counsellor) -> None:
    with visitor(local_cloud, STRANGER) as stranger:
        with visitor(local_cloud, HOME) as mia:
            mia.starts("Kiezel")
            an.expects("assigned")
        an.expects("peer", here=False)
        assert stranger.asks("resume", "waiting", channel="jac", nickname="Kiezel")["type"] == "waiting"
        asked = an.expects("resume_asked")
        assert asked["same_origin"] is False
        an.sends("accept", conversation=asked["conversation"], question=asked["question"])
        stranger.expects("resumed")
        an.asks("block", "ended", conversation=asked["conversation"], reason="doet zich voor als een ander")
    with visitor(local_cloud, STRANGER) as again, visitor(local_cloud, HOME) as herself:
        assert again.starts("Opnieuw")["reason"] == "blocked"
        assert herself.starts("Kiezel")["type"] == "started"
        an.expects("assigned")
        herself.asks("end", "ended")


def test_every_ping_is_answered(local_cloud: Outputs, an: Counsellor) -> None:
    with visitor(local_cloud, HOME) as waits:
        waits.asks("watch", "status", channel="jac")
        for person in (waits, an):
            assert person.asks("ping", "pong") == {"type": "pong"}


def test_typing_goes_on_and_off_and_a_message_bears_who_wrote_it(local_cloud: Outputs, an: Counsellor) -> None:
    with visitor(local_cloud, HOME) as sam, counsellor(local_cloud, "Bram") as bram:
        sam.starts("Duin")
        an.expects("assigned")
        for on in (True, False):
            sam.sends("typing", on=on)
            assert an.expects("typing")["on"] is on
        an.says(sam.conversation, "Dag, ik ben An.")
        bram.clears_the_desk()
        bram.takes_duty(slots=1)
        an.asks("transfer", "transfer", conversation=sam.conversation)
        bram.expects("transfer_asked")
        bram.asks("accept", "assigned", conversation=sam.conversation, question="transfer")
        bram.said[sam.conversation] = 1
        assert bram.says(sam.conversation, "Dag, ik ben Bram.")["type"] == "said"
        replayed = sam.asks("replay", "replayed", have={"visitor": 0, "counsellor": 0})
        assert [one["author"] for one in replayed["messages"]] == ["An", "Bram"]
        bram.asks("end", "ended", conversation=sam.conversation)
        bram.asks("duty", "duty", off=True)


def test_everything_of_a_conversation_goes_at_one_moment(local_cloud: Outputs, an: Counsellor) -> None:
    before = datetime.now(UTC)
    with visitor(local_cloud, HOME) as sam:
        sam.starts("Vlinder", intake={"region": "Gent"})
        an.expects("assigned")
        sam.says("hallo")
        an.asks("note", "noted", conversation=sam.conversation, id="note-0001", text="rustig")
        sam.asks("end", "ended")
        sam.asks("survey", "thanked", heard=4)
    kept = kept_of(local_cloud, local_cloud.chat_table, sam.conversation)
    kept += kept_of(local_cloud, local_cloud.vault_table, sam.conversation)
    assert len(kept) == 5
    promised = {to_epoch(expires_at(moment)) for moment in (before, datetime.now(UTC))}
    found = {int(item["expires_at"]) for item in kept}
    assert len(found) == 1
    assert found <= promised


def test_a_light_says_whether_it_changed_and_its_address_the_language(local_cloud: Outputs, an: Counsellor) -> None:
    with httpx.Client(base_url=local_cloud.rest_url, timeout=PATIENCE) as site:
        english = site.get("/status/jac", params={"lang": "en"})
        dutch = site.get("/status/jac", headers={"Accept-Language": "en"})
        assert english.json()["message"] != dutch.json()["message"]
        assert "Accept-Language" not in dutch.headers.get("Vary", "")
        assert "s-maxage=5" in dutch.headers["Cache-Control"]
        same = site.get("/status/jac", headers={"If-None-Match": dutch.headers["ETag"]})
        assert (same.status_code, same.content) == (304, b"")


def test_who_said_goodbye_starts_again_over_the_same_line(local_cloud: Outputs, an: Counsellor) -> None:
    with visitor(local_cloud, HOME) as sam:
        for nickname in ("Eerst", "Daarna"):
            assert sam.starts(nickname)["type"] == "started"
            an.expects("assigned")
            sam.asks("end", "ended")
            an.expects("ended")


@pytest.mark.parametrize("query", ["v=1&token=geheim", "v=1&x=1", "v=2", ""])
def test_a_line_with_anything_else_in_its_address_does_not_open(local_cloud: Outputs, query: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        socket_to(local_cloud, f"{local_cloud.ws_url}?{query}", HOME)
    assert refused.value.response.status_code in (400, 401, 403)


def test_pages_cannot_be_framed_by_old_browsers_either(local_cloud: Outputs) -> None:
    page = httpx.get(f"{local_cloud.rest_url}/desk", timeout=PATIENCE)
    assert (page.headers["X-Frame-Options"], "frame-ancestors" in page.headers["Content-Security-Policy"]) == (
        "DENY",
        True,
    )


def test_a_reported_fault_names_a_page_by_its_address(local_cloud: Outputs) -> None:
    def answered(page: str) -> int:
        report = {"when": "nu", "what": "Wit scherm", "page": page}
        return httpx.post(f"{local_cloud.rest_url}/faults", json=report, timeout=PATIENCE).status_code

    assert [answered(page) for page in ("/c/jac", "https://caw.example/help", "javascript:alert(1)")] == [202, 202, 422]


def test_openings_and_closures_that_cannot_be_are_refused(dora: Administrator) -> None:
    past = {"first": "2024-01-01", "last": "2024-01-02", "reason": "oefening"}
    assert dora.does("POST", "channels/caw/closures", **past).status_code == 422
    first = {"opens": "2031-05-03T10:00", "closes": "2031-05-03T12:00", "reason": "oefening"}
    other = {"opens": "2031-05-03T11:00", "closes": "2031-05-03T13:00", "reason": "oefening"}
    backwards = {"opens": "2031-10-26T02:45", "closes": "2031-10-26T02:15", "reason": "oefening"}
    added = dora.does("POST", "channels/caw/openings", **first).raise_for_status().json()
    try:
        for wrong in (other, backwards):
            assert dora.does("POST", "channels/caw/openings", **wrong).status_code in (409, 422)
    finally:
        dora.does("DELETE", f"channels/caw/openings/{added['id']}").raise_for_status()
