"""Who signed in, and what their groups let them do and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

CHANNEL_GROUP = "channel-"

BOARD = "board:"


class Role(StrEnum):
    """What a group of the identity provider stands for."""

    ADMINISTRATOR = "administrator"
    COUNSELLOR = "counsellor"
    TEAM_LEAD = "team-lead"
    SERVICE = "service"
    """The service itself, for what nobody of the staff does. No group stands for it."""


OF_PEOPLE = (Role.ADMINISTRATOR, Role.COUNSELLOR, Role.TEAM_LEAD)


def board_of(channel: str) -> str:
    """The right to see the board of a channel, beside the right to answer in it, which is its bare name.

    Both stand in one list at an open line, so that either is taken away within the minute, each for its channel.
    """
    return f"{BOARD}{channel}"


def is_board(right: str) -> bool:
    return right.startswith(BOARD)


@dataclass(frozen=True)
class Standing:
    """What somebody may do, as the issuer says it at one moment; nothing for who is not staff, or not any more."""

    roles: frozenset[Role] = frozenset()
    channels: tuple[str, ...] = ()

    @property
    def answers(self) -> frozenset[str]:
        """The channels in which this person may hold conversations."""
        return frozenset(self.channels) if Role.COUNSELLOR in self.roles else frozenset()

    @property
    def boards(self) -> frozenset[str]:
        """The boards that this person may see."""
        return frozenset(map(board_of, self.channels)) if Role.TEAM_LEAD in self.roles else frozenset()


def standing_of(groups: Iterable[str]) -> Standing:
    """What the groups of an account stand for; others than ours mean nothing."""
    known = set(groups)
    channels = sorted(group.removeprefix(CHANNEL_GROUP) for group in known if group.startswith(CHANNEL_GROUP))
    return Standing(frozenset(role for role in OF_PEOPLE if role in known), tuple(channels))


@dataclass(frozen=True)
class Staff:
    """A professional; `first_name` is all that visitors ever learn, and empty when the token has none.

    `counts_until`: up to when the issuer's word counts that they are staff; None: it does not. `sign_in`: what stands
    for the one sign-in that a token comes from, also a renewed one; empty where nobody said it.
    """

    id: str
    first_name: str
    roles: frozenset[Role]
    channels: tuple[str, ...]
    counts_until: datetime | None = None
    sign_in: str = ""

    @property
    def shown(self) -> str:
        """The name under which colleagues see what this person did."""
        return self.first_name or self.id


class NotSignedIn(Exception):
    """No, and why, in one word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DirectorySilent(Exception):
    """The issuer did not say whether somebody is staff: that is neither yes nor no."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
