"""What this worker read of each channel a moment ago, so that a crowd that asks for lights is one question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.light import Announced
from chalicelib.domain.schedule import Schedule

MEMORY = timedelta(seconds=2)
"""A light that is so old is still as good as the one that a person sees when they look up."""


@dataclass(frozen=True)
class Known:
    """What the public light of a channel is made of."""

    schedule: Schedule | None
    announced: Announced | None


class Remembered:
    """Keeps the newest reading of each channel for two seconds, on a clock that may be put back."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[datetime, Known]] = {}

    def of(self, channel: str, now: datetime, read: Callable[[], Known]) -> Known:
        """What is remembered, or is read now."""
        at, known = self._read.get(channel, (None, None))
        if at is None or known is None or not timedelta() <= now - at < MEMORY:
            known = read()
            self._read[channel] = (now, known)
        return known
