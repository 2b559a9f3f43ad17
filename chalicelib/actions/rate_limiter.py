"""How many frames of each connection this worker lets through."""

from datetime import datetime

from chalicelib.domain.throttle import Bucket, drawn


class RateLimiter:
    """Counts the frames of each connection in this worker's memory, so that counting costs nothing."""

    REMEMBERED = 5_000

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def allows(self, connection: str, now: datetime) -> bool:
        """Whether one more frame of this connection is not too fast."""
        bucket, allowed = drawn(self._buckets.pop(connection, None), now)
        self._buckets[connection] = bucket
        if len(self._buckets) > self.REMEMBERED:
            del self._buckets[next(iter(self._buckets))]
        return allowed
