"""What this worker did a moment ago and need not do again: forgetting it costs a little work and nothing else."""

from datetime import datetime, timedelta


class Recently:
    """Remembers the last moment for each of the newest keys."""

    REMEMBERED = 5_000

    def __init__(self, every: timedelta) -> None:
        self._every = every
        self._last: dict[str, datetime] = {}

    def is_time(self, key: str, now: datetime) -> bool:
        """Whether it is that long ago, or was never done here; from now on it was done."""
        last = self._last.get(key)
        if last is not None and timedelta() <= now - last < self._every:
            return False
        self.was(key, now)
        return True

    def was(self, key: str, at: datetime) -> None:
        """It was done then, by whomever."""
        self._last.pop(key, None)
        self._last[key] = at
        if len(self._last) > self.REMEMBERED:
            del self._last[next(iter(self._last))]
