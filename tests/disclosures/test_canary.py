"""An address that nobody may see, and everything that anybody is told: it is in the granted look and nowhere else."""

import json
from typing import Any

from chalicelib.domain.audit import read
from tests.actors import counsellor
from tests.audit.trail import kept
from tests.disclosures.people import BO, BOTH, CANARY, Emergency
from tests.engine.faults import THROTTLED, Strike
from tests.http.api import AN, DORA, EVA
from tests.service import ELSEWHERE


def everything_said(emergency: Emergency) -> list[str]:
    """Every answer of a whole emergency but the granted looks: lists, refusals, errors, figures, exports."""
    id = emergency.asks().json["id"]
    said = [emergency.asks().text, emergency.grants(id, BOTH).text, emergency.looks(id).text]
    said += [emergency.grants(id).text, emergency.grants(id, EVA).text]
    said += [emergency.looks(id, staff).text for staff in (BO, DORA, EVA)]
    said.append(emergency.asks(conversation="x").text)
    with Strike(THROTTLED, at=lambda call: call.operation == "transact_write_items").on(emergency.here.dynamo):
        said.append(emergency.looks(id).text)
    with Strike(THROTTLED, at=lambda call: call.operation == "query").on(emergency.here.dynamo):
        said.append(emergency.looks(id).text)
    emergency.here.chains()
    office = emergency.api(DORA)
    for path in ("disclosures", "disclosure-figures", "audit", "audit/check", "conversations", "blocks", "faults"):
        said.append(office.get(f"/admin/{path}", **({"channel": "jac"} if path == "conversations" else {})).text)
    said.append(office.send("POST", "/admin/disclosure-figures/exports").text)
    return [*said, json.dumps(emergency.own()), json.dumps(emergency.listed(open="yes"))]


def test_the_address_is_nowhere_but_in_the_granted_look(emergency: Emergency) -> None:
    emergency.sam.says("hallo")
    moved = emergency.sam.comes_back(address=ELSEWHERE)
    moved.resumes()
    counsellor(emergency.here, "Bo").takes_duty()
    said = everything_said(emergency)
    here = emergency.here
    said += [json.dumps(frame) for line in (emergency.an, emergency.sam, moved) for frame in line.inbox]
    said += [here.log.getvalue(), str(here.alerts), *(one.text for one in kept(here))]
    said += [str(one) for one in here.dynamo.items("chat")]
    said += [str(one) for one in here.dynamo.items("vault") if not one["pk"]["S"].startswith("ORIGIN#")]
    assert len(said) > 40
    for address in (CANARY, ELSEWHERE):
        assert [text[:80] for text in said if address in text] == []
    id = emergency.own()[0]["id"]
    stays: list[dict[str, Any]] = emergency.looks(id, AN).json["stays"]
    assert [stay["address"] for stay in stays] == [CANARY, ELSEWHERE], "what is looked for could be found"


def test_the_words_of_the_request_are_in_no_trail_and_no_log(emergency: Emergency) -> None:
    everything_said(emergency)
    assert "Godelieve" in json.dumps(emergency.listed())
    texts = [one.text for one in kept(emergency.here)] + [emergency.here.log.getvalue(), str(emergency.here.alerts)]
    assert [text[:80] for text in texts if "Godelieve" in text or "112 heeft" in text or "suicide" in text] == []
    assert {read(one.text).deed.act.value for one in kept(emergency.here)} >= {"disclosure_asked", "disclosure_granted"}
