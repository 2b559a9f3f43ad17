"""Frames that counsellors send, protocol version 1: closed and bounded."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.protocol.fields import (
    ChannelName,
    Closed,
    ConversationId,
    CounsellorId,
    Have,
    MessageId,
    Number,
    Question,
    Reason,
    Text,
    Theme,
)


class DutyFrame(Closed):
    """A counsellor takes up `slots` conversations of a channel at most, or leaves with `off`."""

    type: Literal["duty"]
    channel: ChannelName
    slots: Annotated[int, Field(ge=1, le=5)]


class OffDutyFrame(Closed):
    type: Literal["duty"]
    off: Literal[True]


class AvailableFrame(Closed):
    """A counsellor pauses (`false`) or takes new conversations again (`true`)."""

    type: Literal["available"]
    available: bool


class ColleaguesFrame(Closed):
    """A counsellor asks who else is on duty in their channel, and until when it is open."""

    type: Literal["colleagues"]


class AttachFrame(Closed):
    """A counsellor's new connection takes up one of their conversations again."""

    type: Literal["attach"]
    conversation: ConversationId
    have: Have = Have()


class CounsellorSayFrame(Closed):
    type: Literal["say"]
    conversation: ConversationId
    n: Number
    id: MessageId
    text: Text


class CounsellorTypingFrame(Closed):
    """As a visitor's."""

    type: Literal["typing"]
    conversation: ConversationId
    on: bool = True


class CounsellorReplayFrame(Closed):
    type: Literal["replay"]
    conversation: ConversationId
    have: Have


class CounsellorEndFrame(Closed):
    type: Literal["end"]
    conversation: ConversationId


class BlockFrame(Closed):
    """A counsellor ends a conversation and takes away the visitor's access for eight hours."""

    type: Literal["block"]
    conversation: ConversationId
    reason: Reason


class TransferFrame(Closed):
    """A counsellor offers a conversation to a colleague with a free slot; the note stays among counsellors."""

    type: Literal["transfer"]
    conversation: ConversationId
    colleague: CounsellorId | None = None
    note: Text | None = None


class WithdrawFrame(Closed):
    """A counsellor takes back what they asked a colleague: the conversation stays theirs."""

    type: Literal["withdraw"]
    conversation: ConversationId


class NoteFrame(Closed):
    """A private note of counsellors; `id` tells a repeat from another note."""

    type: Literal["note"]
    conversation: ConversationId
    id: MessageId
    text: Text


class WrapUpFrame(Closed):
    """How one's own ended conversation ended and what it was about, until 24 hours after the end.

    Takes the place of what was chosen before. Outcome and themes are of the lists of the channel.
    """

    type: Literal["wrap_up"]
    conversation: ConversationId
    outcome: Theme | None = None
    themes: Annotated[list[Theme], Field(default_factory=list, max_length=5)]
    note: Text | None = None


class AcceptFrame(Closed):
    """Yes to a visitor who resumes by nickname, or to a colleague who transfers.

    `question` is that of `resume_asked` or `transfer_asked`; a yes to somebody in whose place another asks by now is
    answered with the question of that other. Without it, it is to the visitor who asks last.
    """

    type: Literal["accept"]
    conversation: ConversationId
    question: Question | None = None


class DeclineFrame(Closed):
    """No, to the same questions."""

    type: Literal["decline"]
    conversation: ConversationId
    question: Question | None = None
