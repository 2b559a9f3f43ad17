"""Frames that are not of the protocol, or not of their sender: a clear no, nothing kept, nobody else touched."""

import base64
import json
from typing import Any

import pytest

from tests.bad_input.doors import Doors

SAY = {"type": "say", "n": 1, "id": "visitor-1", "text": "hallo"}


def say(**changed: object) -> str:
    return json.dumps({**SAY, **changed})


NOT_OF_THE_PROTOCOL: dict[str, object] = {
    "missing": None,
    "missing, as Chalice says it": "None",
    "empty": "",
    "not JSON": "{",
    "not JSON at all": "hallo?",
    "half a frame": say()[:-3],
    "two frames": say() + say(),
    "a number": "1",
    "null": "null",
    "a list": "[1, 2]",
    "text": '"say"',
    "without a type": '{"n": 1}',
    "a type that is no word": '{"type": 7}',
    "a type that is a list": '{"type": ["say"]}',
    "an unknown type": '{"type": "shout"}',
    "a type of the server": '{"type": "said"}',
    "an unknown field": say(colour="red"),
    "a field of another frame": say(channel="jac"),
    "a missing field": json.dumps({"type": "say", "n": 1}),
    "text for a number": say(n="1"),
    "a fraction": say(n=1.0),
    "a yes for a number": say(n=True),
    "not a number": say(n=float("nan")),
    "more digits than anybody counts": '{"type": "say", "n": ' + "9" * 5000 + "}",
    "zero": say(n=0),
    "below zero": say(n=-1),
    "too far": say(n=100_001),
    "a number for text": say(text=7),
    "a list for text": say(text=["hallo"]),
    "null for text": say(text=None),
    "empty text": say(text=""),
    "blank text": say(text=" \n\t "),
    "text over the limit": say(text="a" * 2001),
    "nine kilobytes": say(text="a" * 9 * 1024),
    "nine kilobytes of spaces around a frame": " " * 9 * 1024 + say(),
    "NUL": say(text="hallo\x00"),
    "NUL as it is": say().replace("hallo", "hal\x00lo"),
    "escape": say(text="\x1b[2J"),
    "half a character": say().replace("hallo", "\\ud800"),
    "half a character as it is": say().replace("hallo", "\ud800"),
    "the other half": say().replace("hallo", "\\udc00\\ud800"),
    "half a character in a name": '{"type": "say", "\\ud800": 1}',
    "half a character as type": '{"type": "\\ud800"}',
    "right to left override": say(text="hallo \u202egnp.exe"),
    "left to right override": say(text="\u202dhallo"),
    "not a character": say(text="\uffff"),
    "an id with a space": say(id="visitor 1"),
    "an id that is too short": say(id="v"),
    "an id that ends with a line": say(id="visitor-1\n"),
    "nested a thousand deep": '{"type": "say", "text": ' + "[" * 1000 + "]" * 1000 + "}",
    "nested four thousand deep, never closed": "[" * 4000,
    "objects a thousand deep": '{"a":' * 1000 + "1" + "}" * 1000,
    "binary": base64.b64encode(b"\x00\xff\xfe").decode(),
    "a number for a body": 7,
    "a list for a body": ["say"],
    "bytes for a body": b"{}",
}


@pytest.mark.parametrize("who", ["stranger", "sam", "an"])
@pytest.mark.parametrize("body", NOT_OF_THE_PROTOCOL.values(), ids=list(NOT_OF_THE_PROTOCOL))
def test_what_is_no_frame_is_refused(doors: Doors, who: str, body: object) -> None:
    kept, seen = doors.kept(), doors.seen()
    answer = doors.sends(getattr(doors, who).connection, body)
    assert (answer["type"], answer["reason"]) == ("refused", "invalid"), answer
    assert answer["message"]
    assert answer["faults"]
    assert (doors.kept(), doors.seen()) == (kept, seen)
    assert doors.sam.says("ik ben er nog")["delivered"] is True, "the connection has lost nothing by it"


def test_a_binary_frame_is_refused_even_when_it_spells_one(doors: Doors) -> None:
    kept = doors.kept()
    event = {"body": base64.b64encode(say().encode()).decode(), "isBase64Encoded": True}
    context = {"connectionId": doors.sam.connection, "identity": {"sourceIp": "203.0.113.1"}}
    assert doors.receives({"requestContext": context, **event})["reason"] == "invalid"
    assert doors.kept() == kept


def test_an_event_that_is_none_of_ours_is_no_fault_of_lambda(doors: Doors) -> None:
    for context in ({}, {"connectionId": "a"}, {"connectionId": "a", "identity": {}}):
        assert doors.receives({"requestContext": context, "body": say()}) == {}
    assert doors.receives({"body": say()}) == {}


BOUNDS: list[tuple[str, dict[str, Any]]] = [
    ("channel", {"type": "watch", "channel": "UPPER"}),
    ("channel", {"type": "watch", "channel": "a/../b"}),
    ("channel", {"type": "watch", "channel": "jac\n"}),
    ("language", {"type": "watch", "channel": "jac", "language": "de"}),
    ("nickname", {"type": "start", "channel": "jac", "nickname": ""}),
    ("nickname", {"type": "start", "channel": "jac", "nickname": "   "}),
    ("nickname", {"type": "start", "channel": "jac", "nickname": "!?"}),
    ("nickname", {"type": "start", "channel": "jac", "nickname": "a" * 41}),
    ("nickname", {"type": "start", "channel": "jac", "nickname": "\u202e\u2069"}),
    ("intake.age", {"type": "start", "channel": "jac", "nickname": "Noor", "intake": {"age": 0}}),
    ("intake.age", {"type": "start", "channel": "jac", "nickname": "Noor", "intake": {"age": "17"}}),
    ("intake.gender", {"type": "start", "channel": "jac", "nickname": "Noor", "intake": {"gender": "x"}}),
    ("intake", {"type": "start", "channel": "jac", "nickname": "Noor", "intake": {"name": "Noor"}}),
    ("intake", {"type": "start", "channel": "jac", "nickname": "Noor", "intake": None}),
    ("token", {"type": "resume", "token": "a b"}),
    ("token", {"type": "resume", "token": "a" * 129}),
    ("have.visitor", {"type": "replay", "have": {"visitor": -1}}),
    ("have", {"type": "replay", "have": {"everything": 1}}),
    ("slots", {"type": "duty", "channel": "jac", "slots": 6}),
    ("off", {"type": "duty", "off": False}),
    ("available", {"type": "available", "available": "yes"}),
    ("conversation", {"type": "end", "conversation": "../CONVERSATION"}),
    ("reason", {"type": "block", "conversation": "a" * 20, "reason": "x"}),
    ("heard", {"type": "survey", "heard": 6}),
]


@pytest.mark.parametrize(
    ("place", "frame"), BOUNDS, ids=[f"{place} {number}" for number, (place, _) in enumerate(BOUNDS)]
)
def test_every_field_has_bounds_and_the_refusal_names_the_place(
    doors: Doors, place: str, frame: dict[str, Any]
) -> None:
    kept = doors.kept()
    answer = doors.sends(doors.an.connection, json.dumps(frame))
    assert answer["reason"] == "invalid"
    assert [fault.partition(":")[0] for fault in answer["faults"]] == [place]
    assert doors.kept() == kept
