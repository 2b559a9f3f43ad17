"""The Lambda that runs once a minute."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.actions.context import Context
from chalicelib.actions.time import canary, upkeep
from chalicelib.entrypoints.deadline import Begins, not_timed
from chalicelib.entrypoints.guard import counted, guarded
from chalicelib.privacy.log import Log


@dataclass(frozen=True)
class Schedule:
    """What EventBridge starts. `front_door` reads the lights as sites see them; without one nobody looks."""

    context: Callable[[], Context]
    log: Log
    front_door: canary.FrontDoor | None = None
    begins: Begins = not_timed

    def upkeep(self) -> None:
        """One round of everything that time does, then a look at our own front door. Raises HandlerFailed."""
        self.begins("upkeep")
        try:
            counted(self.log, "upkeep", lambda: upkeep.run(self.context()))
        finally:
            self._look()

    def _look(self) -> None:
        if door := self.front_door:
            guarded(self.log, "canary", lambda: canary.look(self.context(), door), None)
