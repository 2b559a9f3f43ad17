"""A channel as its configuration describes it: names and where else a person finds help."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.wrap_up import Choices

FIRST = "nl"
"""The language in which everything has a name."""

ID = re.compile(r"[a-z][a-z0-9-]{1,19}")
"""What addresses and frames can name."""


class BrokenChannels(ValueError):
    """The configuration describes channels that pages and frames could not name."""


@dataclass(frozen=True)
class Contact:
    """An emergency number, another service or an e-mail address, by its name in each language."""

    name: Mapping[str, str]
    phone: str | None = None
    url: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Channel:
    """One channel; a third one is a matter of configuration."""

    id: str
    name: Mapping[str, str]
    emergency: tuple[Contact, ...]
    alternatives: tuple[Contact, ...]
    complaint: str
    wrap_up: Choices = field(default_factory=Choices)


def named(name: Mapping[str, str], language: str) -> str:
    """A name in a language; in Dutch where the configuration has none in it."""
    return name.get(language) or name[FIRST]


def by_id(channels: Iterable[Channel]) -> Mapping[str, Channel]:
    """The channels in their order. Raises BrokenChannels, which says what is wrong with which of them."""
    known: dict[str, Channel] = {}
    for channel in channels:
        if not ID.fullmatch(channel.id):
            raise BrokenChannels(
                f"channel {channel.id!r}: an id is 2 to 20 of a-z, 0-9 and -, and begins with a letter"
            )
        if channel.id in known:
            raise BrokenChannels(f"channel {channel.id!r} is there twice")
        if not all(name.get(FIRST) for name in _names(channel)):
            raise BrokenChannels(f"channel {channel.id!r}: each name needs at least the language {FIRST!r}")
        known[channel.id] = channel
    return known


def _names(channel: Channel) -> Iterable[Mapping[str, str]]:
    contacts, choices = (*channel.emergency, *channel.alternatives), channel.wrap_up
    return (
        channel.name,
        *(contact.name for contact in contacts),
        *(choice.name for choice in (*choices.outcomes, *choices.themes)),
    )


@dataclass(frozen=True)
class Deployment:
    """What people and pages are told about where this runs."""

    websocket_url: str = ""
    manager_name: str = ""
    manager_email: str = ""
    stage: str = ""
    on_call: str = ""


@dataclass(frozen=True)
class Closing:
    """That an administrator closed a channel at once, and perhaps why."""

    by: str
    at: datetime
    reason: str | None = None


@dataclass(frozen=True)
class Limits:
    """How often one origin may start a conversation, fail to resume one, open a connection or ask by nickname, each
    minute; and how many `places` it may take over all channels, or one in so many of a channel's where that is more."""

    starts_a_minute: int = 120
    failed_resumes_a_minute: int = 60
    connections_a_minute: int = 600
    asks_a_minute: int = 20
    places: int = 2
    one_in: int = 5
