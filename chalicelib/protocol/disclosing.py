"""What is asked and answered about disclosures, over HTTP and of the function `vault`."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.disclosure import Danger, Ground, State
from chalicelib.domain.staff import Role
from chalicelib.protocol.answers import Next
from chalicelib.protocol.fields import ConversationId, DisclosureId, Moment, Reason
from chalicelib.protocol.requests import Asked, Paged, Query
from chalicelib.protocol.sent import Sent

Local = Annotated[str, Field(description="ISO 8601 on a clock in Brussels, with its distance to UTC")]
AnyGround = Annotated[Ground, Field(strict=False)]


class AskDisclosure(Asked):
    """A counsellor asks in an emergency. `words` are for who decides, and copied nowhere."""

    conversation: ConversationId
    danger: Annotated[Danger, Field(strict=False)]
    ground: AnyGround
    words: Reason
    discussed: bool


class OrderDisclosure(Asked):
    """An administrator asks, with papers; another one decides."""

    conversation: ConversationId
    ground: AnyGround
    words: Reason


class Answer(Asked):
    """Why it is granted or refused."""

    words: Reason


class AnswerDisclosure(Answer):
    """An answer, and to which disclosure."""

    id: DisclosureId


class OneDisclosure(Asked):
    """Which disclosure."""

    id: DisclosureId


class OfDisclosures(Paged):
    """`open`: only what waits for an answer, or may be looked at."""

    open: Literal["yes", "no"] = "no"


class OwnDisclosures(Query):
    """What who asks has asked themself, of late."""


class DisclosureView(Sent):
    """A request to see where a conversation came from, and how it stands. Nothing of where that is.

    `told`: administrators have heard of it outside the page; `mine`: who looks is who asked, and decides nothing;
    `ends_at`: when it lapses.
    """

    id: str
    conversation: str
    channel: str
    state: State
    asked_at: Moment
    ends_at: Moment
    asker: str
    role: Role
    mine: bool
    danger: Danger | None
    ground: Ground
    words: str
    discussed: bool
    told: bool
    decided_at: Moment | None
    decider: str | None
    decision: str | None
    looks: int
    lone: bool


class DisclosuresView(Sent):
    """Requests, newest first. `on_call`: to who asks, whom to call meanwhile."""

    items: tuple[DisclosureView, ...]
    next: Next = None
    on_call: str | None = None


class StayView(Sent):
    """An address, and from when until when the conversation was held from it; no end while it lasts."""

    address: str
    first: Moment
    last: Moment | None
    first_local: Local
    last_local: Local | None


class OriginsView(Sent):
    """Where a conversation came from: every address with its times, as police and operators need them."""

    disclosure: DisclosureView
    started_at: Moment
    ended_at: Moment | None
    stays: tuple[StayView, ...]


class YearView(Sent):
    """The disclosures that were asked in a year, by what became of them; minutes from a request to its answer."""

    year: int
    asked: int
    granted: int
    refused: int
    looks: int
    lone_looks: int
    within_5: int
    within_15: int
    within_60: int
    later: int
    mean_minutes: float | None


class YearsView(Sent):
    """This year and those before it, the newest first."""

    items: tuple[YearView, ...]


class FileView(Sent):
    """A file to keep: its name and its text."""

    name: str
    text: str
