"""What a start is decided on."""

from dataclasses import dataclass

from chalicelib.domain.blocks import Block
from chalicelib.domain.connection import StaffConnection, VisitorConnection
from chalicelib.domain.duty import Duty
from chalicelib.domain.places import Places
from chalicelib.domain.schedule import Schedule


@dataclass(frozen=True)
class Known:
    """Who is behind the line, whether their origin is blocked and what it takes, and when the channel is open.

    `fairest` comes first to take a conversation; None, or somebody who cannot after all, where others are looked at.
    """

    bound: VisitorConnection | StaffConnection | None
    block: Block | None
    places: tuple[Places, ...]
    schedule: Schedule | None
    fairest: Duty | None = None

    @property
    def free(self) -> bool:
        """Whether the line has no conversation, or one that is over: a page goes on over the line that it has."""
        return self.bound is None or (isinstance(self.bound, VisitorConnection) and self.bound.ended)
