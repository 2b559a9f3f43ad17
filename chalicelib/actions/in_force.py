"""The channels as they are at this moment: what administrators keep, over what the service shipped with."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.channel import Channel
from chalicelib.domain.configuration import Choices, Documents, in_force
from chalicelib.privacy.log import Log

AGAIN: Final = timedelta(seconds=5)
"""How long after it could not be read it is tried again."""

KNOWN_FOR: Final = timedelta(seconds=50)
"""How long a worker believes what it read: within a minute everybody has what an administrator saved."""


class InForce(Mapping[str, Channel]):
    """Every channel by id, and what is chosen for the service; read when it is used, and then not for a while.

    What cannot be read leaves everything as it was: a fault of ours takes no number away.
    """

    def __init__(
        self, seed: Mapping[str, Channel], read: Callable[[], Documents], now: Callable[[], datetime], log: Log
    ) -> None:
        self._seed, self._read, self._now, self._log = seed, read, now, log
        self._at: datetime | None = None
        self._channels, self._chosen = seed, Choices()

    def __getitem__(self, id: str) -> Channel:
        return self._known()[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())

    @property
    def seed(self) -> Mapping[str, Channel]:
        """What the service shipped with."""
        return self._seed

    @property
    def chosen(self) -> Choices:
        """What is chosen for the service as a whole."""
        self._known()
        return self._chosen

    def forget(self) -> None:
        """To be read again: this worker has just changed it."""
        self._at = None

    def _known(self) -> Mapping[str, Channel]:
        now = self._now()
        if self._at is None or not timedelta() <= now - self._at < KNOWN_FOR:
            self._at = now if self._looked() else now - KNOWN_FOR + AGAIN
        return self._channels

    def _looked(self) -> bool:
        """Whether it could be read."""
        try:
            kept = self._read()
        except Exception as error:
            self._log.fault("settings_unread", error)
            return False
        self._channels = {id: one.channel for id, one in in_force(self._seed, kept.channels).items()}
        self._chosen = kept.service.chosen
        return True
