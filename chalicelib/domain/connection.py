"""Who is behind a connection. A connection never changes sides."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.conversation import PRESENCE_EVERY
from chalicelib.domain.retention import expires_at


@dataclass(frozen=True)
class VisitorConnection:
    """A visitor in a conversation, or after it. `mark_n` was the last number at `mark_at`, for the throttle.

    `peer` is where the counsellor hears them; None while the counsellor's line is gone, and `holder` is who that is.
    `started_at` is when the conversation started. So one read is enough to keep a message as long as it may be kept, to
    pass it on, and to know whose places nobody may get when that line is gone.
    """

    connection: str
    conversation: str
    started_at: datetime
    seen_at: datetime
    mark_at: datetime
    mark_n: int = 0
    ended: bool = False
    peer: str | None = None
    holder: str | None = None

    @property
    def expires_at(self) -> datetime:
        """When everything about the conversation is gone."""
        return expires_at(self.started_at)

    def stale(self, now: datetime) -> bool:
        """Whether a sign of life is worth writing."""
        return now - self.seen_at >= PRESENCE_EVERY


@dataclass(frozen=True)
class StaffConnection:
    """A counsellor at the desk, or a team lead at the board, as the ticket said: `channels` are what the line is good
    for, by the name of a channel or `board_of` it."""

    connection: str
    counsellor: str
    first_name: str
    channels: tuple[str, ...]
    seen_at: datetime

    def stale(self, now: datetime) -> bool:
        """Whether a sign of life is worth writing."""
        return now - self.seen_at >= PRESENCE_EVERY


@dataclass(frozen=True)
class Ticket:
    """The right to open one desk connection, within 30 seconds, once. `counts_until`: as long as the issuer's word
    counts that this is staff."""

    counsellor: str
    first_name: str
    channels: tuple[str, ...]
    counts_until: datetime


@dataclass(frozen=True)
class Desk:
    """An open line of a counsellor, as upkeep looks at it: the channels that the issuer said, and as long as that
    counts. The desk has it said again before then."""

    counsellor: str
    connection: str
    channels: tuple[str, ...]
    counts_until: datetime
