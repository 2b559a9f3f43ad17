"""The Lambda that tells watchers of a light, so that the frame that flipped it does not wait for them."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.actions.context import Context
from chalicelib.actions.shared.lights import tell_watchers
from chalicelib.entrypoints.deadline import Begins, not_timed
from chalicelib.entrypoints.guard import counted
from chalicelib.privacy.log import Log


@dataclass(frozen=True)
class Announce:
    """What other Lambdas start, without waiting for it."""

    context: Callable[[], Context]
    log: Log
    begins: Begins = not_timed

    def announce(self, channel: str) -> None:
        """A channel's light may have flipped. Raises HandlerFailed: Lambda tries again, and keeps what it gave up."""
        self.begins("announce")
        counted(self.log, "announce", lambda: tell_watchers(self.context(), channel))
