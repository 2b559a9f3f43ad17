"""Frames that the server sends, protocol version 1. Clients ignore fields that they do not know."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.protocol.board import BoardNowFrame as BoardNowFrame
from chalicelib.protocol.desk_outbound import (
    AssignedFrame as AssignedFrame,
)
from chalicelib.protocol.desk_outbound import (
    Colleague as Colleague,
)
from chalicelib.protocol.desk_outbound import (
    ColleaguesAtWorkFrame as ColleaguesAtWorkFrame,
)
from chalicelib.protocol.desk_outbound import (
    NotedFrame as NotedFrame,
)
from chalicelib.protocol.desk_outbound import (
    OnDutyFrame as OnDutyFrame,
)
from chalicelib.protocol.desk_outbound import (
    ResumeAskedFrame as ResumeAskedFrame,
)
from chalicelib.protocol.desk_outbound import (
    TransferAskedFrame as TransferAskedFrame,
)
from chalicelib.protocol.desk_outbound import (
    TransferStateFrame as TransferStateFrame,
)
from chalicelib.protocol.desk_outbound import (
    TransferWord as TransferWord,
)
from chalicelib.protocol.desk_outbound import (
    WrappedFrame as WrappedFrame,
)
from chalicelib.protocol.fields import Have, Moment
from chalicelib.protocol.sent import (
    Elsewhere as Elsewhere,
)
from chalicelib.protocol.sent import (
    Help as Help,
)
from chalicelib.protocol.sent import (
    LightWord as LightWord,
)
from chalicelib.protocol.sent import (
    MessageFrame as MessageFrame,
)
from chalicelib.protocol.sent import (
    NoticeWord as NoticeWord,
)
from chalicelib.protocol.sent import (
    Sent as Sent,
)
from chalicelib.protocol.sent import (
    Side as Side,
)
from chalicelib.protocol.sent import (
    SilenceWord as SilenceWord,
)

RefusalReason = Literal[
    "closed", "busy", "blocked", "too_many", "nickname_taken", "unknown", "not_yours", "invalid", "too_fast",
    "out_of_step", "ended", "not_now", "replaced", "dismissed", "failed",
]  # fmt: skip

EndedBy = Literal["visitor", "counsellor", "service"]
EndReason = Literal["ended", "blocked", "visitor_away", "counsellor_away", "silent"]


class StatusFrame(Sent):
    """The light of a channel; the newest `at` counts, because pushes may overtake each other.

    A closed one bears the next opening, or inside opening hours until when: then only nobody is on duty.
    """

    type: Literal["status"] = "status"
    channel: str
    name: str
    light: LightWord
    message: str
    next_opening: Moment | None = None
    open_until: Moment | None = None
    elsewhere: Elsewhere
    at: Moment

    @cached_property
    def text(self) -> str:
        """As JSON. The same light is told to many, so it is written once in each language."""
        return self.model_dump_json(by_alias=True, exclude_none=True)


class StartedFrame(Sent):
    """The conversation is on. The token is told once, here; only its hash is kept."""

    type: Literal["started"] = "started"
    conversation: str
    token: str
    counsellor: str
    at: Moment


class ResumedFrame(Sent):
    """The visitor is back. `last` is the highest number stored of each; `more` says: ask a replay for the rest.

    After a resume by nickname there is a new token and nothing from before is shown. `answer_by`: a visitor who has
    not said a word was asked whether they are there, and it ends then.
    """

    type: Literal["resumed"] = "resumed"
    conversation: str
    counsellor: str
    token: str | None = None
    messages: tuple[MessageFrame, ...] = ()
    more: bool = False
    last: Have
    counsellor_here: bool
    until: Moment | None = None
    started_at: Moment
    noticed: tuple["NoticeWord", ...] = ()
    answer_by: Moment | None = None


class WaitingFrame(Sent):
    """The counsellor was asked whether the visitor with this nickname may come back; no later than `until`."""

    type: Literal["waiting"] = "waiting"
    until: Moment


class SaidFrame(Sent):
    """The message is stored; `delivered` says whether it reached the other side's connection too."""

    type: Literal["said"] = "said"
    conversation: str
    n: int
    id: str
    at: Moment
    delivered: bool


class ReplayedFrame(Sent):
    """Messages after the asked numbers, in order; `more` says: ask again from the last of them."""

    type: Literal["replayed"] = "replayed"
    conversation: str
    messages: tuple[MessageFrame, ...]
    more: bool
    last: Have


class TypingFrame(Sent):
    """The other side types, or has stopped. Forgotten after 25 seconds, or with the message."""

    type: Literal["typing"] = "typing"
    conversation: str
    on: bool
    sender: Annotated[Side, Field(serialization_alias="from")]


class PeerFrame(Sent):
    """The other side is here, or away until the moment after which the conversation moves or ends."""

    type: Literal["peer"] = "peer"
    conversation: str
    here: bool
    until: Moment | None = None
    counsellor: str | None = None


class NoticeFrame(Sent):
    """What time says to both, or to the counsellor alone.

    `silent_visitor` asks a visitor who has not said a word whether they are there, and ends it at `until`, unless a
    message or `here` answers. `still_here`: so they have. `others_wait`, with `fifty_minutes`: nobody is
    free and somebody waits for a place.
    """

    type: Literal["notice"] = "notice"
    conversation: str
    notice: NoticeWord | SilenceWord
    at: Moment
    until: Moment | None = None
    others_wait: Literal[True] | None = None


class EndedFrame(Sent):
    """The conversation is over. After a block, `until` says when the visitor is welcome again.

    `quick`: the visitor left by the quick exit.
    """

    type: Literal["ended"] = "ended"
    conversation: str
    by: EndedBy
    reason: EndReason
    message: str
    at: Moment
    until: Moment | None = None
    quick: bool | None = None
    elsewhere: Elsewhere


class ThankedFrame(Sent):
    """The survey is stored."""

    type: Literal["thanked"] = "thanked"


class PongFrame(Sent):
    """The answer to `ping`: this line lives."""

    type: Literal["pong"] = "pong"


class RefusedFrame(Sent):
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
    open_until: Moment | None = None
    retry_after: int | None = None
    elsewhere: Elsewhere | None = None


SentFrame = (
    StatusFrame | StartedFrame | MessageFrame | ResumedFrame | WaitingFrame | SaidFrame | ReplayedFrame
    | TypingFrame | PeerFrame | NoticeFrame | ResumeAskedFrame | TransferAskedFrame | TransferStateFrame
    | NotedFrame | WrappedFrame | AssignedFrame | OnDutyFrame | ColleaguesAtWorkFrame | BoardNowFrame | EndedFrame
    | ThankedFrame | PongFrame | RefusedFrame
)  # fmt: skip


def to_text(frame: SentFrame) -> str:
    """The JSON text of a frame, `type` first, fields without a value left out."""
    return frame.text if isinstance(frame, StatusFrame) else frame.model_dump_json(by_alias=True, exclude_none=True)
