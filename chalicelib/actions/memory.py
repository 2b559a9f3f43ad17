"""What this worker read a moment ago and need not read again: it may be so much older than the truth."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

Value = TypeVar("Value")


class Memory:
    """Keeps the last value of each key for a while; the keys are few and chosen by us."""

    def __init__(self, lasts: timedelta) -> None:
        self._lasts = lasts
        self._known: dict[str, tuple[datetime, object]] = {}

    def of(self, key: str, now: datetime, read: Callable[[], Value]) -> Value:
        """The value as it was read, here, not longer ago than that."""
        at, value = self._known.get(key, (None, None))
        if at is None or not timedelta() <= now - at < self._lasts:
            value = read()
            self._known[key] = now, value
        return value  # type: ignore[return-value]


class Made:
    """What this worker made last under each key, good as long as it is made of the same; keys are few and ours."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[object, object]] = {}

    def of(self, key: tuple[str, str], made_of: object, make: Callable[[], Value]) -> Value:
        """The value, made anew only when what it is made of is another."""
        known, value = self._last.get(key, (None, None))
        if known != made_of:
            value = make()
            self._last[key] = made_of, value
        return value  # type: ignore[return-value]
