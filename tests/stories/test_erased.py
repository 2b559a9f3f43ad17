"""A conversation is erased on the deployed package, with real sign-ins: nobody can read it, and it is written down."""

import json
import time
from collections.abc import Callable
from typing import Any

from infra.local.outputs import Outputs
from tests.stories.addresses import next_address
from tests.stories.people import PATIENCE, Administrator, Counsellor, Visitor, administrator, counsellor, visitor
from tests.stories.test_disclosure import Desk, client

HERE = next_address()
"""Where Noor is: no other story comes from there."""

TEXT = f"Ik ben Noor en ik woon in nummer {time.time_ns()}."
REASON = "Gevraagd door Noor Peeters"


def test_an_administrator_erases_what_is_over_and_nobody_else_may(local_cloud: Outputs) -> None:
    dora, an = administrator(local_cloud), Desk(local_cloud, "An")
    dora.opens_around_the_clock()
    with counsellor(local_cloud, "An") as desk, visitor(local_cloud, HERE) as noor:
        _holds(desk, noor)
        id = noor.conversation
        disclosed = _is_disclosed(an, dora, id)
        path = f"admin/conversations/{id}/erase"
        assert dora.does("POST", f"conversations/{id}/erase", reason=REASON).json()["type"].endswith("still_going")
        noor.asks("end", "ended")
        _closes_its_books(local_cloud, id)
        assert an.does("POST", path, reason=REASON).status_code == 403, "a counsellor erases nothing"
        an.token = "nobody's"
        assert an.does("POST", path, reason=REASON).status_code == 401
        erased = dora.does("POST", f"conversations/{id}/erase", reason=REASON)
        assert (erased.status_code, erased.json()["done"]) == (202, False)
        began = time.monotonic()
        _soon(lambda: dora.does("POST", f"conversations/{id}/erase", reason=REASON).json()["done"], "all of it is gone")
        print(f"\nerased and gone after {time.monotonic() - began:.1f} s")
        _nobody_reads_it(local_cloud, desk, noor, disclosed)
        desk.asks("duty", "duty", off=True)
    _is_written_down(dora, id)
    assert _traces(local_cloud, id) == {"TOMBSTONES", "AUDIT"}
    dora.takes_away_the_hours()


def _holds(desk: Counsellor, noor: Visitor) -> None:
    desk.clears_the_desk()
    desk.takes_duty(slots=1)
    noor.starts(f"Noor {time.time_ns() % 10_000}")
    desk.expects("assigned", conversation=noor.conversation)
    noor.says(TEXT)
    desk.expects("message", text=TEXT)
    desk.says(noor.conversation, "Dag Noor")


def _is_disclosed(an: Desk, dora: Administrator, conversation: str) -> str:
    id: str = an.asks(conversation).raise_for_status().json()["id"]
    dora.does("POST", f"disclosures/{id}/grant", words="Levensgevaar").raise_for_status()
    assert HERE in an.does("POST", f"desk/disclosures/{id}/looks").text
    return id


def _closes_its_books(cloud: Outputs, id: str) -> None:
    """A minute after the end, which is put two back, as no story need wait."""
    dynamodb, key = client(cloud, "dynamodb"), {"pk": {"S": f"CONVERSATION#{id}"}, "sk": {"S": "CONVERSATION"}}

    def kept() -> Any:
        return dynamodb.get_item(TableName=cloud.chat_table, Key=key)["Item"]

    item = kept()
    item["ended_at"]["N"] = str(int(item["ended_at"]["N"]) - 120_000)
    item["due_at"]["N"] = str(int(item["due_at"]["N"]) - 120_000)
    dynamodb.put_item(TableName=cloud.chat_table, Item=item)
    _soon(lambda: kept()["state"]["S"] == "closed", "the books are closed")


def _soon(seen: Callable[[], object], what: str) -> None:
    """Within the minutes of `upkeep` and `vault`."""
    give_up = time.monotonic() + 90 + PATIENCE
    while not seen():
        assert time.monotonic() < give_up, what
        time.sleep(1)


def _nobody_reads_it(cloud: Outputs, desk: Counsellor, noor: Visitor, disclosed: str) -> None:
    id, an, dora = noor.conversation, Desk(cloud, "An"), administrator(cloud)
    have = {"visitor": 0, "counsellor": 0}
    answers = [
        desk.asks("attach", "assigned", conversation=id, have=have),
        desk.asks("replay", "messages", conversation=id, have=have),
        desk.asks("note", "noted", conversation=id, id="note-0001", text="nog iets"),
        noor.asks("resume", "resumed", token=noor.token, have=have),
    ]
    assert [one["type"] for one in answers] == ["refused"] * 4, answers
    looked = an.does("POST", f"desk/disclosures/{disclosed}/looks")
    assert (looked.status_code, looked.json()["type"]) == (410, "urn:chathulp:problem:gone")
    assert an.asks(id).status_code == 404
    order = dora.does("POST", "disclosures", conversation=id, ground="court_order", words="Kantschrift")
    assert order.status_code == 404
    lists = [dora.does("GET", path).text for path in ("disclosures", "conversations?channel=jac", "blocks")]
    assert not [text for text in lists if id in text]
    lists.append(dora.does("GET", "audit").text)
    said = json.dumps([answers, looked.text, lists, an.does("GET", "desk/disclosures").text])
    assert not [word for word in (TEXT, HERE, "Peeters") if word in said]


def _is_written_down(dora: Administrator, id: str) -> None:
    acts = [one for one in dora.does("GET", "audit?act=conversation_erased").json()["items"] if one["on"] == id]
    assert [(one["name"], one["role"]) for one in acts] == [("Dora", "administrator")]
    assert dora.does("GET", "audit/check").json()["broken"] is None


def _traces(cloud: Outputs, id: str) -> set[str]:
    """The families of both tables in which the id of a conversation is found; no word of it is in any."""
    dynamodb: Any = client(cloud, "dynamodb")
    found = set()
    for table in (cloud.chat_table, cloud.vault_table):
        for page in dynamodb.get_paginator("scan").paginate(TableName=table):
            text = [json.dumps(item) for item in page["Items"]]
            assert not [one for one in text if TEXT in one or f'"{HERE}"' in one]
            found |= {item["pk"]["S"].partition("#")[0] for item in page["Items"] if id in json.dumps(item)}
    return found
