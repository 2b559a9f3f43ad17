"""Frames that clients send, protocol version 1: closed, bounded, one model a frame.

A frame is read by `read_frame`; what cannot be read becomes `BadFrame`, which names the place and the
kind of the fault and never its input.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from chalicelib.protocol.fields import (
    MAX_FRAME_BYTES,
    ChannelName,
    Closed,
    ConversationId,
    CounsellorId,
    Have,
    MessageId,
    Nickname,
    Number,
    Reason,
    ShortText,
    Text,
    Token,
)

Language = Literal["nl", "en"]
Gender = Literal["female", "male", "other"]


class Intake(Closed):
    """General questions before a conversation; each may be left out, and leaving out changes nothing."""

    age: Annotated[int, Field(ge=1, le=120)] | None = None
    region: ShortText | None = None
    gender: Gender | None = None


class Watch(Closed):
    """A visitor wants to be told when the light of a channel changes."""

    type: Literal["watch"]
    channel: ChannelName
    language: Language = "nl"


class Start(Closed):
    """A visitor asks for a conversation."""

    type: Literal["start"]
    channel: ChannelName
    nickname: Nickname
    intake: Intake = Intake()
    language: Language = "nl"


class ResumeByToken(Closed):
    """A visitor comes back with the token of the conversation."""

    type: Literal["resume"]
    token: Token
    have: Have = Have()


class ResumeByNickname(Closed):
    """A visitor who lost the token asks the counsellor to be let back in."""

    type: Literal["resume"]
    channel: ChannelName
    nickname: Nickname
    language: Language = "nl"


class VisitorSay(Closed):
    type: Literal["say"]
    n: Number
    id: MessageId
    text: Text


class VisitorTyping(Closed):
    type: Literal["typing"]


class VisitorReplay(Closed):
    """A receiver saw a gap, or has just come back, and asks for everything after `have`."""

    type: Literal["replay"]
    have: Have


class VisitorEnd(Closed):
    type: Literal["end"]


class Survey(Closed):
    """What the visitor thought of it; every answer is optional. Scores run from 1 (not) to 5 (very)."""

    type: Literal["survey"]
    heard: Annotated[int, Field(ge=1, le=5)] | None = None
    helped: Annotated[int, Field(ge=1, le=5)] | None = None
    again: bool | None = None
    remark: Text | None = None


class Ping(Closed):
    """Still here; never answered, because an answer would cost as much as a message."""

    type: Literal["ping"]


class Duty(Closed):
    """A counsellor takes up `slots` conversations of a channel at most, or leaves with `off`."""

    type: Literal["duty"]
    channel: ChannelName
    slots: Annotated[int, Field(ge=1, le=5)]


class OffDuty(Closed):
    type: Literal["duty"]
    off: Literal[True]


class Available(Closed):
    """A counsellor pauses (`false`) or takes new conversations again (`true`)."""

    type: Literal["available"]
    available: bool


class Colleagues(Closed):
    """A counsellor asks who could take over a conversation."""

    type: Literal["colleagues"]


class Attach(Closed):
    """A counsellor's new connection takes up one of their conversations again."""

    type: Literal["attach"]
    conversation: ConversationId
    have: Have = Have()


class CounsellorSay(Closed):
    type: Literal["say"]
    conversation: ConversationId
    n: Number
    id: MessageId
    text: Text


class CounsellorTyping(Closed):
    type: Literal["typing"]
    conversation: ConversationId


class CounsellorReplay(Closed):
    type: Literal["replay"]
    conversation: ConversationId
    have: Have


class CounsellorEnd(Closed):
    type: Literal["end"]
    conversation: ConversationId


class Block(Closed):
    """A counsellor ends a conversation and takes away the visitor's access for eight hours."""

    type: Literal["block"]
    conversation: ConversationId
    reason: Reason


class Transfer(Closed):
    """A counsellor offers a conversation to a colleague with a free slot; the note stays among counsellors."""

    type: Literal["transfer"]
    conversation: ConversationId
    colleague: CounsellorId | None = None
    note: Text | None = None


