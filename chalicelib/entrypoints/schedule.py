"""The Lambda that runs once a minute."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.actions.context import Context
from chalicelib.actions.time import upkeep
from chalicelib.entrypoints.guard import guarded
from chalicelib.privacy.log import Log


@dataclass(frozen=True)
class Schedule:
    """What EventBridge starts."""

    context: Callable[[], Context]
    log: Log

    def upkeep(self) -> None:
        """One round of everything that time does."""
        guarded(self.log, "upkeep", lambda: upkeep.run(self.context()), 0)
