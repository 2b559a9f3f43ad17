"""Disclosure: the only road to an origin. Every state, every move and who may make it: one table, as of conversations.

Two people, always: the asker never decides, unless the stage says that it has a single administrator. What time does is
never written: a disclosure that is over reads as lapsed, from the second it is. `docs/disclosure.md` shows the
diagram. Source of the rules: "Disclosure" in the design, and the disclaimers on emergencies.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.brussels import day_of
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.diagrams import arrows, rows
from chalicelib.domain.staff import Role
from chalicelib.domain.steps import NotTheirMove, step
from chalicelib.domain.subject import Subject

ASK_WITHIN = timedelta(hours=24)
"""How long after a conversation its counsellor may still ask."""

SHOWN_FOR = timedelta(minutes=60)
"""How long after a yes the asker may look."""

WAITS: Mapping[Role, timedelta] = {Role.COUNSELLOR: timedelta(hours=2), Role.ADMINISTRATOR: timedelta(days=7)}
"""How long a request may wait: of a counsellor an emergency that would be asked again, of an administrator papers."""

TELL_AGAIN = timedelta(minutes=5)
"""Administrators who did not answer by then are told once more."""


class State(StrEnum):
    """Where a disclosure stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"


class Move(StrEnum):
    """What can happen to a disclosure."""

    TELL_AGAIN = "tell again"
    GRANT = "grant"
    REFUSE = "refuse"
    LOOK = "look"
    LAPSE = "lapse"


class Actor(StrEnum):
    """Who makes a move. `lone`: the asker, in a stage that has no other administrator. The service is time."""

    ASKER = "asker"
    ADMINISTRATOR = "administrator"
    LONE = "lone administrator"
    COLLEAGUE = "colleague"
    SERVICE = "service"


class Danger(StrEnum):
    """Who is in danger."""

    VISITOR = "visitor"
    OTHER = "other"


class Ground(StrEnum):
    """Why it is asked: a closed set. What is written besides stays with the disclosure."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"
    HEALTH = "health"
    COURT_ORDER = "court_order"
    OTHER = "other"


TABLE: Mapping[Move, Mapping[State, State]] = {
    Move.TELL_AGAIN: {State.ASKED: State.ASKED},
    Move.GRANT: {State.ASKED: State.GRANTED},
    Move.REFUSE: {State.ASKED: State.REFUSED},
    Move.LOOK: {State.GRANTED: State.GRANTED},
    Move.LAPSE: {State.ASKED: State.LAPSED, State.GRANTED: State.LAPSED},
}
_DECIDERS = frozenset({Actor.ADMINISTRATOR, Actor.LONE})
WHO: Mapping[Move, frozenset[Actor]] = {
    Move.TELL_AGAIN: frozenset({Actor.SERVICE}),
    Move.GRANT: _DECIDERS,
    Move.REFUSE: _DECIDERS,
    Move.LOOK: frozenset({Actor.ASKER}),
    Move.LAPSE: frozenset({Actor.SERVICE}),
}


@dataclass(frozen=True)
class Person:
    """Somebody of the staff, with the name that colleagues see, in the role in which they act."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True)
class Plea:
    """What the asker says. The words are for who decides: they are copied to no trail, log or alarm."""

    ground: Ground
    words: str = field(repr=False)
    danger: Danger | None = None
    discussed: bool = False


@dataclass(frozen=True)
class Decision:
    """What was answered, by whom, when (UTC) and why."""

    by: str
    name: str
    at: datetime
    words: str = field(repr=False)


