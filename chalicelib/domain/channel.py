"""A channel as its configuration describes it: names and where else a person finds help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.wrap_up import Choices


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
