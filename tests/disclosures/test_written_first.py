"""Audit, then read: what cannot be written down does not happen and shows nothing; what the store itself refuses."""

from dataclasses import replace

import pytest

from chalicelib.actions.vault.chaining import chain_with
from chalicelib.domain.audit import Act, Addition, read
from chalicelib.domain.audit_check import check
from chalicelib.domain.disclosure import Decision, Disclosure, State
from chalicelib.domain.races import Decided
from tests.audit.trail import deed, kept
from tests.disclosures.people import BOTH, CANARY, Emergency
from tests.engine.faults import CRASH_AFTER, CRASH_BEFORE, THROTTLED, TIMED_OUT_AFTER, Fault, LambdaDied, Strike
from tests.engine.recorder import Call
from tests.http.api import AN, DORA


def writing(call: Call) -> bool:
    return call.operation == "transact_write_items"


@pytest.mark.parametrize("fault", [THROTTLED, CRASH_BEFORE])
def test_what_cannot_be_written_down_shows_nothing_and_says_to_call(emergency: Emergency, fault: Fault) -> None:
    id = emergency.granted()
    before = [one.text for one in kept(emergency.here)]
    try:
        with Strike(fault, at=writing).on(emergency.here.dynamo):
            reply = emergency.looks(id)
    except LambdaDied:
        return
    assert (reply.status, reply.kind, CANARY in reply.text) == (503, "call_instead", False)
    assert "wachtnummer" in reply.json["detail"]
    assert [one.text for one in kept(emergency.here)] == before


def test_a_request_that_cannot_be_written_down_says_to_call_and_alarms_nobody(emergency: Emergency) -> None:
    with Strike(THROTTLED, at=writing).on(emergency.here.dynamo):
        reply = emergency.asks()
    assert (reply.status, reply.kind) == (503, "call_instead")
    assert (emergency.here.alerts, emergency.listed()) == ([], [])


def test_a_vault_that_is_away_says_to_call() -> None:
    def away(_: object) -> dict[str, object]:
        raise TimeoutError("2001:db8::1 said nothing")

    emergency = Emergency()
    emergency.here.context = replace(emergency.here.context, ask_vault=away)
    reply = emergency.asks()
    assert (reply.status, reply.kind) == (503, "call_instead")
    assert "2001" not in emergency.here.log.getvalue()
    assert "request_failed" in emergency.here.log.getvalue()


def test_no_look_without_entry_and_no_entry_without_look_whatever_crashes(emergency: Emergency) -> None:
    """A hundred looks, each struck at one of its writes or reads."""
    id = emergency.granted()
    shown = 0
    faults = (CRASH_BEFORE, CRASH_AFTER, TIMED_OUT_AFTER, THROTTLED)
    for n in range(100):
        seen = iter(range(1000))
        strike = Strike(faults[n % 4], at=lambda call, seen=seen, n=n: next(seen) == n % 7)  # type: ignore[misc]
        try:
            with strike.on(emergency.here.dynamo):
                shown += CANARY in emergency.looks(id).text
        except LambdaDied:
            continue
    entries = kept(emergency.here)
    looks = [one for one in entries if read(one.text).deed.act is Act.ORIGIN_SEEN]
    stored = emergency.here.context.disclosures.get(id)
    assert stored
    assert check(entries, emergency.here.context.trail.head(), emergency.here.clock()) is None
    assert len(looks) == stored.looks >= shown > 10
    assert emergency.here.context.disclosures.figures(2026).of("looks") == stored.looks


def granting(emergency: Emergency, by: str) -> tuple[Disclosure, Disclosure]:
    """A grant made past every rule of the domain."""
    before = emergency.here.context.disclosures.get(emergency.asks().json["id"])
    assert before
    decision = Decision(by, by, emergency.here.clock(), "zomaar")
    return before, replace(before, state=State.GRANTED, decision=decision, version=before.version + 1)


def write(emergency: Emergency, before: Disclosure, after: Disclosure, *, lone: bool = False) -> None:
    def decide(added: Addition) -> None:
        emergency.here.context.disclosures.decide(before, after, added, lone=lone)

    chain_with(emergency.here.context, deed(7), decide)


def test_the_store_itself_refuses_that_who_asked_decides(emergency: Emergency) -> None:
    before, after = granting(emergency, BOTH.id)
    with pytest.raises(Decided):
        write(emergency, before, after)
    stored = emergency.here.context.disclosures.get(before.id)
    assert stored and stored.state is State.ASKED
    assert len(kept(emergency.here)) == 1, "and there is no entry either"


def test_the_store_lets_another_decide_once(emergency: Emergency) -> None:
    before, after = granting(emergency, DORA.id)
    write(emergency, before, after)
    with pytest.raises(Decided):
        chain_with(
            emergency.here.context,
            deed(8),
            lambda added: emergency.here.context.disclosures.decide(before, after, added, lone=False),
        )
    assert emergency.grants(before.id).kind == "outdated"


def test_the_vault_itself_refuses_a_counsellor_who_decides_or_lists(emergency: Emergency) -> None:
    id = emergency.asks().json["id"]
    for ask in ("disclosure_grant", "disclosure_refuse", "disclosures", "disclosure_figures", "disclosure_order"):
        asked: dict[str, object] = {"ask": ask, "authorization": "Bearer id-an/counsellor", "query": {"id": id}}
        assert emergency.here.vault.serve(asked)["refused"] == "not_allowed"
    look: dict[str, object] = {"ask": "disclosure_look", "authorization": "Bearer id-an/", "query": {"id": id}}
    assert emergency.here.vault.serve(look)["refused"] == "not_allowed", "whoever has no role is no staff"


def test_an_answer_that_was_lost_leaves_the_request_as_it_was_kept(emergency: Emergency) -> None:
    """The write went well and its answer was lost: the SDK asks again and finds its own."""
    with Strike(TIMED_OUT_AFTER, at=writing).on(emergency.here.dynamo):
        emergency.asks()
    emergency.here.clock.passes(seconds=5)
    again = emergency.asks(AN)
    assert again.status == 201
    assert len(emergency.listed()) == 1
