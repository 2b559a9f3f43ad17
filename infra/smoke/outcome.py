"""What came of one thing that was tried: it works, it fails, or it was not tried, and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

WORKS, FAILS, NOT_TRIED = "works", "FAILS", "not tried"


@dataclass(frozen=True)
class Outcome:
    """One line of the report."""

    what: str
    verdict: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.verdict:<10} {self.what:<34} {self.words}".rstrip()


class NotTried(Exception):
    """It cannot be told here; the message says why, so that nobody takes silence for a yes."""


Check = tuple[str, Callable[[], str]]
"""What is tried, and how: the words that prove it, or an exception."""


def tried(checks: Sequence[Check]) -> Iterator[Outcome]:
    """Each in turn; what fails stops no other."""
    for what, check in checks:
        try:
            yield Outcome(what, WORKS, check())
        except NotTried as why:
            yield Outcome(what, NOT_TRIED, str(why))
        except Exception as error:
            yield Outcome(what, FAILS, f"{type(error).__name__}: {error}".splitlines()[0])