class Note(Closed):
    """A private note of counsellors; `id` tells a repeat from another note."""

    type: Literal["note"]
    conversation: ConversationId
    id: MessageId
    text: Text


class Accept(Closed):
    """Yes to whoever asked last: a visitor who resumes by nickname, or a colleague who transfers."""

    type: Literal["accept"]
    conversation: ConversationId


class Decline(Closed):
    type: Literal["decline"]
    conversation: ConversationId


VisitorFrame = (
    Watch | Start | ResumeByToken | ResumeByNickname | VisitorSay | VisitorTyping | VisitorReplay | VisitorEnd
    | Survey
)  # fmt: skip
CounsellorFrame = (
    Duty | OffDuty | Available | Colleagues | Attach | CounsellorSay | CounsellorTyping | CounsellorReplay
    | CounsellorEnd | Block | Transfer | Note | Accept | Decline
)  # fmt: skip
Frame = VisitorFrame | CounsellorFrame | Ping

# The field behind the type chooses between the two senders of a word, or between its two forms.
MODELS: Mapping[tuple[str, str | None], type[Frame]] = {
    ("watch", None): Watch,
    ("start", None): Start,
    ("resume", None): ResumeByNickname,
    ("resume", "token"): ResumeByToken,
    ("say", None): VisitorSay,
    ("say", "conversation"): CounsellorSay,
    ("typing", None): VisitorTyping,
    ("typing", "conversation"): CounsellorTyping,
    ("replay", None): VisitorReplay,
    ("replay", "conversation"): CounsellorReplay,
    ("end", None): VisitorEnd,
    ("end", "conversation"): CounsellorEnd,
    ("survey", None): Survey,
    ("ping", None): Ping,
    ("duty", None): Duty,
    ("duty", "off"): OffDuty,
    ("available", None): Available,
    ("colleagues", None): Colleagues,
    ("attach", None): Attach,
    ("block", None): Block,
    ("transfer", None): Transfer,
    ("note", None): Note,
    ("accept", None): Accept,
    ("decline", None): Decline,
}


class BadFrame(ValueError):
    """Their fault: a frame that is not of the protocol. Bears places and kinds of faults, never input."""

    def __init__(self, frame: str | None, faults: tuple[str, ...]) -> None:
        super().__init__(", ".join(faults))
        self.frame, self.faults = frame, faults


def _parse(body: str | None) -> dict[str, object]:
    if body is None or len(body.encode("utf-8", "surrogatepass")) > MAX_FRAME_BYTES:
        raise BadFrame(None, ("frame: too_large" if body else "frame: missing",))
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise BadFrame(None, ("frame: not_json",)) from None
    if not isinstance(document, dict):
        raise BadFrame(None, ("frame: not_an_object",))
    return document


def _model(document: Mapping[str, object]) -> type[Frame]:
    word = document.get("type")
    if not isinstance(word, str) or (word, None) not in MODELS:
        raise BadFrame(None, ("type: unknown",))
    forms = (field for form, field in MODELS if form == word and field is not None and field in document)
    return MODELS[word, next(forms, None)]


def faults_of(error: ValidationError) -> tuple[str, ...]:
    """Place and kind of each fault, without the input; names that the sender made up are left out too."""
    return tuple(_fault(detail["loc"], detail["type"]) for detail in error.errors(include_input=False))


def _fault(place: tuple[int | str, ...], kind: str) -> str:
    known = place[:-1] if kind == "extra_forbidden" else place
    return f"{'.'.join(map(str, known)) or 'frame'}: {kind}"


def read_frame(body: str | None) -> Frame:
    """The frame in `body`.

    Raises BadFrame when it is missing, over 8 KB, not a JSON object, of an unknown type, or when a field
    is unknown, missing or out of bounds.
    """
    document = _parse(body)
    model = _model(document)
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise BadFrame(str(document["type"]), faults_of(error)) from None
