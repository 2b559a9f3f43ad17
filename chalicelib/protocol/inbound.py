"""Reading what clients send, protocol version 1.

A frame is read by `read_frame`; what cannot be read becomes `BadFrame`, which names the place and the
kind of the fault and never its input.
"""

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import ValidationError

from chalicelib.protocol.counsellor_frames import (
    AcceptFrame as AcceptFrame,
)
from chalicelib.protocol.counsellor_frames import (
    AttachFrame as AttachFrame,
)
from chalicelib.protocol.counsellor_frames import (
    AvailableFrame as AvailableFrame,
)
from chalicelib.protocol.counsellor_frames import (
    BlockFrame as BlockFrame,
)
from chalicelib.protocol.counsellor_frames import (
    ColleaguesFrame as ColleaguesFrame,
)
from chalicelib.protocol.counsellor_frames import (
    CounsellorEndFrame as CounsellorEndFrame,
)
from chalicelib.protocol.counsellor_frames import (
    CounsellorReplayFrame as CounsellorReplayFrame,
)
from chalicelib.protocol.counsellor_frames import (
    CounsellorSayFrame as CounsellorSayFrame,
)
from chalicelib.protocol.counsellor_frames import (
    CounsellorTypingFrame as CounsellorTypingFrame,
)
from chalicelib.protocol.counsellor_frames import (
    DeclineFrame as DeclineFrame,
)
from chalicelib.protocol.counsellor_frames import (
    DutyFrame as DutyFrame,
)
from chalicelib.protocol.counsellor_frames import (
    NoteFrame as NoteFrame,
)
from chalicelib.protocol.counsellor_frames import (
    OffDutyFrame as OffDutyFrame,
)
from chalicelib.protocol.counsellor_frames import (
    TransferFrame as TransferFrame,
)
from chalicelib.protocol.counsellor_frames import (
    WithdrawFrame as WithdrawFrame,
)
from chalicelib.protocol.counsellor_frames import (
    WrapUpFrame as WrapUpFrame,
)
from chalicelib.protocol.fields import MAX_FRAME_BYTES, Closed
from chalicelib.protocol.team_frames import (
    BoardFrame as BoardFrame,
)
from chalicelib.protocol.visitor_frames import (
    Gender as Gender,
)
from chalicelib.protocol.visitor_frames import (
    HereFrame as HereFrame,
)
from chalicelib.protocol.visitor_frames import (
    Intake as Intake,
)
from chalicelib.protocol.visitor_frames import (
    ResumeByNicknameFrame as ResumeByNicknameFrame,
)
from chalicelib.protocol.visitor_frames import (
    ResumeByTokenFrame as ResumeByTokenFrame,
)
from chalicelib.protocol.visitor_frames import (
    StartFrame as StartFrame,
)
from chalicelib.protocol.visitor_frames import (
    SurveyFrame as SurveyFrame,
)
from chalicelib.protocol.visitor_frames import (
    VisitorEndFrame as VisitorEndFrame,
)
from chalicelib.protocol.visitor_frames import (
    VisitorReplayFrame as VisitorReplayFrame,
)
from chalicelib.protocol.visitor_frames import (
    VisitorSayFrame as VisitorSayFrame,
)
from chalicelib.protocol.visitor_frames import (
    VisitorTypingFrame as VisitorTypingFrame,
)
from chalicelib.protocol.visitor_frames import (
    WatchFrame as WatchFrame,
)


class PingFrame(Closed):
    """Still here? Answered with `pong`, to whoever asks: no answer within 12 seconds means a line that died."""

    type: Literal["ping"]


VisitorFrame = (
    WatchFrame | StartFrame | ResumeByTokenFrame | ResumeByNicknameFrame | VisitorSayFrame
    | VisitorTypingFrame | VisitorReplayFrame | HereFrame | VisitorEndFrame | SurveyFrame
)  # fmt: skip
CounsellorFrame = (
    DutyFrame | OffDutyFrame | AvailableFrame | ColleaguesFrame | AttachFrame | CounsellorSayFrame
    | CounsellorTypingFrame | CounsellorReplayFrame | CounsellorEndFrame | BlockFrame | TransferFrame
    | WithdrawFrame | NoteFrame | WrapUpFrame | AcceptFrame | DeclineFrame | BoardFrame
)  # fmt: skip
Frame = VisitorFrame | CounsellorFrame | PingFrame

# The field behind the type chooses between the two senders of a word, or between its two forms.
MODELS: Mapping[tuple[str, str | None], type[Frame]] = {
    ("watch", None): WatchFrame,
    ("start", None): StartFrame,
    ("resume", None): ResumeByNicknameFrame,
    ("resume", "token"): ResumeByTokenFrame,
    ("say", None): VisitorSayFrame,
    ("say", "conversation"): CounsellorSayFrame,
    ("typing", None): VisitorTypingFrame,
    ("typing", "conversation"): CounsellorTypingFrame,
    ("replay", None): VisitorReplayFrame,
    ("replay", "conversation"): CounsellorReplayFrame,
    ("here", None): HereFrame,
    ("end", None): VisitorEndFrame,
    ("end", "conversation"): CounsellorEndFrame,
    ("survey", None): SurveyFrame,
    ("ping", None): PingFrame,
    ("duty", None): DutyFrame,
    ("duty", "off"): OffDutyFrame,
    ("available", None): AvailableFrame,
    ("colleagues", None): ColleaguesFrame,
    ("attach", None): AttachFrame,
    ("block", None): BlockFrame,
    ("transfer", None): TransferFrame,
    ("withdraw", None): WithdrawFrame,
    ("note", None): NoteFrame,
    ("wrap_up", None): WrapUpFrame,
    ("accept", None): AcceptFrame,
    ("decline", None): DeclineFrame,
    ("board", None): BoardFrame,
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
