"""How long a handler goes on asking AWS: a slow DynamoDB must not pile up handlers that each wait for their limit.

One call may take `WORST_CALL` with all its tries. A handler starts no call after its own `SECONDS`, so that with the
last one it still ends before Lambda's limit, and before a site has given up on a light.
"""

import time
from collections.abc import Callable, Mapping

from chalicelib.aws.service import OutOfTime, Patience

CONNECT, READ, TRIES, BETWEEN = 0.5, 1.0, 2, 1.0
"""Seconds to connect and to wait for an answer, tries of one call, and the longest pause of the SDK between two."""

WORST_CALL = TRIES * (CONNECT + READ) + (TRIES - 1) * BETWEEN

VAULT_READ = 7.0
"""Seconds to wait for the function `vault`, which is asked once: less than what is left of the API's own limit."""


def impatient(patience: float = 1) -> Patience:
    """How long one call may take; an AWS that takes longer would outlive the Lambda."""
    return Patience(CONNECT * patience, READ * patience, TRIES, BETWEEN)


def patient(patience: float = 1) -> Patience:
    """The vault is asked once, and longer: it asks AWS in its turn, and may start cold."""
    return Patience(CONNECT * patience, VAULT_READ * patience, 1, BETWEEN, kept=1)


SECONDS: Mapping[str, float] = {
    "connect": 4,
    "message": 12,
    "disconnect": 12,
    "status": 0.9,
    "api": 12,
    "staff": 4,
    "upkeep": 47,
    "announce": 47,
    "vault": 5,
    "outbox": 47,
    "retention": 47,
    "signing": 47,
}
"""When the work of each kind starts no more calls. A light has less than the five seconds that a site gives it."""


Begins = Callable[[str], None]
"""Told what kind of event begins."""


def not_timed(_work: str) -> None:
    """For tests whose engines answer at once."""


class Deadline:
    """The deadline of the event that this process works at: Lambda gives a process one at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, patience: Callable[[], float] = lambda: 1) -> None:
        self._clock, self._patience, self._until = clock, patience, float("inf")

    def begins(self, work: str) -> None:
        """An event of this kind begins."""
        self._until = self._clock() + SECONDS[work] * self._patience()

    @property
    def is_over(self) -> bool:
        """Whether no call may be started any more."""
        return self._clock() > self._until

    def check(self) -> None:
        """Asked before each call. Raises OutOfTime once the deadline is over."""
        if self.is_over:
            raise OutOfTime
