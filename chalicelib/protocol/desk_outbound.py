"""Frames that the server sends to counsellors only, protocol version 1."""

from typing import Literal

from chalicelib.protocol.fields import Have, Moment
from chalicelib.protocol.sent import LightWord, MessageFrame, NoticeWord, Sent
from chalicelib.protocol.visitor_frames import Intake
from chalicelib.protocol.words import Language


class ResumeAskedFrame(Sent):
    """To the counsellor: somebody with this nickname wants to come back. Says whether the origin is the same."""

    type: Literal["resume_asked"] = "resume_asked"
    conversation: str
    question: str
    nickname: str
    same_origin: bool
    until: Moment


class TransferAskedFrame(Sent):
    """To a colleague: will you take this conversation over?"""

    type: Literal["transfer_asked"] = "transfer_asked"
    conversation: str
    question: str
    nickname: str
    counsellor: str
    note: str | None = None
    until: Moment


TransferWord = Literal["asked", "taken", "declined", "withdrawn"]


class TransferStateFrame(Sent):
    """To the counsellor who offers, and to the colleague who need not answer any more."""

    type: Literal["transfer"] = "transfer"
    conversation: str
    state: TransferWord
    colleague: str
    until: Moment | None = None


class NotedFrame(Sent):
    """A private note; only counsellors of the conversation get it."""

    type: Literal["noted"] = "noted"
    conversation: str
    id: str
    text: str
    counsellor: str
    at: Moment


class WrappedFrame(Sent):
    """To the counsellor: what is kept of the wrap-up, and until when it may be changed."""

    type: Literal["wrapped"] = "wrapped"
    conversation: str
    outcome: str | None = None
    themes: tuple[str, ...] = ()
    note: str | None = None
    until: Moment


class AssignedFrame(Sent):
    """To the counsellor: this conversation is yours, with what is needed to take it up anywhere.

    `answer_by` as in `resumed`.
    """

    type: Literal["assigned"] = "assigned"
    conversation: str
    channel: str
    nickname: str
    intake: Intake
    language: Language
    started_at: Moment
    visitor_here: bool
    until: Moment | None = None
    messages: tuple[MessageFrame, ...] = ()
    notes: tuple[NotedFrame, ...] = ()
    more: bool = False
    last: Have = Have()
    noticed: tuple[NoticeWord, ...] = ()
    answer_by: Moment | None = None
    asked: ResumeAskedFrame | None = None


class OnDutyFrame(Sent):
    """Where the counsellor stands now; `conversations` are to be attached after a reconnect."""

    type: Literal["duty"] = "duty"
    on: bool
    channel: str | None = None
    slots: int = 0
    available: bool = False
    conversations: tuple[str, ...] = ()
    light: LightWord | None = None


class Colleague(Sent):
    """Somebody else on duty in the channel; `free` places, none of them while `paused`."""

    counsellor: str
    first_name: str
    free: int
    paused: bool = False


class ColleaguesAtWorkFrame(Sent):
    """Who else is on duty in the channel, who could take something over first; `open_until`: when its hours end."""

    type: Literal["colleagues"] = "colleagues"
    colleagues: tuple[Colleague, ...]
    open_until: Moment | None = None
