"""Who signed in, as their token said it: what they may do and where."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a group of the identity provider stands for."""

    ADMINISTRATOR = "administrator"
    COUNSELLOR = "counsellor"


@dataclass(frozen=True)
class Staff:
    """A professional; `first_name` is all that visitors ever learn, and empty when the token has none."""

    id: str
    first_name: str
    roles: frozenset[Role]
    channels: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The name under which colleagues see what this person did."""
        return self.first_name or self.id


class NotSignedIn(Exception):
    """No, and why, in one word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
