"""A disclosure from the request to the look, and every way in which it is a no."""

from typing import Any

import pytest

from chalicelib.domain.audit import read
from chalicelib.domain.audit_check import check
from tests.actors import counsellor
from tests.audit.trail import kept
from tests.disclosures.people import BO, BOTH, CANARY, WORDS, Emergency, alone
from tests.http.api import AN, DORA, EVA


def acts(emergency: Emergency) -> list[tuple[str, str, str]]:
    """Who did what, in which role, as the trail has it; and the trail is whole."""
    here = emergency.here
    entries = kept(here)
    assert check(entries, here.context.trail.head(), here.clock()) is None
    deeds = [read(one.text).deed for one in entries]
    return [(deed.act.value, deed.name, deed.role.value) for deed in deeds]


def test_asked_told_granted_looked_at_and_over(emergency: Emergency) -> None:
    asked = emergency.asks()
    assert (asked.status, asked.json["state"], asked.json["mine"], asked.json["told"]) == (201, "asked", True, True)
    id = asked.json["id"]
    assert len(emergency.here.alerts) == 1
    assert emergency.looks(id).kind == "outdated", "nothing is shown before a yes"
    (waiting,) = emergency.listed(open="yes")
    assert (waiting["id"], waiting["words"], waiting["mine"], waiting["asker"]) == (id, WORDS, False, "An")
    emergency.here.clock.passes(minutes=3)
    assert emergency.grants(id).json["state"] == "granted"
    assert emergency.own()[0]["decision"] == "Levensgevaar, 112 heeft het adres nodig."
    seen = emergency.looks(id).json
    assert [stay["address"] for stay in seen["stays"]] == [CANARY]
    assert seen["stays"][0]["first"] == "2026-11-24T13:00:00.000Z"
    assert seen["stays"][0]["first_local"] == "2026-11-24T14:00:00+01:00"
    assert seen["stays"][0]["last"] is None
    emergency.here.clock.passes(minutes=60)
    assert emergency.looks(id).kind == "outdated"
    assert emergency.own()[0]["state"] == "lapsed"
    assert acts(emergency) == [
        ("disclosure_asked", "An", "counsellor"),
        ("disclosure_granted", "Dora", "administrator"),
        ("origin_seen", "An", "counsellor"),
    ]


def test_each_look_is_an_entry(emergency: Emergency) -> None:
    id = emergency.granted()
    for n in range(1, 4):
        assert emergency.looks(id).json["disclosure"]["looks"] == n
    assert [act for act, *_ in acts(emergency)].count("origin_seen") == 3


def test_nobody_else_looks(emergency: Emergency) -> None:
    id = emergency.granted()
    for staff in (BO, DORA, EVA):
        looked = emergency.looks(id, staff)
        assert (looked.status, CANARY in looked.text) == (403, False)
    assert emergency.api(DORA).send("POST", f"/admin/disclosures/{id}/looks").status == 403
    assert "origin_seen" not in [act for act, *_ in acts(emergency)]


def test_who_asks_does_not_grant_also_with_both_roles(emergency: Emergency) -> None:
    id = emergency.asks().json["id"]
    assert emergency.grants(id, AN).status == 403, "a counsellor decides nothing"
    refused = emergency.grants(id, BOTH)
    assert (refused.kind, list(refused.faults)) == ("not_allowed", ["disclosure"])
    assert "andere beheerder" in refused.faults["disclosure"]
    assert emergency.refuses(id, BOTH).kind == "not_allowed"
    assert emergency.listed(BOTH)[0]["mine"] is True
    assert emergency.listed()[0]["state"] == "asked"


def test_an_administrator_asks_with_papers_and_another_decides(emergency: Emergency) -> None:
    id = emergency.orders(DORA).json["id"]
    assert emergency.grants(id, DORA).kind == "not_allowed"
    assert emergency.grants(id, EVA).status == 200
    seen = emergency.api(DORA).send("POST", f"/admin/disclosures/{id}/looks")
    assert [stay["address"] for stay in seen.json["stays"]] == [CANARY]
    assert emergency.api(EVA).send("POST", f"/admin/disclosures/{id}/looks").status == 403
    assert acts(emergency)[-1] == ("origin_seen", "Dora", "administrator")


def test_a_stage_with_a_single_administrator_flags_each_look() -> None:
    emergency = Emergency(alone)
    id = emergency.orders(DORA).json["id"]
    assert emergency.grants(id, DORA).json["lone"] is True
    assert emergency.api(DORA).send("POST", f"/admin/disclosures/{id}/looks").status == 200
    deeds = [read(one.text).deed for one in kept(emergency.here)]
    assert [deed.details.get("people") for deed in deeds] == [None, "1", "1"]  # type: ignore[call-overload]
    years = emergency.api(DORA).get("/admin/disclosure-figures").json["items"]
    assert years[0]["lone_looks"] == 1


def test_two_people_in_a_stage_with_a_single_administrator_are_not_flagged() -> None:
    emergency = Emergency(alone)
    emergency.looks(emergency.granted())
    assert all("people" not in one.text for one in kept(emergency.here))


