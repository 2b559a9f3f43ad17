"""Frames that the server sends, protocol version 1. The client of a newer server ignores fields it does not know."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.protocol.fields import Have, Moment
from chalicelib.protocol.inbound import Intake

Side = Literal["visitor", "counsellor"]
LightWord = Literal["open", "busy", "closed"]
RefusalReason = Literal[
    "closed", "busy", "blocked", "nickname_taken", "unknown", "not_yours", "invalid", "too_fast",
    "out_of_step", "ended", "not_now", "replaced", "failed",
]  # fmt: skip
EndedBy = Literal["visitor", "counsellor", "service"]
EndReason = Literal["ended", "blocked", "visitor_away", "counsellor_away"]


class Sent(BaseModel):
    """A frame of the server; nothing in it comes from an origin."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Help(BaseModel):
    """A way to help outside this chat: an emergency number, another service or an e-mail address."""

    model_config = ConfigDict(frozen=True)

    name: str
    phone: str | None = None
    url: str | None = None
    email: str | None = None


class Elsewhere(Sent):
    """Where a person finds help in every state of the service: never left out of a refusal or an ending."""

    emergency: tuple[Help, ...] = ()
    alternatives: tuple[Help, ...] = ()
    complaint: str | None = None


class Status(Sent):
    """The light of a channel; the newest `at` counts, because pushes may overtake each other."""

    type: Literal["status"] = "status"
    channel: str
    name: str
    light: LightWord
    message: str
    next_opening: Moment | None = None
    elsewhere: Elsewhere
    at: Moment


class Started(Sent):
    """The conversation is on. The token is told once, here; only its hash is kept."""

    type: Literal["started"] = "started"
    conversation: str
    token: str
    counsellor: str
    at: Moment


class Message(Sent):
    """A message of either side; `at` is the server's time."""

    type: Literal["message"] = "message"
    conversation: str
    sender: Annotated[Side, Field(serialization_alias="from")]
    n: int
    id: str
    text: str
    at: Moment


class Resumed(Sent):
    """The visitor is back. `last` is the highest number stored of each; `more` says: ask a replay for the rest.

    After a resume by nickname there is a new token and nothing from before is shown.
    """

    type: Literal["resumed"] = "resumed"
    conversation: str
    counsellor: str
    token: str | None = None
    messages: tuple[Message, ...] = ()
    more: bool = False
    last: Have
    counsellor_here: bool
    until: Moment | None = None
    started_at: Moment
    noticed: tuple["NoticeWord", ...] = ()


class Waiting(Sent):
    """The counsellor was asked whether the visitor with this nickname may come back; no later than `until`."""

    type: Literal["waiting"] = "waiting"
    until: Moment


class Said(Sent):
    """The message is stored; `delivered` says whether it reached the other side's connection too."""

    type: Literal["said"] = "said"
    conversation: str
    n: int
    id: str
    at: Moment
    delivered: bool


class Replayed(Sent):
    """Messages after the asked numbers, in order; `more` says: ask again from the last of them."""

    type: Literal["replayed"] = "replayed"
    conversation: str
    messages: tuple[Message, ...]
    more: bool
    last: Have


class Typing(Sent):
    type: Literal["typing"] = "typing"
    conversation: str
    sender: Annotated[Side, Field(serialization_alias="from")]


class Peer(Sent):
    """The other side is here, or away until the moment after which the conversation moves or ends."""

    type: Literal["peer"] = "peer"
    conversation: str
    here: bool
    until: Moment | None = None
    counsellor: str | None = None


NoticeWord = Literal["fifty_minutes", "one_hour", "closing"]


class Notice(Sent):
    type: Literal["notice"] = "notice"
    conversation: str
    notice: NoticeWord
    at: Moment


class ResumeAsked(Sent):
    """To the counsellor: somebody with this nickname wants to come back. Says whether the origin is the same."""

    type: Literal["resume_asked"] = "resume_asked"
    conversation: str
    nickname: str
    same_origin: bool
    until: Moment


class TransferAsked(Sent):
    """To a colleague: will you take this conversation over?"""

    type: Literal["transfer_asked"] = "transfer_asked"
    conversation: str
    nickname: str
    counsellor: str
    note: str | None = None
    until: Moment


TransferWord = Literal["asked", "taken", "declined", "withdrawn"]


class TransferState(Sent):
    """To the counsellor who offers: asked until, taken by the colleague, or declined."""

    type: Literal["transfer"] = "transfer"
    conversation: str
    state: TransferWord
    colleague: str
    until: Moment | None = None


class NoteShown(Sent):
    """A private note; only counsellors of the conversation get it."""

    type: Literal["noted"] = "noted"
    conversation: str
    id: str
    text: str
    counsellor: str
    at: Moment


class Assigned(Sent):
    """To the counsellor: this conversation is yours, with what is needed to take it up anywhere."""

    type: Literal["assigned"] = "assigned"
    conversation: str
    channel: str
    nickname: str
    intake: Intake
    language: Literal["nl", "en"]
    started_at: Moment
    visitor_here: bool
    until: Moment | None = None
    messages: tuple[Message, ...] = ()
    notes: tuple[NoteShown, ...] = ()
    more: bool = False
    last: Have = Have()
    noticed: tuple[NoticeWord, ...] = ()
    asked: ResumeAsked | None = None


class OnDuty(Sent):
    """Where the counsellor stands now; `conversations` are to be attached after a reconnect."""

    type: Literal["duty"] = "duty"
    on: bool
    channel: str | None = None
    slots: int = 0
    available: bool = False
    conversations: tuple[str, ...] = ()
    light: LightWord | None = None


class Colleague(Sent):
    counsellor: str
    first_name: str
    free: int


class ColleaguesShown(Sent):
    type: Literal["colleagues"] = "colleagues"
    colleagues: tuple[Colleague, ...]


class Ended(Sent):
    """The conversation is over. After a block, `until` says when the visitor is welcome again."""

    type: Literal["ended"] = "ended"
    conversation: str
    by: EndedBy
    reason: EndReason
    message: str
    at: Moment
    until: Moment | None = None
    elsewhere: Elsewhere


class Thanked(Sent):
    """The survey is stored."""

    type: Literal["thanked"] = "thanked"


class Refused(Sent):
    """No, why not, and what then; it costs the connection nothing.

    `frame`, `conversation`, `n` and `id` say which frame is meant; `last_n` goes with `out_of_step`,
    `retry_after` (seconds) with `too_fast`, `until` with `blocked`.
    """

    type: Literal["refused"] = "refused"
    reason: RefusalReason
    message: str
    frame: str | None = None
    conversation: str | None = None
    n: int | None = None
    id: str | None = None
    last_n: int | None = None
    faults: tuple[str, ...] = ()
    until: Moment | None = None
    next_opening: Moment | None = None
    retry_after: int | None = None
    elsewhere: Elsewhere | None = None


SentFrame = (
    Status | Started | Message | Resumed | Waiting | Said | Replayed | Typing | Peer | Notice | ResumeAsked
    | TransferAsked | TransferState | NoteShown | Assigned | OnDuty | ColleaguesShown | Ended | Thanked | Refused
)  # fmt: skip


def to_text(frame: SentFrame) -> str:
    """The JSON text of a frame, `type` first, fields without a value left out."""
    return frame.model_dump_json(by_alias=True, exclude_none=True)
