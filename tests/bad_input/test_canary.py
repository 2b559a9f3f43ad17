"""A canary in every field of every frame: it never sings in a log, on a stream or in an exception."""

import json
import logging
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.protocol.inbound import MODELS, BadFrame, read_frame
from tests.bad_input.doors import Doors
from tests.bad_input.samples import Form, filled, places, with_value
from tests.engine.faults import FAULTS, LambdaDied, Strike
from tests.engine.recorder import Call

CANARY = "canary-7f3a9c1e52"
"""Fits every field that takes text, so that it gets as far as a frame can."""

FORMS = [pytest.param(form, id=" ".join(filter(None, form))) for form in MODELS]


def frames(form: Form) -> Iterator[dict[str, Any]]:
    """A frame full of canaries that is well made, and every way to break it with one."""
    model = MODELS[form]
    good = filled(model, CANARY)
    yield good
    for place in places(model):
        yield with_value(good, place, CANARY)
        yield with_value(good, place, [CANARY])
        yield with_value(good, place, {CANARY: CANARY})
        yield with_value(good, place, CANARY + "\x00")
        yield with_value(good, place, CANARY * 200)
        yield with_value(good, (*place[:-1], CANARY), CANARY)
    yield {**good, "type": CANARY}


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.NOTSET)


@pytest.fixture
def silence(doors: Doors, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Nothing was told to a log or a stream when the test is over."""
    yield
    written = capfd.readouterr()
    told = {"log": doors.log, "logging": caplog.text, "stdout": written.out, "stderr": written.err}
    assert [where for where, text in told.items() if CANARY in text] == []
    assert doors.log, "the log was listened to"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("silence")
def test_no_frame_sings(doors: Doors, form: Form) -> None:
    for frame in frames(form):
        for who in (doors.stranger, doors.sam, doors.an):
            doors.service.clock.passes(seconds=1)
            answer = doors.sends(who.connection, json.dumps(frame))
            assert answer.get("reason") != "failed", (frame, doors.log)
            assert CANARY not in str(answer.get("faults")), "names that the sender made up are not repeated"
    doors.service.upkeep()


@pytest.mark.parametrize("form", FORMS)
def test_no_exception_sings(form: Form) -> None:
    for frame in frames(form):
        try:
            read_frame(json.dumps(frame))
        except BadFrame as bad:
            assert CANARY not in repr(bad) + str(bad) + traceback.format_exc()


@pytest.mark.parametrize("body", [CANARY, f'{{"{CANARY}": ', f'["{CANARY}"]', f'"{CANARY}"', f'{{"type": "{CANARY}"}}'])
@pytest.mark.usefixtures("silence")
def test_what_is_no_frame_does_not_sing(doors: Doors, body: str) -> None:
    assert doors.sends(doors.sam.connection, body)["reason"] == "invalid"


@pytest.mark.usefixtures("silence")
def test_no_request_to_connect_sings(doors: Doors) -> None:
    headers = {"Origin": f"https://{CANARY}.example", "User-Agent": CANARY, "Cookie": CANARY, CANARY: CANARY}
    doors.connects(headers=headers)
    doors.connects(query={"v": CANARY, "ticket": CANARY, CANARY: CANARY})
    doors.connects(query={"v": "1", "ticket": CANARY})
    doors.connects(requestContext={"connectionId": CANARY, "identity": {"sourceIp": CANARY}})
    doors.connects(requestContext={CANARY: CANARY})
    doors.service.upkeep()


SINGERS = {
    "start": {"type": "start", "channel": "jac", "nickname": CANARY, "intake": {"region": CANARY}},
    "say": {"type": "say", "n": 1, "id": CANARY, "text": CANARY},
}


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault.error("get_item", {}).__class__ is not LambdaDied]
)
@pytest.mark.parametrize("word", SINGERS)
@pytest.mark.usefixtures("silence")
def test_nothing_sings_when_the_engine_breaks(doors: Doors, word: str, fault: Any) -> None:
    """Exceptions of the SDK quote what was sent; the log takes their type and place alone."""
    sender = doors.stranger if word == "start" else doors.sam
    for nth in range(1, 12):
        seen: list[Call] = []

        def due(call: Call, nth: int = nth, seen: list[Call] = seen) -> bool:
            seen.append(call)
            return len(seen) == nth

        with Strike(fault, at=due).on(doors.service.dynamo, doors.service.gateway):
            doors.sends(sender.connection, json.dumps(SINGERS[word]))
    doors.service.upkeep()
