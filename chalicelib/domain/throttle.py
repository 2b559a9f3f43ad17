"""How fast is too fast: generous for people, tight for scripts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MESSAGE_BURST = 60
MESSAGES_A_SECOND = 1.0
"""What a visitor may say above the last mark of their connection: 60 at once and one more each second."""


@dataclass(frozen=True)
class Pace:
    """So many at once, and so many more each second."""

    burst: int
    a_second: float


FRAMES = Pace(120, 10)
"""What one connection may send in all, as one worker sees it."""

REPEATED_STARTS = Pace(5, 0.1)
"""Starts over a line that has its conversation: a page asks again when no answer came, and each makes a new token."""

TYPING = Pace(20, 1)
"""What one connection may say of its typing: each is a push to somebody else; more than that is not passed on."""


def a_minute(times: int) -> Pace:
    """All at once or spread, as long as a minute has no more of them."""
    return Pace(times, times / 60)


FAULTS_A_MINUTE = 10
"""Fault reports of one origin; a whole school may stand behind one."""

WINDOW = timedelta(minutes=1)
"""Connections, failed resumes and asks of one origin are counted by the minute."""


def message_allowance(mark_n: int, mark_at: datetime, now: datetime) -> int:
    """The highest message number that is not too fast, from a number that was reached at a known moment.

    Numbers count messages, so nothing has to be written to count them.
    """
    return _grown(mark_n, mark_at, now) + MESSAGE_BURST


def mark_after_resume(mark_n: int, mark_at: datetime, last_n: int, now: datetime) -> int:
    """The mark of a new line, from that of the line before and the last number that is stored.

    Who said little has their whole allowance again; who used it all up has what time alone gave back.
    """
    return min(last_n, _grown(mark_n, mark_at, now))


def _grown(mark_n: int, mark_at: datetime, now: datetime) -> int:
    return mark_n + int(max(0.0, (now - mark_at).total_seconds()) * MESSAGES_A_SECOND)


@dataclass(frozen=True)
class Bucket:
    """A token bucket: `level` more may follow at once."""

    level: float
    at: datetime


def drawn(bucket: Bucket | None, now: datetime, pace: Pace) -> tuple[Bucket, bool]:
    """The bucket after one more, and whether there was room for it."""
    before = bucket or Bucket(pace.burst, now)
    elapsed = max(0.0, (now - before.at).total_seconds())
    level = min(pace.burst, before.level + elapsed * pace.a_second)
    return Bucket(max(0.0, level - 1), now), level >= 1


def window_of(now: datetime) -> str:
    """The minute that a moment falls in (UTC)."""
    return now.strftime("%Y%m%d%H%M")
