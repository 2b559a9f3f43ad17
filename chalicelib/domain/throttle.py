"""How fast is too fast: generous for people, tight for scripts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MESSAGE_BURST = 60
MESSAGES_A_SECOND = 1.0
"""What a visitor may say above the last mark of their connection: 60 at once and one more each second."""

FRAME_BURST = 120
FRAMES_A_SECOND = 10.0
"""What one connection may send in all, as one worker sees it."""

FAULTS_A_MINUTE = 10
"""Fault reports of one origin; a whole school may stand behind one."""

WINDOW = timedelta(minutes=1)
"""Starts and failed resumes of one origin are counted by the minute."""


def message_allowance(mark_n: int, mark_at: datetime, now: datetime) -> int:
    """The highest message number that is not too fast, from a number that was reached at a known moment.

    Numbers count messages, so nothing has to be written to count them.
    """
    elapsed = max(0.0, (now - mark_at).total_seconds())
    return mark_n + MESSAGE_BURST + int(elapsed * MESSAGES_A_SECOND)


@dataclass(frozen=True)
class Bucket:
    """A token bucket: `level` frames may follow at once."""

    level: float
    at: datetime


def drawn(bucket: Bucket | None, now: datetime) -> tuple[Bucket, bool]:
    """The bucket after one more frame, and whether there was room for it."""
    before = bucket or Bucket(FRAME_BURST, now)
    elapsed = max(0.0, (now - before.at).total_seconds())
    level = min(FRAME_BURST, before.level + elapsed * FRAMES_A_SECOND)
    return Bucket(max(0.0, level - 1), now), level >= 1


def window_of(now: datetime) -> str:
    """The minute that a moment falls in (UTC)."""
    return now.strftime("%Y%m%d%H%M")
