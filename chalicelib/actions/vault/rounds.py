"""A round of the minute: each thing that waits gets its turn, whatever becomes of the others."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Waiting = TypeVar("Waiting")


def every_one(waiting: Iterable[Waiting], settle: Callable[[Waiting], None]) -> int:
    """Settles each and gives how many there were. What fails does not keep the others waiting: the first failure is
    raised when they are done."""
    failed: Exception | None = None
    done = 0
    for one in waiting:
        try:
            settle(one)
        except Exception as error:
            failed = failed or error
        done += 1
    if failed:
        raise failed
    return done
