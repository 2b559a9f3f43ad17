"""A private note that only counsellors of a conversation see."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Note:
    """One note; `counsellor` is the first name of who wrote it."""

    conversation: str
    id: str
    text: str
    counsellor: str
    at: datetime
