"""What the nightly step goes by: who is in the ledger, and how far it has come."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LedgerEntry:
    """A conversation whose retention ends on a day; `line`: the connection that it ended on, `late`: something of it
    was still there two days after."""

    conversation: str
    line: str | None = None
    late: bool = False


@dataclass(frozen=True)
class Night:
    """The expiry day that is to be proved, the last conversation of it that was looked up, and what remained so far."""

    day: date
    after: str = ""
    remaining: int = 0
    version: int = 0
