"""Whatever is sent, the answer is a frame of the protocol and never `failed`; nobody loses anything by it."""

import json
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chalicelib.protocol.inbound import MODELS, BadFrame, read_frame
from tests.bad_input.doors import Doors
from tests.bad_input.samples import filled

WORDS = sorted({word for word, _ in MODELS})
FIELDS = sorted({name for model in MODELS.values() for name in model.model_fields})
GOOD = [filled(model) for model in MODELS.values()]

text = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(["jac", "Sam", "a" * 20, "\ud800", "\x00", ""])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text | st.sampled_from(FIELDS), inner, max_size=3),
    max_leaves=8,
)
near_frames = st.builds(
    lambda word, fields: {"type": word, **fields},
    st.sampled_from(WORDS),
    st.dictionaries(st.sampled_from(FIELDS[:-1]), values, max_size=6),
)
bent_frames = st.builds(lambda good, bent: {**good, **bent}, st.sampled_from(GOOD), st.dictionaries(
    st.sampled_from(FIELDS), values, min_size=1, max_size=2))  # fmt: skip
documents = values | near_frames | bent_frames


def as_text(document: Any, escaped: bool) -> str:
    return json.dumps(document, ensure_ascii=escaped)


bodies = st.builds(as_text, documents, st.booleans()) | st.text(st.characters(codec=None), max_size=60)
FAST = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@FAST
@given(body=bodies)
@example(body="\ud800")
def test_reading_ends_in_a_frame_or_a_bad_frame(body: str) -> None:
    try:
        read_frame(body)
    except BadFrame as bad:
        assert bad.faults
        assert all(fault.isprintable() and len(fault) < 200 for fault in bad.faults)


@settings(FAST, max_examples=120)
@given(sent=st.lists(st.tuples(st.sampled_from(["stranger", "sam", "an"]), bodies), min_size=1, max_size=8))
def test_whatever_is_sent_is_answered_as_the_protocol_says(sent: list[tuple[str, str]]) -> None:
    doors = Doors()
    for who, body in sent:
        answer = doors.sends(getattr(doors, who).connection, body)
        assert answer.get("reason") != "failed", doors.log
        assert answer.get("type", "said") != "refused" or answer["message"]
    assert "failed" not in doors.log
    assert all(json.loads(line) for line in doors.log.splitlines())
