"""An administrator erases a conversation before its time: all of it goes, once, and nothing else does."""

from datetime import date
from functools import partial

import pytest

from chalicelib.domain.audit import Act, read
from tests.actors import counsellor, visitor
from tests.audit.trail import kept, waiting
from tests.engine.hooks import attached
from tests.engine.recorder import Call, Recorder
from tests.faults.injection import faults_of
from tests.http.api import AN, Api, Reply
from tests.retention.archive import Archive, noon, struck

DAY = date(2027, 8, 31)
REASON = "Gevraagd door Sam Peeters"


def two() -> tuple[Archive, Api, str, str]:
    """One to erase and one to keep, of the same day."""
    archive = Archive()
    first, second = archive.holds_several(DAY, 2)
    return archive, Api(archive.here), first, second


def erases(api: Api, id: str, reason: str = REASON) -> Reply:
    return api.post(f"/admin/conversations/{id}/erase", reason=reason)


def test_everything_of_it_is_gone_within_a_minute_and_nothing_of_another() -> None:
    archive, api, erased, kept_one = two()
    before = archive.bearing(kept_one)
    reply = erases(api, erased)
    assert (reply.status, reply.json["done"]) == (202, False)
    archive.here.chains()
    assert archive.bearing(erased) == []
    assert archive.bearing(kept_one) == before
    listed = api.get("/admin/conversations", channel="jac", day="2027-08-31").json["items"]
    assert [one["conversation"] for one in listed] == [kept_one]
    assert not [
        key for _, item in archive.items() if (key := item["pk"]["S"]).startswith("LEDGER#") and erased in str(item)
    ]
    assert erases(api, erased).json["done"]


def test_it_is_one_act_of_whoever_was_first() -> None:
    archive, api, erased, _ = two()
    first = erases(api, erased).json["erased_at"]
    archive.here.clock.passes(seconds=5)
    assert erases(api, erased, "Nog eens").json["erased_at"] == first
    archive.here.chains()
    assert erases(api, erased, "En nog eens").json["erased_at"] == first
    archive.here.chains()
    (deed,) = [read(one.text).deed for one in kept(archive.here)]
    assert (deed.act, deed.on, deed.actor) == (Act.CONVERSATION_ERASED, erased, "id-dora")
    assert not [one for one in kept(archive.here) if "Peeters" in one.text], "a typed reason stays out of the trail"


def test_the_tombstone_stays_until_no_backup_knows_the_conversation() -> None:
    archive, api, erased, _ = two()
    erases(api, erased)
    tombstones = archive.here.context.tombstones
    archive.here.clock.passes(days=30)
    assert tombstones.of(erased), "what is not done yet does not go by itself"
    archive.here.chains()
    archive.here.clock.passes(days=3.9)
    assert tombstones.of(erased)
    archive.here.clock.passes(days=0.2)
    assert tombstones.of(erased) is None
    assert erases(api, erased).status == 404


def test_a_conversation_that_is_not_over_is_left_alone() -> None:
    archive = Archive()
    api = Api(archive.here)
    archive.here.clock.now = noon(DAY)
    an, sam = counsellor(archive.here, "An"), visitor(archive.here)
    an.takes_duty()
    sam.starts("Sam")
    for _ in ("while it goes on", "when it has only just ended"):
        reply = erases(api, sam.conversation)
        assert (reply.status, reply.json["type"]) == (409, "urn:chathulp:problem:still_going")
        assert "Laat het eerst eindigen" in reply.json["detail"]
        assert waiting(archive.here) == []
        sam.sends("end")
    archive.here.clock.passes(minutes=2)
    archive.here.upkeep()
    assert erases(api, sam.conversation).status == 202


@pytest.mark.parametrize("id", ["unknown-unknown-unknown", "€", "x"])
def test_one_that_is_unknown_is_unknown(id: str) -> None:
    archive, api, _, _ = two()
    assert erases(api, id).status == 404
    assert waiting(archive.here) == []


def test_nobody_else_may_and_a_reason_is_needed() -> None:
    archive, api, erased, _ = two()
    assert erases(api, erased, "ja").status == 422
    api.staff = AN
    assert erases(api, erased).status == 403
    archive.here.chains()
    assert len(archive.bearing(erased)) > 5


def test_an_erased_conversation_is_not_counted_when_its_day_is_over() -> None:
    archive, api, erased, _ = two()
    erases(api, erased)
    archive.here.chains()
    archive.at(date(2028, 3, 2))
    archive.night()
    assert archive.proofs() == {"2028-02-29": (1, 1, 0)}


def two_asked_about() -> tuple[Archive, Api, str, str]:
    """The same, and of both somebody asked where they came from."""
    archive, api, first, second = two()
    for id in (first, second):
        archive.orders(id)
    return archive, api, first, second


def _calls(of_the_vault: bool) -> list[Call]:
    archive, api, erased, _ = two_asked_about()
    recorder = Recorder()
    if of_the_vault:
        erases(api, erased)
    with attached(archive.here.dynamo, before=[recorder]):
        archive.here.chains() if of_the_vault else erases(api, erased)
    return list(dict.fromkeys(recorder.calls))


@pytest.mark.parametrize("of_the_vault", [False, True])
def test_whatever_fails_wherever_it_is_done_once_in_the_end(of_the_vault: bool) -> None:
    calls, cases = _calls(of_the_vault), 0
    for call in calls:
        for fault in faults_of(call):
            cases += 1
            archive, api, erased, other = two_asked_about()
            if of_the_vault:
                erases(api, erased)
            act = archive.here.chains if of_the_vault else partial(erases, api, erased)
            assert struck(archive, call, fault, act), call
            assert erases(api, erased).status == 202, "the page asks again"
            for _ in range(2):
                archive.here.clock.passes(minutes=1)
                archive.here.chains()
            assert archive.bearing(erased) == [], f"{fault} at {call}"
            assert len(archive.bearing(other)) > 7
            deeds = [read(one.text).deed.act for one in kept(archive.here)][2:]
            assert deeds == [Act.CONVERSATION_ERASED], f"{fault} at {call}: {deeds}"
    print(f"\n{cases} faults injected")
    assert cases > 10
