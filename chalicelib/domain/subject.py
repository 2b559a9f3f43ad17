"""The conversation that a disclosure is about."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.conversation import Holder
from chalicelib.domain.retention import expires_at
from chalicelib.domain.states import LIVE, State


@dataclass(frozen=True)
class Subject:
    """As much of a conversation as who reads origins may know: whose it is and when it was, in UTC. Never a name, never
    a word."""

    id: str
    channel: str
    holder: Holder
    state: State
    started_at: datetime
    ended_at: datetime | None = None

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def expires_at(self) -> datetime:
        """When everything about the conversation goes."""
        return expires_at(self.started_at)
