"""Nothing is raised to Lambda or Chalice, whose logs would show an exception whole, with what people said in it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from chalicelib.privacy.log import Log

Event = Mapping[str, object]
"""What API Gateway gives a Lambda."""

Done = TypeVar("Done")


class HandlerFailed(Exception):
    """Said to Lambda instead of what went wrong: it counts an error, tries again, and shows nothing of it."""


def guarded(log: Log, event: str, work: Callable[[], Done], instead: Done) -> Done:
    """What the work gives; `instead`, and a fault in the log, when it raises."""
    try:
        return work()
    except Exception as error:
        log.fault(f"{event}_failed", error)
        return instead


def counted(log: Log, event: str, work: Callable[[], object]) -> None:
    """The work of a Lambda that nobody waits for. Raises HandlerFailed, once the log has the fault."""
    failed = object()
    if guarded(log, event, work, failed) is failed:
        raise HandlerFailed(event)