def test_refused_is_told_with_the_reason_and_may_be_asked_again(emergency: Emergency) -> None:
    id = emergency.asks().json["id"]
    assert emergency.refuses(id).json["state"] == "refused"
    assert (emergency.own()[0]["state"], emergency.own()[0]["decision"]) == ("refused", "Er is geen gevaar.")
    assert emergency.looks(id).kind == "outdated"
    assert emergency.grants(id, EVA).kind == "outdated"
    emergency.here.clock.passes(seconds=1)
    assert emergency.asks().json["id"] != id
    assert len(emergency.here.alerts) == 2


def test_asked_twice_is_the_same_request(emergency: Emergency) -> None:
    first = emergency.asks().json
    emergency.here.clock.passes(minutes=1)
    again = emergency.asks(words="Nog eens, het duurt lang.")
    assert (again.json["id"], again.json["words"]) == (first["id"], WORDS)
    assert (len(emergency.here.alerts), len(emergency.listed())) == (1, 1)
    emergency.grants(first["id"])
    assert emergency.asks().json["id"] == first["id"], "also once it is granted"
    emergency.here.clock.passes(minutes=60)
    assert emergency.asks().json["id"] != first["id"]


def test_two_askers_have_a_request_each(emergency: Emergency) -> None:
    assert emergency.asks().json["id"] != emergency.orders().json["id"]
    assert len(emergency.listed(open="yes")) == 2


def test_an_unanswered_request_lapses(emergency: Emergency) -> None:
    id = emergency.asks().json["id"]
    emergency.here.clock.passes(hours=2)
    assert emergency.grants(id).kind == "outdated"
    assert emergency.listed(open="yes") == []
    assert emergency.own()[0]["state"] == "lapsed"


def test_a_conversation_that_ended_is_asked_for_a_day_by_who_held_it(emergency: Emergency) -> None:
    emergency.sam.sends("end")
    emergency.here.clock.passes(hours=24, milliseconds=-1)
    asked = emergency.asks()
    assert asked.status == 201
    emergency.grants(asked.json["id"])
    (stay,) = emergency.looks(asked.json["id"]).json["stays"]
    assert stay["last"] == "2026-11-24T13:00:00.000Z"


def test_after_a_day_nobody_asks_but_an_administrator(emergency: Emergency) -> None:
    emergency.sam.sends("end")
    emergency.here.clock.passes(hours=24)
    assert emergency.asks().faults == {
        "disclosure": "Dit kan alleen wie het gesprek voert, of het minder dan 24 uur geleden voerde."
    }
    assert emergency.orders().status == 201


def test_nobody_asks_for_a_conversation_of_a_colleague(emergency: Emergency) -> None:
    assert emergency.asks(BO).kind == "not_allowed"
    assert emergency.asks(EVA).kind == "not_allowed", "a role that does not hold conversations"
    assert emergency.asks(conversation="0" * 20).kind == "unknown"
    assert (acts(emergency), emergency.here.alerts) == ([], [])


def test_the_asker_stays_the_asker_when_the_conversation_is_transferred(emergency: Emergency) -> None:
    bo = counsellor(emergency.here, "Bo")
    bo.takes_duty()
    id = emergency.asks().json["id"]
    emergency.an.sends("transfer", conversation=emergency.sam.conversation)
    bo.sends("accept", conversation=emergency.sam.conversation, question="transfer")
    held = emergency.here.context.conversations.get(emergency.sam.conversation)
    assert held and held.holder.counsellor == "id-bo"
    emergency.grants(id)
    assert emergency.looks(id, BO).status == 403
    assert emergency.looks(id, AN).json["stays"][0]["address"] == CANARY
    assert emergency.asks(AN).json["id"] == id
    assert emergency.asks(BO).json["id"] != id, "who holds it now may ask for themself"


def test_after_six_months_there_is_nothing_to_disclose(emergency: Emergency) -> None:
    id = emergency.granted()
    emergency.here.clock.passes(days=183)
    assert emergency.looks(id).kind == "gone"
    assert emergency.orders().kind == "unknown"
    assert emergency.listed() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"danger": "nobody"},
        {"ground": "curious"},
        {"words": ""},
        {"words": "x" * 501},
        {"discussed": "yes"},
        {"conversation": "../../secret"},
        {"address": "192.0.2.1"},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(emergency: Emergency, fields: dict[str, Any]) -> None:
    assert emergency.asks(**fields).kind == "invalid"
    assert acts(emergency) == []


@pytest.mark.parametrize("id", ["x", "000001764000000-", "../../disclosures", "9" * 15 + "-00000000000000000000"])
def test_a_disclosure_that_is_none_is_not_found(emergency: Emergency, id: str) -> None:
    for reply in (emergency.looks(id), emergency.grants(id)):
        assert reply.kind in ("invalid", "unknown", "gone")


def test_all_of_them_come_in_pages(emergency: Emergency) -> None:
    ids = []
    for _ in range(5):
        id = emergency.asks().json["id"]
        emergency.refuses(id)
        ids.append(id)
        emergency.here.clock.passes(minutes=1)
    seen, query = [], {"limit": "2"}
    while True:
        page = emergency.api(DORA).get("/admin/disclosures", **query).json
        seen += [one["id"] for one in page["items"]]
        if not page["next"]:
            break
        query["cursor"] = page["next"]
    assert seen == ids[::-1]


def test_the_desk_knows_whom_to_call() -> None:
    from dataclasses import replace

    emergency = Emergency(lambda context: replace(context, deployment=replace(context.deployment, on_call="+32 470")))
    assert emergency.api(AN).send("POST", "/desk/tickets").json["on_call"] == "+32 470"