@dataclass(frozen=True)
class Disclosure:
    """One request to see where a conversation came from; moments in UTC.

    `told`: how often administrators were told, `expires_at`: when it goes, with its conversation.
    """

    id: str
    conversation: str
    channel: str
    asker: str
    asker_name: str
    role: Role
    plea: Plea
    asked_at: datetime
    expires_at: datetime
    state: State = State.ASKED
    decision: Decision | None = None
    told: int = 0
    looks: int = 0
    version: int = 1

    @property
    def ends_at(self) -> datetime:
        """When it lapses, if nothing else happens; of what was refused when it would have."""
        if self.decision and self.state is State.GRANTED:
            return self.decision.at + SHOWN_FOR
        return self.asked_at + WAITS[self.role]

    @property
    def lone(self) -> bool:
        """Whether one and the same person asked and decided."""
        return self.decision is not None and self.decision.by == self.asker

    @property
    def year(self) -> int:
        """The year, in Brussels, whose figures it belongs to."""
        return day_of(self.asked_at).year

    @property
    def tell_at(self) -> datetime | None:
        """When administrators are to be told next: at once, of an emergency again after five minutes; then no more."""
        most = 2 if self.role is Role.COUNSELLOR else 1
        return None if self.told >= most else self.asked_at + self.told * TELL_AGAIN


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def id_at(moment: datetime, secret: str) -> str:
    """The id of a disclosure that is asked at a moment, which it bears: text order is time order."""
    return f"{(moment - _EPOCH) // timedelta(milliseconds=1):015d}-{secret}"


def may_ask(conversation: Subject | Conversation, counsellor: str, now: datetime) -> bool:
    """Whether this counsellor holds the conversation, or held it at its end less than a day ago."""
    ended = conversation.ended_at
    mine = conversation.holder.counsellor == counsellor
    return mine and (conversation.live or (ended is not None and now < ended + ASK_WITHIN))


def asked(id: str, conversation: Subject, by: Person, plea: Plea, now: datetime) -> Disclosure:
    """A new request. Raises NotTheirMove for a counsellor whose conversation it is not, or not any more."""
    if by.role is not Role.ADMINISTRATOR and not may_ask(conversation, by.id, now):
        raise NotTheirMove("not theirs to ask")
    return Disclosure(
        id, conversation.id, conversation.channel, by.id, by.name, by.role, plea, now, conversation.expires_at
    )


def at(disclosure: Disclosure, now: datetime) -> Disclosure:
    """The disclosure as it is now: what has had its time is lapsed."""
    if disclosure.state not in TABLE[Move.LAPSE] or now < disclosure.ends_at:
        return disclosure
    return replace(disclosure, state=step(TABLE, WHO, disclosure.state, Move.LAPSE, Actor.SERVICE))


def is_to_be_told(disclosure: Disclosure, now: datetime) -> bool:
    """Whether it waits for an answer, and administrators are to hear of it, for the first time or again."""
    waits = at(disclosure, now).state in TABLE[Move.TELL_AGAIN]
    return waits and disclosure.tell_at is not None and now >= disclosure.tell_at


def is_open(disclosure: Disclosure, now: datetime) -> bool:
    """Whether it waits for an answer or may be looked at: until then the same asker asks no second one."""
    return at(disclosure, now).state in (State.ASKED, State.GRANTED)


def actor_of(disclosure: Disclosure, person: Person, *, lone: bool) -> Actor:
    """What somebody is to a disclosure, by who they are and not by the role in which they come."""
    administrator = person.role is Role.ADMINISTRATOR
    if person.id == disclosure.asker:
        return Actor.LONE if lone and administrator else Actor.ASKER
    return Actor.ADMINISTRATOR if administrator else Actor.COLLEAGUE


def decided(
    disclosure: Disclosure, move: Move, by: Person, words: str, now: datetime, *, lone: bool = False
) -> Disclosure:
    """Granted or refused. Raises IllegalMove for the asker, and for what was answered or has lapsed."""
    state = step(TABLE, WHO, at(disclosure, now).state, move, actor_of(disclosure, by, lone=lone))
    decision = Decision(by.id, by.name, now, words)
    return replace(disclosure, state=state, decision=decision, version=disclosure.version + 1)


def looked(disclosure: Disclosure, by: Person, now: datetime) -> Disclosure:
    """One more look of the asker. Raises IllegalMove for anybody else, and before a yes or after its hour."""
    state = step(TABLE, WHO, at(disclosure, now).state, Move.LOOK, actor_of(disclosure, by, lone=False))
    return replace(disclosure, state=state, looks=disclosure.looks + 1, version=disclosure.version + 1)


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    first, last = f"    [*] --> {State.ASKED}: ask", [f"    {one} --> [*]" for one in (State.LAPSED, State.REFUSED)]
    return "\n".join(["stateDiagram-v2", first, *arrows(TABLE), *last])


def move_table() -> str:
    """The table as Markdown."""
    return rows(TABLE, WHO)
