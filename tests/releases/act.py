"""One act of a conversation, played by the release in whose folder it is started: items in, items and sights out.

While a release is shifted, frames of one conversation meet old and new code in turn; so do the acts.
"""

import json
import sys
from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import chalicelib
from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.service import Service, service
from tests.tables import CHAT, VAULT

Told = dict[str, Any]


def begins(made: Service, told: Told) -> Told:
    made.opens()
    an, sam = counsellor(made), visitor(made)
    an.takes_duty()
    sam.starts(intake={"age": 16})
    return _talk(an, sam, {"conversation": sam.conversation, "token": sam.token, "said": 0})


def goes_on(made: Service, told: Told) -> Told:
    an, sam = _back(made, told)
    return _talk(an, sam, told)


def ends(made: Service, told: Told) -> Told:
    _, sam = _back(made, told)
    ended = sam.sends("end")["type"]
    for _ in range(3):
        made.clock.passes(minutes=2)
        made.upkeep()
        made.chains()
    return told | {"ended": ended, "after": sam.comes_back().resumes()["reason"]}


def _back(made: Service, told: Told) -> tuple[Counsellor, Visitor]:
    """Both come back over new lines, and each hears everything that was said, whoever kept it."""
    an, sam = counsellor(made), visitor(made)
    an.takes_duty()
    sam.token, sam.conversation, kept = told["token"], told["conversation"], told["said"]
    attached, resumed = an.attaches(sam.conversation, visitor=0, counsellor=0), sam.resumes()
    for frame in (attached, resumed):
        heard = sorted(message["text"] for message in frame["messages"])
        wanted = sorted(f"{who} {n}" for who in ("bezoeker", "hulpverlener") for n in range(1, kept + 1))
        assert heard == wanted, (frame["type"], heard)
    an.said, sam.said = {sam.conversation: kept}, {"own": kept}
    return an, sam


def _talk(an: Counsellor, sam: Visitor, told: Told) -> Told:
    n = told["said"] + 1
    assert sam.says(f"bezoeker {n}")["delivered"]
    assert an.last_sees("message")["text"] == f"bezoeker {n}"
    assert an.says(sam.conversation, f"hulpverlener {n}")["delivered"]
    assert sam.last_sees("message")["text"] == f"hulpverlener {n}"
    for actor in (sam, an):
        actor.loses_the_line()
    return told | {"said": n}


ACTS = {"begins": begins, "goes_on": goes_on, "ends": ends}


def main() -> None:
    """What is asked stands on the input as JSON."""
    asked = json.load(sys.stdin)
    made = service(seed=asked["act"])
    made.connections = count(1000 * asked["act"])
    made.clock.now += timedelta(minutes=asked["act"])
    for table, items in asked["tables"].items():
        for item in items:
            made.dynamo.put_item(TableName=table, Item=item)
    told = ACTS[asked["name"]](made, asked["told"])
    tables: Mapping[str, Any] = {table: made.dynamo.items(table) for table in (CHAT, VAULT)}
    code = str(Path(chalicelib.__file__ or "").parents[1])
    print(json.dumps({"told": told, "tables": tables, "log": made.log.getvalue(), "code": code}))


if __name__ == "__main__":
    main()
