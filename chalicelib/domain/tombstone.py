"""A conversation that an administrator erased early."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Tombstone:
    """Who erased which conversation, when and why; what has to be known to find all of it.

    `line`: the connection that it ended on, `day`: the expiry day whose ledger has it, `done_at`: when all of
    it was gone.
    """

    conversation: str
    erased_at: datetime
    by: str
    reason: str
    line: str
    day: date
    done_at: datetime | None = None
