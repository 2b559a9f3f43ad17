"""Own conversations of the last thirty days are read again by who held them, and by nobody else."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.audit import Act, Detail, read
from chalicelib.domain.audit_check import check
from chalicelib.domain.staff import Role, Staff
from tests.actors import Visitor, counsellor, visitor
from tests.audit.trail import kept
from tests.disclosures.people import BO
from tests.engine.faults import CRASH_AFTER, CRASH_BEFORE, THROTTLED, TIMED_OUT_AFTER, LambdaDied, Strike
from tests.engine.recorder import Call
from tests.http.api import AN, DORA, Api, Reply

SECRET = "Ik durf dit aan niemand te zeggen."
STRANGERS = {
    "a colleague of the channel": BO,
    "an administrator": DORA,
    "a colleague who is an administrator too": replace(BO, roles=frozenset(Role) - {Role.SERVICE}),
    "somebody without a role": Staff("id-an", "An", frozenset(), ("caw", "jac")),
    "who held it and left the channel": replace(AN, channels=("caw",)),
    "who held it and is an administrator now": replace(AN, roles=frozenset({Role.ADMINISTRATOR})),
}


@pytest.fixture
def api() -> Api:
    api = Api(staff=AN)
    api.service.opens("jac")
    return api


def held(api: Api, nickname: str = "Sam") -> Visitor:
    """A conversation that An held, and that is over."""
    an = counsellor(api.service, "An")
    an.takes_duty()
    sam = visitor(api.service)
    sam.starts(nickname)
    sam.says(SECRET)
    api.service.clock.passes(seconds=20)
    an.sends("say", conversation=sam.conversation, n=1, id="antwoord-1", text="Goed dat je er bent.")
    api.service.clock.passes(seconds=20)
    sam.sends("end")
    return sam


def opens(api: Api, conversation: str, staff: Staff = AN) -> Reply:
    return Api(api.service, staff).post(f"/desk/conversations/{conversation}/readings")


def listed(api: Api, staff: Staff = AN, **query: str) -> list[str]:
    reply = Api(api.service, staff).get("/desk/readings", **query)
    return [one["nickname"] for one in reply.json["items"]] if reply.status == 200 else []


def openings(api: Api) -> list[str]:
    """The conversations whose openings are in the trail."""
    deeds = (read(one.text).deed for one in kept(api.service))
    return [deed.on for deed in deeds if deed.act is Act.CONVERSATION_REREAD]


def test_it_is_read_in_order_with_who_and_when(api: Api) -> None:
    sam = held(api)
    reply = opens(api, sam.conversation)
    assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")
    assert reply.json == {
        "conversation": sam.conversation, "channel": "jac", "nickname": "Sam", "started_at": "2026-11-24T13:00:00.000Z",
        "ended_at": "2026-11-24T13:00:40.000Z", "readable_until": "2026-12-24T13:00:40.000Z",
        "messages": [
            {"from": "visitor", "n": 1, "at": "2026-11-24T13:00:00.000Z", "author": None, "text": SECRET},
            {"from": "counsellor", "n": 1, "at": "2026-11-24T13:00:20.000Z", "author": "An",
             "text": "Goed dat je er bent."},
        ],
    }  # fmt: skip


def test_each_opening_is_an_entry_of_its_own_and_the_list_is_none(api: Api) -> None:
    sam = held(api)
    assert listed(api) == ["Sam"]
    assert openings(api) == []
    for _ in range(2):
        opens(api, sam.conversation)
    assert openings(api) == [sam.conversation] * 2
    deed = read(kept(api.service)[-1].text).deed
    assert (deed.actor, deed.role, deed.details) == ("id-an", Role.COUNSELLOR, {Detail.CHANNEL: "jac"})
    assert not [word for word in ("Sam", SECRET) if any(word in one.text for one in kept(api.service))]


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_reads_lists_or_leaves_an_entry(api: Api, who: str) -> None:
    sam = held(api)
    reply = opens(api, sam.conversation, STRANGERS[who])
    assert reply.kind == ("unknown" if Role.COUNSELLOR in STRANGERS[who].roles else "not_allowed")
    assert SECRET not in reply.text
    assert listed(api, STRANGERS[who]) == []
    assert openings(api) == []


def test_the_vault_itself_refuses_whoever_did_not_hold_it(api: Api) -> None:
    sam = held(api)
    for token, no in (("id-bo/counsellor", "unknown"), ("id-dora/administrator", "not_allowed"), ("", "not_allowed")):
        asked: dict[str, object] = {"ask": "conversation_reread", "authorization": f"Bearer {token}"}
        assert api.service.vault.serve(asked | {"query": {"id": sam.conversation}})["refused"] == no
    assert openings(api) == []


def test_who_handed_it_over_reads_none_of_it_and_who_took_over_reads_all(api: Api) -> None:
    an, bo = counsellor(api.service, "An"), counsellor(api.service, "Bo")
    an.takes_duty()
    sam = visitor(api.service)
    sam.starts("Sam")
    sam.says(SECRET)
    bo.takes_duty()
    an.sends("transfer", conversation=sam.conversation, colleague="id-bo")
    bo.sends("accept", conversation=sam.conversation, question="transfer")
    sam.sends("end")
    assert opens(api, sam.conversation, AN).kind == "unknown"
    assert listed(api, AN) == []
    assert SECRET in opens(api, sam.conversation, BO).text
    assert listed(api, BO) == ["Sam"]


@pytest.mark.parametrize("fault", [THROTTLED, CRASH_BEFORE])
def test_what_cannot_be_written_down_is_not_shown(api: Api, fault: Any) -> None:
    sam, shown = held(api), ""
    with suppress(LambdaDied), Strike(fault, at=_writing).on(api.service.dynamo):
        shown = opens(api, sam.conversation).text
    assert (SECRET in shown, openings(api)) == (False, [])


def test_a_vault_that_is_away_shows_nothing(api: Api) -> None:
    def away(_: object) -> dict[str, object]:
        raise TimeoutError

    sam = held(api)
    api.service.context = replace(api.service.context, ask_vault=away)
    reply = opens(api, sam.conversation)
    assert (reply.status, SECRET in reply.text) == (500, False)


def _writing(call: Call) -> bool:
    return call.operation == "transact_write_items"


def test_nothing_is_shown_without_an_entry_whatever_crashes(api: Api) -> None:
    sam, shown = held(api), 0
    faults = (CRASH_BEFORE, CRASH_AFTER, TIMED_OUT_AFTER, THROTTLED)
    for n in range(60):
        seen: Iterator[int] = iter(range(1000))
        strike = Strike(faults[n % 4], at=lambda _, seen=seen, n=n: next(seen) == n % 8)  # type: ignore[misc]
        try:
            with strike.on(api.service.dynamo):
                shown += SECRET in opens(api, sam.conversation).text
        except LambdaDied:
            continue
    assert len(openings(api)) >= shown > 5
    assert check(kept(api.service), api.service.context.trail.head(), api.service.clock()) is None


def test_after_thirty_days_it_is_read_no_more(api: Api) -> None:
    sam = held(api)
    api.service.clock.passes(days=30, milliseconds=-1)
    assert (listed(api), opens(api, sam.conversation).status) == (["Sam"], 200)
    api.service.clock.passes(milliseconds=1)
    assert (listed(api), opens(api, sam.conversation).kind) == ([], "unknown")


def test_what_goes_on_or_was_erased_is_neither_listed_nor_read(api: Api) -> None:
    sam = held(api)
    noor = visitor(api.service)
    noor.starts("Noor")
    assert (listed(api), opens(api, noor.conversation).kind) == (["Sam"], "unknown")
    api.service.clock.passes(minutes=2)
    api.service.upkeep()
    Api(api.service, DORA).post(f"/admin/conversations/{sam.conversation}/erase", reason="Gevraagd")
    api.service.chains()
    assert (listed(api), opens(api, sam.conversation).kind) == ([], "unknown")
    assert not [item for item in api.service.dynamo.items("chat") if "ended_place" in item]


def test_they_are_listed_by_page_and_by_day_the_newest_first(api: Api) -> None:
    for nickname in ("Sam", "Noor", "Kiwi"):
        held(api, nickname)
        api.service.clock.now += timedelta(days=1)
    assert listed(api) == ["Kiwi", "Noor", "Sam"]
    assert listed(api, day="2026-11-25") == ["Noor"]
    assert listed(api, day="2026-10-01") == listed(api, day="2027-01-01") == []
    first = api.get("/desk/readings", limit="2").json
    rest = api.get("/desk/readings", limit="2", cursor=first["next"]).json
    assert [one["nickname"] for one in (*first["items"], *rest["items"])] == ["Kiwi", "Noor", "Sam"]
    assert rest["next"] is None


@pytest.mark.parametrize("query", [{"day": "2026-02-30"}, {"cursor": "é"}, {"limit": "101"}, {"who": "id-bo"}])
def test_what_asks_for_nothing_of_ours_is_refused(api: Api, query: dict[str, str]) -> None:
    assert api.get("/desk/readings", **query).status == 422


@pytest.mark.parametrize("id", ["x", "0" * 20])
def test_what_names_none_is_refused(api: Api, id: str) -> None:
    assert opens(api, id).status in (404, 422)
