"""How fast is too fast, as this worker sees it: counted in its memory, so that counting costs nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.channel import Limits
from chalicelib.domain.throttle import FRAMES, REPEATED_STARTS, TYPING, Bucket, Pace, a_minute, drawn


class RateLimiter:
    """Counts what each key does: a connection, or an origin by its keyed hash."""

    REMEMBERED = 5_000

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._buckets: dict[str, Bucket] = {}

    def allows(self, key: str, now: datetime) -> bool:
        """Whether once more for this key is not too fast."""
        bucket, allowed = drawn(self._buckets.pop(key, None), now, self._pace)
        self._buckets[key] = bucket
        if len(self._buckets) > self.REMEMBERED:
            del self._buckets[next(iter(self._buckets))]
        return allowed


@dataclass(frozen=True)
class Hurry:
    """What is counted: frames, repeated starts and typing of a connection, starts of an origin."""

    starts: RateLimiter
    frames: RateLimiter = field(default_factory=lambda: RateLimiter(FRAMES))
    repeats: RateLimiter = field(default_factory=lambda: RateLimiter(REPEATED_STARTS))
    typing: RateLimiter = field(default_factory=lambda: RateLimiter(TYPING))


def hurry(limits: Limits) -> Hurry:
    """Nothing counted yet."""
    return Hurry(RateLimiter(a_minute(limits.starts_a_minute)))
