"""One conversation: a frozen value. All moments are aware and in UTC; `moves` makes the next value."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from chalicelib.domain.course import Course
from chalicelib.domain.retention import expires_at
from chalicelib.domain.states import LIVE, State
from chalicelib.domain.wrap_up import WrapUp

RESUME_WINDOW = timedelta(minutes=5)
"""How long a dropped side may come back to the same conversation (disclaimer, "Technische storingen")."""

SILENCE = timedelta(minutes=5)
"""No sign of life for this long counts as a drop, because a disconnect event is best effort."""

PRESENCE_EVERY = timedelta(minutes=2)
"""Presence is written at most this often."""

TRANSFER: Final = "transfer"
"""Names the question of a colleague who transfers, as `Ask.question` names a visitor's."""

OFFER_LASTS = timedelta(minutes=2)
"""How long a colleague may think about a transfer."""

TELL_AGAIN = timedelta(seconds=30)
"""A counsellor who may not have heard that a conversation is theirs is told once more after this."""

SETTLED = timedelta(minutes=1)
"""What is under way when a conversation ends is over by then: no Lambda of ours lives longer."""

WORDLESS = timedelta(minutes=10)
"""A visitor who has not said a word for this long is asked whether they are there."""

ANSWER_WITHIN = timedelta(minutes=3)
"""How long a visitor who is asked that may think about it."""

LOOK_ROUND = timedelta(minutes=1)
"""Whoever has just come back is left alone this long, and then sees the question at least so long."""

HINT_AFTER = timedelta(minutes=50)
HOUR = timedelta(minutes=60)
"""The guideline for a conversation (disclaimer, "Chatten en de tijd"); never a cut-off."""


class Side(StrEnum):
    """The two ends of a conversation."""

    VISITOR = "visitor"
    COUNSELLOR = "counsellor"

    @property
    def other(self) -> "Side":
        return Side.COUNSELLOR if self is Side.VISITOR else Side.VISITOR


class NoticeWord(StrEnum):
    """What time says to both; `fifty_minutes` to the counsellor alone."""

    FIFTY_MINUTES = "fifty_minutes"
    ONE_HOUR = "one_hour"
    CLOSING = "closing"


@dataclass(frozen=True)
class Intake:
    """Answers to the general questions; each may be missing."""

    age: int | None = None
    region: str | None = None
    gender: str | None = None


@dataclass(frozen=True)
class Line:
    """The connection of one side: `connection` is the current one, away until `until` when it dropped.

    `gone`: there is no such connection any more, so nothing is pushed to it. Who only fell silent may still hear.
    """

    connection: str
    seen_at: datetime
    until: datetime | None = None
    gone: bool = False

    def dropped(self, now: datetime, *, gone: bool) -> "Line":
        return replace(self, until=now + RESUME_WINDOW, gone=gone)

    @property
    def reachable(self) -> str | None:
        """The connection, if something may still be pushed to it."""
        return None if self.gone else self.connection


@dataclass(frozen=True)
class Ask:
    """Somebody with the right nickname asks to come back as the visitor; the vault has them under `number`."""

    connection: str
    same_origin: bool
    until: datetime
    origin_hash: str = ""
    number: int = 0
    language: str = "nl"

    @property
    def question(self) -> str:
        """Names this asker to the counsellor: a yes is to whom they were shown, not to whoever asks by then."""
        return f"resume-{hashlib.sha256(self.connection.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class Wordless:
    """The visitor has not said a word, as far as is known: looked at `ask_at`; once asked, they answer by `until`."""

    ask_at: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Offer:
    """A transfer offered to a colleague."""

    counsellor: str
    connection: str
    until: datetime


@dataclass(frozen=True)
class Holder:
    """The counsellor who holds the conversation, and in which of their slots."""

    counsellor: str
    first_name: str
    place: int


@dataclass(frozen=True)
class Position:
    """Numbers up to which a visitor who resumed by nickname is shown nothing."""

    visitor: int = 0
    counsellor: int = 0


@dataclass(frozen=True)
class Conversation:
    """One chat between one visitor and one counsellor.

    `wordless`: None when they have spoken, or began before anybody was asked for a word.
    `untold`: when to tell the counsellor once more that it is theirs; None when they know. `origin_hash`: the keyed
    hash of where the visitor's current line comes from, `place` that under which its place was taken, both gone when
    the books close; `origins`: how many the vault keeps of it; `declined`: those who may not ask again in these five
    minutes; `turned_away`: those whose question was taken away and who may not have heard so; `left_quickly`: the
    visitor ended it by the quick exit, because somebody walked in; `wrap_up`: what its counsellor chose after the end;
    `course`: None as long as nothing was to be counted.
    """

    id: str
    channel: str
    nickname: str
    language: str
    token_hash: str
    started_at: datetime
    holder: Holder
    visitor: Line
    counsellor: Line
    origin_hash: str | None = None
    place: str | None = None
    closing_at: datetime | None = None
    intake: Intake = field(default_factory=Intake)
    state: State = State.TALKING
    noticed: tuple[NoticeWord, ...] = ()
    wordless: Wordless | None = None
    ask: Ask | None = None
    offer: Offer | None = None
    visible_from: Position = field(default_factory=Position)
    untold: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    end_reason: str | None = None
    left_quickly: bool = False
    blocked_until: datetime | None = None
    origins: int = 1
    declined: tuple[str, ...] = ()
    turned_away: tuple[Ask, ...] = ()
    wrap_up: WrapUp | None = None
    course: Course | None = None
    version: int = 1

    @property
    def live(self) -> bool:
        return self.state in LIVE

    def line(self, side: Side) -> Line:
        return self.visitor if side is Side.VISITOR else self.counsellor

    def here(self, side: Side) -> bool:
        away = State.VISITOR_AWAY if side is Side.VISITOR else State.COUNSELLOR_AWAY
        return self.live and self.state not in {away, State.BOTH_AWAY}

    def is_overdue(self, side: Side, now: datetime) -> bool:
        """Whether the five minutes of a dropped side are over."""
        until = self.line(side).until
        return self.live and not self.here(side) and until is not None and now >= until

    @property
    def ask_at(self) -> datetime | None:
        """When to ask a visitor who has not said a word; None where nobody is to be asked.

        Only while both are here: nobody is asked who cannot hear it, or who waits for a counsellor themself.
        """
        if self.wordless is None or self.wordless.until or self.state is not State.TALKING:
            return None
        return self.after_looking_round(self.wordless.ask_at)

    @property
    def answer_by(self) -> datetime | None:
        """Once a silent visitor was asked whether they are there: when it ends without an answer."""
        until = self.wordless.until if self.wordless else None
        return until and self.after_looking_round(until)

    def after_looking_round(self, moment: datetime) -> datetime:
        """That moment, or later where a side has just come, come back or been changed."""
        return max(moment, self.visitor.seen_at + LOOK_ROUND, self.counsellor.seen_at + LOOK_ROUND)

    @property
    def expires_at(self) -> datetime:
        """When everything about it is gone: known when it starts, so that nothing is written again at its end."""
        return expires_at(self.started_at)
