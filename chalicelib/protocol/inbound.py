"""Reading what clients send, protocol version 1.

A frame is read by `read_frame`; what cannot be read becomes `BadFrame`, which names the place and the
kind of the fault and never its input.
"""

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import ValidationError

from chalicelib.protocol.counsellor_frames import (
    Accept as Accept,
)
from chalicelib.protocol.counsellor_frames import (
    Attach as Attach,
)
from chalicelib.protocol.counsellor_frames import (
    Available as Available,
)
from chalicelib.protocol.counsellor_frames import (
    Block as Block,
)
from chalicelib.protocol.counsellor_frames import (
    Colleagues as Colleagues,
)
from chalicelib.protocol.counsellor_frames import (
    CounsellorEnd as CounsellorEnd,
)
from chalicelib.protocol.counsellor_frames import (
    CounsellorReplay as CounsellorReplay,
)
from chalicelib.protocol.counsellor_frames import (
    CounsellorSay as CounsellorSay,
)
from chalicelib.protocol.counsellor_frames import (
    CounsellorTyping as CounsellorTyping,
)
from chalicelib.protocol.counsellor_frames import (
    Decline as Decline,
)
from chalicelib.protocol.counsellor_frames import (
    Duty as Duty,
)
from chalicelib.protocol.counsellor_frames import (
    Note as Note,
)
from chalicelib.protocol.counsellor_frames import (
    OffDuty as OffDuty,
)
from chalicelib.protocol.counsellor_frames import (
    Transfer as Transfer,
)
from chalicelib.protocol.fields import MAX_FRAME_BYTES, Closed
from chalicelib.protocol.visitor_frames import (
    Gender as Gender,
)
from chalicelib.protocol.visitor_frames import (
    Intake as Intake,
)
from chalicelib.protocol.visitor_frames import (
    Language as Language,
)
from chalicelib.protocol.visitor_frames import (
    ResumeByNickname as ResumeByNickname,
)
from chalicelib.protocol.visitor_frames import (
    ResumeByToken as ResumeByToken,
)
from chalicelib.protocol.visitor_frames import (
    Start as Start,
)
from chalicelib.protocol.visitor_frames import (
    Survey as Survey,
)
from chalicelib.protocol.visitor_frames import (
    VisitorEnd as VisitorEnd,
)
from chalicelib.protocol.visitor_frames import (
    VisitorReplay as VisitorReplay,
)
from chalicelib.protocol.visitor_frames import (
    VisitorSay as VisitorSay,
)
from chalicelib.protocol.visitor_frames import (
    VisitorTyping as VisitorTyping,
)
from chalicelib.protocol.visitor_frames import (
    Watch as Watch,
)


class Ping(Closed):
    """Still here; never answered, because an answer would cost as much as a message."""

    type: Literal["ping"]


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
