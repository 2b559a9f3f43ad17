"""Nothing is raised to Lambda or Chalice, whose logs would show an exception whole, with what people said in it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from chalicelib.privacy.log import Log

Event = Mapping[str, object]
"""What API Gateway gives a Lambda."""

Done = TypeVar("Done")


def guarded(log: Log, event: str, work: Callable[[], Done], instead: Done) -> Done:
    """What the work gives; `instead`, and a fault in the log, when it raises."""
    try:
        return work()
    except Exception as error:
        log.fault(f"{event}_failed", error)
        return instead
