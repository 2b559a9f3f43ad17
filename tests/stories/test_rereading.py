"""A counsellor reads an own conversation again on the deployed package, with real sign-ins; written down first."""

import time

from infra.local.outputs import Outputs
from tests.stories.addresses import next_address
from tests.stories.people import administrator, counsellor, visitor
from tests.stories.test_disclosure import Desk

TEXT = f"Ik ben Kiwi en ik woon in nummer {time.time_ns()}."


def test_who_held_it_reads_it_again_and_nobody_else(local_cloud: Outputs) -> None:
    dora, an, bram = administrator(local_cloud), Desk(local_cloud, "An"), Desk(local_cloud, "Bram")
    dora.opens_around_the_clock()
    with counsellor(local_cloud, "An") as desk, visitor(local_cloud, next_address()) as kiwi:
        desk.clears_the_desk()
        desk.takes_duty(slots=1)
        kiwi.starts(f"Kiwi {time.time_ns() % 10_000}")
        desk.expects("assigned", conversation=kiwi.conversation)
        kiwi.says(TEXT)
        desk.says(kiwi.conversation, "Dag Kiwi")
        kiwi.asks("end", "ended")
        desk.asks("duty", "duty", off=True)
    path = f"desk/conversations/{kiwi.conversation}/readings"
    assert kiwi.conversation in an.does("GET", "desk/readings").raise_for_status().text
    read = an.does("POST", path).raise_for_status().json()
    assert [(one["from"], one["text"]) for one in read["messages"]] == [("visitor", TEXT), ("counsellor", "Dag Kiwi")]
    assert bram.does("POST", path).status_code == 404
    assert kiwi.conversation not in bram.does("GET", "desk/readings").text
    assert Desk(local_cloud, "Dora").does("POST", path).json()["type"].endswith("not_allowed")
    entries = [one for one in dora.does("GET", "audit").json()["items"] if one["on"] == kiwi.conversation]
    assert [(one["act"], one["name"], one["role"]) for one in entries] == [("conversation_reread", "An", "counsellor")]
    assert dora.does("GET", "audit/check").json()["broken"] is None
    dora.takes_away_the_hours()
