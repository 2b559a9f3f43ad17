"""Places for everybody: how many conversations one origin may take, so that nobody takes them all.

A claim is written before its conversation is, and taken away when the books of that conversation close. Claims that
were left behind, by a crash or because the books are not closed yet, count no more once somebody looks at them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.conversation import Conversation

SHORTEST = timedelta(minutes=5)
"""A conversation that ended is remembered for so long after it began, so that starting over and over gains nothing."""

FORGIVEN = 4
"""So many of those take no place: somebody stops by mistake and begins again, even twice, and so does a household."""

STARTING = timedelta(seconds=30)
"""A conversation that is not there by then never comes: no Lambda of ours works longer at a start."""


TRYING = STARTING / 2
"""So long a start goes on with a claim, so that nobody takes it for dead while it does."""


@dataclass(frozen=True)
class Claim:
    """One place, taken at a moment over a line by a conversation; nameless once the books of that one are closed."""

    at: datetime
    conversation: str | None = None
    line: str | None = None

    def is_live(self, conversation: Conversation | None, now: datetime) -> bool:
        """Whether it takes a place for certain: its conversation is under way, or may be about to begin.
        `conversation` is what it names, None when there is no such one."""
        if conversation is None:
            return self.conversation is not None and now < self.at + STARTING
        return conversation.live

    def is_recent(self, conversation: Conversation | None, now: datetime) -> bool:
        """Whether its conversation began a short while ago and is over."""
        never_came = self.conversation is not None and conversation is None
        return now < self.at + SHORTEST and not never_came and not self.is_live(conversation, now)


@dataclass(frozen=True)
class Places:
    """The places that one origin takes, as its keyed hash of one day knows them."""

    origin_hash: str
    claims: tuple[Claim, ...] = ()
    version: int = 0

    def with_claim(self, claim: Claim) -> "Places":
        return replace(self, claims=(*self.claims, claim))

    def without(self, conversation: str) -> "Places":
        """Its conversation never came to be."""
        return replace(self, claims=tuple(one for one in self.claims if one.conversation != conversation))

    def closed(self, conversation: str, now: datetime) -> "Places":
        """The books of a conversation are closed: nothing leads to it from here; its shortest time goes on."""
        left = (Claim(one.at) if one.conversation == conversation else one for one in self.claims)
        return replace(self, claims=tuple(one for one in left if one.conversation or one.is_recent(None, now)))


Days = Sequence[Places]
"""The same origin, as it is known today and was known yesterday: a conversation may have begun before midnight."""


def held(days: Days) -> int:
    """How many claims there are."""
    return sum(len(day.claims) for day in days)


def named(days: Days) -> list[str]:
    """The conversations that the claims name."""
    return [one.conversation for day in days for one in day.claims if one.conversation]


@dataclass(frozen=True)
class Taken:
    """What an origin takes: how many conversations are under way, and how many ended too soon to be forgotten. `days`
    without the claims that are neither."""

    days: Days
    live: int
    recent: int = 0

    @property
    def places(self) -> int:
        return self.live + max(0, self.recent - FORGIVEN)


def taken(days: Days, conversations: Mapping[str, Conversation], now: datetime) -> Taken:
    """What the claims come to, with the conversations that they name looked up."""

    def known(claims: Iterable[Claim]) -> list[tuple[Claim, Conversation | None]]:
        return [(one, conversations.get(one.conversation or "")) for one in claims]

    def kept(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(one for one, its in known(claims) if one.is_live(its, now) or one.is_recent(its, now))

    claims = known(one for day in days for one in day.claims)
    live, recent = (sum(is_so(one, its, now) for one, its in claims) for is_so in (Claim.is_live, Claim.is_recent))
    return Taken([replace(day, claims=kept(day.claims)) for day in days], live, recent)


def begun(days: Days, line: str, now: datetime) -> list[tuple[str, str]]:
    """Keyed hash and conversation of what was claimed over this line just now: those that did not come to be were
    tried and not answered, and may be tried again while nobody takes them for dead."""
    return [
        (day.origin_hash, one.conversation)
        for day in days
        for one in day.claims
        if one.line == line and one.conversation and now < one.at + TRYING
    ]
