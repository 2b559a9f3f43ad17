"""Frames that are well made and come from the wrong person, too early or too late."""

from typing import Any

import pytest

from chalicelib.protocol.inbound import MODELS
from tests.actors import Actor, counsellor, visitor
from tests.bad_input.doors import Doors, Frame
from tests.bad_input.samples import sample

BEFORE_A_START = ("say", "typing", "replay", "end", "survey")
OF_COUNSELLORS = [
    ("duty", None), ("duty", "off"), ("available", None), ("colleagues", None), ("attach", None),
    ("say", "conversation"), ("typing", "conversation"), ("replay", "conversation"), ("end", "conversation"),
    ("block", None), ("transfer", None), ("withdraw", None), ("note", None), ("wrap_up", None),
    ("accept", None), ("decline", None), ("board", None),
]  # fmt: skip
WITH_A_CONVERSATION = [form for form in OF_COUNSELLORS if "conversation" in MODELS[form].model_fields]


def refused(doors: Doors, who: Actor, frame: dict[str, Any]) -> Frame:
    """The refusal of a frame that keeps nothing and that nobody else notices."""
    kept, seen = doors.kept(), doors.seen()
    answer = who.sends(**frame)
    assert answer["type"] == "refused", (frame, answer)
    assert answer["message"]
    assert (doors.kept(), doors.seen()) == (kept, seen), frame
    assert "failed" not in doors.log
    return answer


def test_every_frame_that_names_a_conversation_is_tried_here() -> None:
    assert set(WITH_A_CONVERSATION) == {form for form, model in MODELS.items() if "conversation" in model.model_fields}


@pytest.mark.parametrize("word", BEFORE_A_START)
def test_before_a_start_there_is_nothing(doors: Doors, word: str) -> None:
    assert refused(doors, doors.stranger, sample((word, None)))["reason"] == "unknown"


@pytest.mark.parametrize("form", OF_COUNSELLORS)
@pytest.mark.parametrize("who", ["stranger", "sam"])
def test_a_visitor_has_no_frames_of_a_counsellor(doors: Doors, who: str, form: tuple[str, str | None]) -> None:
    """Also for their own conversation, whose name they know."""
    frame = sample(form, conversation=doors.sam.conversation)
    assert refused(doors, getattr(doors, who), frame)["reason"] == "not_yours"


@pytest.mark.parametrize("word", BEFORE_A_START)
def test_a_counsellor_has_no_frames_of_a_visitor(doors: Doors, word: str) -> None:
    assert refused(doors, doors.an, sample((word, None)))["reason"] == "unknown"


def test_a_counsellor_starts_no_conversation_at_the_desk(doors: Doors) -> None:
    frame = sample(("start", None), channel="jac")
    assert refused(doors, doors.an, frame)["reason"] == "not_now"


@pytest.mark.parametrize("form", WITH_A_CONVERSATION)
def test_a_colleague_has_no_part_in_it(doors: Doors, form: tuple[str, str | None]) -> None:
    bo = counsellor(doors.service, "Bo")
    bo.takes_duty(slots=1)
    answers = [refused(doors, bo, sample(form, conversation=id)) for id in (doors.sam.conversation, "a" * 20)]
    assert [answer["reason"] for answer in answers] == ["not_yours", "not_yours"]
    texts = [{**answer, "conversation": None} for answer in answers]
    assert texts[0] == texts[1], "whether it exists is not told"


def test_sam_cannot_reach_into_the_conversation_of_noor(doors: Doors) -> None:
    noor = visitor(doors.service, "203.0.113.8")
    noor.starts("Noor")
    refused(doors, doors.sam, sample(("say", "conversation"), conversation=noor.conversation))
    assert [frame["text"] for frame in doors.sam.sends("replay", have={})["messages"]] == []
    secret = doors.sam.token.partition(".")[2]
    assert refused(doors, doors.stranger, {"type": "resume", "token": f"{noor.conversation}.{secret}"})["reason"] == (
        "unknown"
    )


def test_after_the_end_there_is_only_the_survey(doors: Doors) -> None:
    doors.sam.sends("end")
    for word in ("say", "typing", "replay", "end"):
        assert refused(doors, doors.sam, sample((word, None)))["reason"] == "ended"
    for form in (("say", "conversation"), ("typing", "conversation"), ("end", "conversation")):
        frame = sample(form, conversation=doors.sam.conversation)
        assert refused(doors, doors.an, frame)["reason"] == "ended"
    assert doors.sam.sends("survey", helped=4)["type"] == "thanked"


@pytest.mark.parametrize("word", ["watch", "start"])
def test_an_unknown_channel(doors: Doors, word: str) -> None:
    answer = refused(doors, doors.stranger, sample((word, None), channel="elsewhere"))
    assert (answer["reason"], answer["faults"]) == ("invalid", ["channel: unknown"])


def test_duty_in_a_channel_that_is_unknown_or_of_others(doors: Doors) -> None:
    only_jac = Actor(doors.service, doors.service.connects(doors.service.ticket_for("Cis", ("jac",))) or "")
    for channel in ("elsewhere", "caw"):
        assert refused(doors, only_jac, sample(("duty", None), channel=channel))["reason"] == "not_yours"


@pytest.mark.parametrize("token", ["a", "a.b", "." * 20, "a" * 20 + ".", "a" * 20 + "." + "b" * 43])
def test_a_forged_token(doors: Doors, token: str) -> None:
    assert refused(doors, doors.stranger, {"type": "resume", "token": token})["reason"] == "unknown"


def test_too_many_frames_are_refused_and_the_connection_lives(doors: Doors) -> None:
    answers = [doors.sam.sends("ping") for _ in range(121)]
    assert answers[-1]["reason"] == "too_fast"
    refusal = doors.sam.sends("say", n=1, id="aaaaaaaa", text="kanarie")
    named = {"frame": "say", "n": 1, "id": "aaaaaaaa", "retry_after": 5}
    assert {field: refusal[field] for field in named} == named
    assert "kanarie" not in str(refusal)
    doors.service.clock.passes(seconds=1)
    assert doors.sam.says("rustig nu")["type"] == "said"
