"""The audit trail over HTTP: what stands in it, who may read it, and that a look is written down before it is shown."""

import json
from typing import Any

import pytest

from chalicelib.entrypoints.vault import Vault
from tests.actors import counsellor, visitor
from tests.audit.trail import kept, waiting
from tests.engine.faults import CRASH_BEFORE, THROTTLED, LambdaDied, Strike
from tests.engine.recorder import Call
from tests.http.api import AN, Api
from tests.http.tokens import Provider, served
from tests.service import ELSEWHERE, Clock


def changes(api: Api) -> None:
    """Nine acts, of which the last two are about an address."""
    jac = "/admin/channels/jac"
    hours = api.get(f"{jac}/hours").json
    api.put(f"{jac}/hours", **{name: hours[name] for name in ("shifts", "works_on_holidays", "version")})
    closure = api.post(f"{jac}/closures", first="2026-12-24", last="2026-12-31", reason="Feestdagen").json
    api.delete(f"{jac}/closures/{closure['id']}")
    hours_of = {"opens": "2026-12-25T13:00", "closes": "2026-12-25T15:00"}
    opening = api.post(f"{jac}/openings", **hours_of, reason="Feestdagen").json
    api.delete(f"{jac}/openings/{opening['id']}")
    api.post(f"{jac}/close", reason="Stroompanne")
    api.post(f"{jac}/reopen")
    block = api.post("/admin/blocks", origin=ELSEWHERE, reason="Bedreigingen").json
    api.delete(f"/admin/blocks/{block['id']}")
    api.service.chains()


def test_every_act_of_an_administrator_is_an_entry(api: Api) -> None:
    changes(api)
    items = api.get("/admin/audit").json["items"]
    assert items[0]["act"] == "audit_read"
    assert sorted(one["act"] for one in items[1:]) == [
        "block_lifted", "block_placed", "channel_closed", "channel_reopened", "closure_added", "closure_removed",
        "hours_changed", "opening_added", "opening_removed",
    ]  # fmt: skip
    assert {(one["actor"], one["name"], one["role"]) for one in items} == {("id-dora", "Dora", "administrator")}
    placed, lifted = (next(one for one in items if one["act"] == act) for act in ("block_placed", "block_lifted"))
    assert placed["on"] == lifted["on"]
    assert len(placed["on"]) == 8


def test_an_opening_is_written_down_with_the_hours_that_the_list_shows(api: Api) -> None:
    """In winter and in summer, whatever zone the machine has."""
    path = "/admin/channels/jac/openings"
    for hours in (("2026-12-25T13:00", "2026-12-25T24:00"), ("2027-07-21T00:30", "2027-07-22T02:00")):
        api.post(path, opens=hours[0], closes=hours[1], reason="Feestdag")
    api.service.chains()
    listed = [(one["opens"], one["closes"]) for one in api.get(path).json["items"]]
    written = [one["details"] for one in api.get("/admin/audit", act="opening_added").json["items"]]
    assert [(one["opens"], one["closes"]) for one in reversed(written)] == listed
    assert listed == [("2026-12-25T13:00", "2026-12-26T00:00"), ("2027-07-21T00:30", "2027-07-22T02:00")]


def test_no_word_and_no_address_is_in_the_trail(api: Api) -> None:
    counsellor(api.service, "An").takes_duty(slots=1)
    sam = visitor(api.service)
    sam.starts("Klaproos")
    api.post("/admin/blocks", conversation=sam.conversation, reason="Bedreigingen")
    changes(api)
    texts = [one.text for one in kept(api.service)]
    assert any(sam.conversation in text for text in texts)
    for word in (ELSEWHERE, "Klaproos", "Bedreigingen", "Stroompanne", "Feestdagen", "2001:db8"):
        assert not [text for text in texts if word in text], word


def test_entries_are_found_by_act_by_person_and_by_day(api: Api) -> None:
    changes(api)
    api.service.clock.passes(days=40)
    api.post("/admin/channels/caw/close")
    api.service.chains()

    def found(**query: str) -> list[str]:
        return [one["act"] for one in api.get("/admin/audit", **query).json["items"] if one["act"] != "audit_read"]

    assert found(act="channel_closed") == ["channel_closed"] * 2
    assert found(first="2027-01-03") == ["channel_closed"]
    assert len(found(last="2026-11-24")) == 9
    assert len(found(first="2026-11-24", last="2026-11-24")) == 9
    assert found(first="2026-11-25", last="2027-01-02") == []
    assert len(found(actor="id-dora")) == 10
    assert found(actor="id-eva") == []


def test_pages_follow_each_other_without_a_gap_and_are_one_look(api: Api) -> None:
    changes(api)
    api.service.clock.passes(days=40)
    seen, query = [], {"limit": "3"}
    while True:
        page = api.get("/admin/audit", **query).json
        assert len(page["items"]) <= 3
        seen += [one["n"] for one in page["items"]]
        if not page["next"]:
            break
        query["cursor"] = page["next"]
    assert seen == list(range(10, 0, -1))
    assert len(kept(api.service)) == 10


