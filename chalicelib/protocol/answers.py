"""What is answered over HTTP."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.audit_check import Flaw
from chalicelib.domain.fault import Browser
from chalicelib.domain.staff import Role
from chalicelib.protocol.desk_outbound import WrappedFrame
from chalicelib.protocol.fields import Moment
from chalicelib.protocol.outbound import EndedBy, EndReason, LightWord, Sent, StatusFrame
from chalicelib.protocol.words import Language

Clock = Annotated[str, Field(description="HH:MM on a clock in Brussels; a day that ends at midnight closes at 24:00")]
Day = Annotated[str, Field(description="YYYY-MM-DD on a calendar in Brussels")]
Wall = Annotated[str, Field(description="YYYY-MM-DDTHH:MM on a clock in Brussels")]
Next = Annotated[str | None, Field(description="`cursor` of the next page; nothing after the last one")]


class ManagerView(Sent):
    """Who answers for the software, and for what it keeps."""

    name: str
    email: str


class ServiceView(Sent):
    """Every channel, in the order of the configuration."""

    channels: tuple[StatusFrame, ...]
    manager: ManagerView


class AcceptedView(Sent):
    """It is noted."""

    accepted: bool = True


class TicketView(Sent):
    """Opens one desk connection, once, before `expires_at`. The desk renews its session within `counts_for` seconds."""

    ticket: str
    expires_at: Moment
    websocket: str
    counts_for: int
    on_call: Annotated[str | None, Field(description="Telephone of the administrator on call")] = None


class BoardTicketView(Sent):
    """Opens one line to the boards of these channels, once, before `expires_at`."""

    ticket: str
    expires_at: Moment
    websocket: str
    channels: tuple[str, ...]


class SessionView(Sent):
    """For how many seconds the issuer's word counts: the desk renews its session before."""

    counts_for: int


class ShiftView(Sent):
    opens: Clock
    closes: Clock


class WeekView(Sent):
    monday: tuple[ShiftView, ...] = ()
    tuesday: tuple[ShiftView, ...] = ()
    wednesday: tuple[ShiftView, ...] = ()
    thursday: tuple[ShiftView, ...] = ()
    friday: tuple[ShiftView, ...] = ()
    saturday: tuple[ShiftView, ...] = ()
    sunday: tuple[ShiftView, ...] = ()


class HoursView(Sent):
    """The hours of a channel. Not readable: they are lost, the channel is closed, and saving repairs it."""

    channel: str
    shifts: WeekView
    works_on_holidays: bool
    version: int
    readable: bool


class ClosureView(Sent):
    id: str
    first: Day
    last: Day
    reason: str


class ClosuresView(Sent):
    items: tuple[ClosureView, ...]
    next: Next = None


class OpeningView(Sent):
    id: str
    opens: Wall
    closes: Wall
    reason: str


class OpeningsView(Sent):
    items: tuple[OpeningView, ...]
    next: Next = None


class OnDutyView(Sent):
    """A counsellor who is on duty or still holds something; `away`: not connected at this moment."""

    name: str
    places: int
    taken: int
    paused: bool
    away: bool


class ChannelStateView(Sent):
    """A channel as an administrator sees it at a glance."""

    channel: str
    name: str
    light: LightWord
    closed_now: bool
    closed_reason: str | None
    closed_by: str | None
    within_hours: bool
    next_opening: Moment | None
    readable: bool
    holiday: str | None
    closure: str | None
    open_until: Moment | None
    running: Annotated[int, Field(description="Conversations that go on now")]
    counsellors: tuple[OnDutyView, ...]


class ChannelsView(Sent):
    items: tuple[ChannelStateView, ...]


class PreviewView(Sent):
    """What the hours say of a moment. A channel that is closed now is shown as it will be when reopened."""

    at: Wall
    within_hours: bool
    holiday: str | None
    closure: str | None
    hours: tuple[ShiftView, ...]
    next_opening: Moment | None
    closed_now: bool


class BlockView(Sent):
    """A block; its id is the keyed hash of the origin, from which nobody can read an address."""

    id: str
    placed_at: Moment
    until: Moment
    reason: str
    by: str
    conversation: str | None


class BlocksView(Sent):
    items: tuple[BlockView, ...]
    next: Next = None


class ReachView(Sent):
    """How many other conversations go on from where this one came: a block lets them end, and no new one begin."""

    others: int


class RangeView(Sent):
    """Addresses that many people share, and how many conversations they may have at once."""

    id: str
    range: str
    name: str
    places: int
    by: str
    listed_at: Moment


class RangesView(Sent):
    items: tuple[RangeView, ...]
    next: Next = None


class ConversationView(Sent):
    """That a conversation took place: nothing that anybody said, chose or came from."""

    conversation: str
    channel: str
    state: str
    started_at: Moment
    ended_at: Moment | None
    ended_by: EndedBy | None
    reason: EndReason | None
    counsellor: str
    language: Language


class EndedConversationView(Sent):
    """A conversation that ended, for who held it."""

    conversation: str
    channel: str
    nickname: str
    ended_at: Moment
    wrap_up: WrappedFrame


class ChoiceView(Sent):
    """One word of a list, in each language; the order is that of the keys."""

    id: str
    name: dict[str, str]


class ChoicesView(Sent):
    """What may be chosen at the end of a conversation of a channel."""

    outcomes: tuple[ChoiceView, ...]
    themes: tuple[ChoiceView, ...]


class EndedConversationsView(Sent):
    """What ended, and what may be chosen about it by channel."""

    items: tuple[EndedConversationView, ...]
    choices: dict[str, ChoicesView]


class ErasedView(Sent):
    """That a conversation is being erased; `done` once nothing of it is left but a block that still holds."""

    conversation: str
    erased_at: Moment
    done: bool


class ConversationsView(Sent):
    items: tuple[ConversationView, ...]
    next: Next = None


class FaultView(Sent):
    """What a visitor reported, in their own words. Nothing says who."""

    id: str
    reported_at: Moment
    when: str
    what: str
    page: str | None
    browser: Browser | None
    handled_at: Moment | None
    handled_by: str | None
    note: str | None


class FaultsView(Sent):
    items: tuple[FaultView, ...]
    next: Next = None


class FaultWeekView(Sent):
    """Reports of the week that begins on this Monday, in Belgium."""

    week: date
    total: int
    browsers: dict[Browser, int]


class FaultFiguresView(Sent):
    """The newest week first; not `whole` when older reports are not counted."""

    items: tuple[FaultWeekView, ...]
    whole: bool


class DeedView(Sent):
    """An entry of the audit trail: who did what, when, on what. No word, name or address of a visitor.

    `at` is when it was done, `chained_at` when it was written down for good; `hash` is its seal.
    """

    id: str
    n: int
    at: Moment
    chained_at: Moment
    actor: str
    name: str
    role: Role
    act: Act
    on: str
    details: dict[Detail, str]
    hash: str


class AuditView(Sent):
    """Entries, the newest first. A page may be shorter than was asked for, also empty, and have a next one."""

    items: tuple[DeedView, ...]
    next: Next = None


class AuditCheckView(Sent):
    """How far the trail was recomputed; `broken` is the first entry that is not as it was written."""

    checked: int
    broken: int | None = None
    flaw: Flaw | None = None
    next: Next = None