@pytest.mark.parametrize(
    "query",
    [
        {"act": "everything"},
        {"first": "gisteren"},
        {"last": "2026-02-30"},
        {"actor": "An De Smet"},
        {"cursor": "bm9uc2Vucw"},
        {"cursor": "4pGg"},
        {"page": "2"},
        {"limit": "0"},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(api: Api, query: dict[str, str]) -> None:
    assert api.get("/admin/audit", **query).kind == "invalid"
    assert kept(api.service) == []


def test_a_trail_is_checked_and_the_check_is_written_down(api: Api) -> None:
    changes(api)
    assert api.get("/admin/audit/check").json == {"checked": 10, "broken": None, "flaw": None, "next": None}
    assert '"act":"audit_checked"' in kept(api.service)[-1].text


def test_the_first_broken_entry_is_named(api: Api) -> None:
    changes(api)
    item = next(one for one in api.service.dynamo.items("vault") if one["sk"]["S"] == f"{4:012d}")
    api.service.dynamo.put_item(
        TableName="vault", Item=item | {"text": {"S": item["text"]["S"].replace("Dora", "Eva", 1)}}
    )
    found = api.get("/admin/audit/check").json
    assert (found["checked"], found["broken"], found["flaw"]) == (3, 4, "changed")
    api.service.dynamo.delete_item(TableName="vault", Key={"pk": item["pk"], "sk": item["sk"]})
    found = api.get("/admin/audit/check").json
    assert (found["broken"], found["flaw"]) == (4, "missing")


def test_a_long_trail_is_checked_in_parts(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    changes(api)
    monkeypatch.setattr("chalicelib.actions.vault.trail.MOST_CHECKED", 4)
    parts: list[int] = []
    query: dict[str, str] = {}
    while True:
        part = api.get("/admin/audit/check", **query).json
        parts.append(part["checked"])
        assert part["broken"] is None
        if not part["next"]:
            break
        query = {"cursor": part["next"]}
    assert parts == [4, 8, 10]


def test_nothing_is_shown_when_the_look_cannot_be_written_down(api: Api) -> None:
    changes(api)

    def writing(call: Call) -> bool:
        return call.operation == "transact_write_items"

    for fault in (THROTTLED, CRASH_BEFORE):
        for path in ("/admin/audit", "/admin/audit/check"):
            try:
                with Strike(fault, at=writing).on(api.service.dynamo):
                    reply = api.get(path)
            except LambdaDied:
                continue
            assert (reply.status, "items" in reply.text) == (500, False)
    assert len(kept(api.service)) == 9


def test_a_counsellor_is_shown_nothing_even_by_the_vault_itself(api: Api) -> None:
    api.staff = AN
    assert api.get("/admin/audit").kind == "not_allowed"
    vault = api.service.vault
    for authorization in ("", "Bearer id-an/counsellor", "Bearer id-an/"):
        asked: dict[str, object] = {"ask": "audit", "authorization": authorization, "query": {}}
        assert vault.serve(asked)["refused"] == "not_allowed"
    assert (
        vault.serve({"ask": "everything", "authorization": "Bearer id-dora/administrator"})["refused"] == "not_allowed"
    )
    assert kept(api.service) == []


def test_the_vault_checks_the_token_itself(api: Api) -> None:
    """With the real sign-in: forged, expired and counsellors' tokens get nothing, an administrator's gets the trail."""
    provider = Provider(Clock())
    provider.new_key("one")
    changes(api)
    with served(provider) as sign_in:
        vault = Vault(lambda: api.service.context, lambda: sign_in, api.service.context.log)

        def asks(token: str) -> dict[str, object]:
            return vault.serve({"ask": "audit", "authorization": f"Bearer {token}", "query": {}})

        administrator: dict[str, Any] = {"groups": ["administrator"]}
        for bad in (
            provider.token(),
            provider.token(**administrator, exp=1),
            provider.token(**administrator, aud="another"),
            provider.token(**administrator, iss="https://elsewhere.example.org"),
            provider.unsigned(),
            provider.confused(),
        ):
            assert asks(bad) in ({"refused": "not_allowed"}, {"refused": "not_allowed", "faults": ()})
        assert len(kept(api.service)) == 9
        assert "answer" in asks(provider.token(**administrator))
        assert len(kept(api.service)) == 10


def test_a_token_is_in_no_log_and_no_answer(api: Api) -> None:
    changes(api)
    said = [api.get("/admin/audit").text, api.get("/admin/audit", cursor="!").text, api.log]
    assert not [one for one in said if "id-dora/administrator" in one]
    assert json.loads(said[0])["items"]


def test_what_did_not_happen_is_no_deed(api: Api) -> None:
    api.put("/admin/channels/jac/hours", shifts={}, works_on_holidays=True, version=99)
    api.delete("/admin/channels/jac/closures/nothing")
    api.delete("/admin/channels/jac/closures/b%C3%A9")
    api.delete(f"/admin/blocks/{'0' * 32}")
    api.post("/admin/channels/jac/reopen")
    assert waiting(api.service) == []
