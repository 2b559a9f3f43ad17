"""The settings that administrators keep: a document for each channel and one for the service, each with its version.

Whatever they change, nobody is left without the two numbers that save a life, and nothing is there without a name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from re import compile as pattern
from typing import Final, NamedTuple

from chalicelib.domain.centres import SHAPES
from chalicelib.domain.channel import FIRST, ID, Channel, Contact
from chalicelib.domain.wrap_up import Choice

ALWAYS: Final = ("112", "101")
"""Numbers that no administrator can take away."""

MOST_CHANNELS: Final = 20
"""All of them go together in one transaction when a document is brought in, each with its deed."""

_SHORT: Final = pattern(r"[0-9]{3,4}")


class Fault(NamedTuple):
    """What is wrong where: the place within the document, and a word that protocol knows the sentence of."""

    place: str
    kind: str


@dataclass(frozen=True)
class KeptChannel:
    """A channel as it was changed last, and by whom; version 0 is what the service shipped with."""

    channel: Channel
    version: int = 0
    changed_at: datetime | None = None
    by: str = ""


@dataclass(frozen=True)
class Choices:
    """What is chosen for the service as a whole; None is what the stage was deployed with."""

    on_call: str | None = None
    places: int | None = None
    one_in: int | None = None


@dataclass(frozen=True)
class KeptService:
    """The same for the service as a whole."""

    chosen: Choices = field(default_factory=Choices)
    version: int = 0
    changed_at: datetime | None = None
    by: str = ""


@dataclass(frozen=True)
class Documents:
    """All that is kept; a channel that nobody has changed is not among them."""

    channels: tuple[KeptChannel, ...] = ()
    service: KeptService = field(default_factory=KeptService)


def in_force(seed: Mapping[str, Channel], kept: Iterable[KeptChannel]) -> Mapping[str, KeptChannel]:
    """Every channel by id: those that shipped in their order, changed or not, and after them those that were added."""
    shipped = {id: KeptChannel(channel) for id, channel in seed.items()}
    return shipped | {one.channel.id: one for one in sorted(kept, key=lambda one: one.channel.id)}


def faults_of(channel: Channel) -> Iterator[Fault]:
    """What keeps a channel from being shown to people who need help."""
    if not ID.fullmatch(channel.id):
        yield Fault("id", "channel_id")
    yield from _nameless("name", channel.name)
    numbers = {contact.phone for contact in channel.emergency}
    if not numbers.issuperset(ALWAYS):
        yield Fault("emergency", "always_there")
    for part in ("emergency", "alternatives"):
        yield from _faults_of_contacts(part, getattr(channel, part))
    for n, contact in enumerate(channel.emergency):
        if not contact.phone:
            yield Fault(f"emergency.{n}.phone", "missing")
    if not SHAPES["website"].fullmatch(channel.complaint):
        yield Fault("complaint", "csv_website")
    for part in ("outcomes", "themes"):
        yield from _faults_of_choices(f"wrap_up.{part}", getattr(channel.wrap_up, part))


def faults_of_service(chosen: Choices) -> Iterator[Fault]:
    """What is wrong with the settings of the service."""
    if chosen.on_call and not _is_phone(chosen.on_call):
        yield Fault("on_call", "csv_phone")


def _faults_of_contacts(part: str, contacts: Iterable[Contact]) -> Iterator[Fault]:
    for n, contact in enumerate(contacts):
        yield from _nameless(f"{part}.{n}.name", contact.name)
        if not (contact.phone or contact.url or contact.email):
            yield Fault(f"{part}.{n}", "csv_no_way")
        if contact.phone and not _is_phone(contact.phone):
            yield Fault(f"{part}.{n}.phone", "csv_phone")
        if contact.email and not SHAPES["email"].fullmatch(contact.email):
            yield Fault(f"{part}.{n}.email", "csv_email")
        if contact.url and not SHAPES["website"].fullmatch(contact.url):
            yield Fault(f"{part}.{n}.url", "csv_website")


def _is_phone(number: str) -> bool:
    return bool(_SHORT.fullmatch(number) or SHAPES["phone"].fullmatch(number))


def _faults_of_choices(part: str, choices: Iterable[Choice]) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, choice in enumerate(choices):
        yield from _nameless(f"{part}.{n}.name", choice.name)
        if choice.id in seen:
            yield Fault(f"{part}.{n}.id", "duplicate")
        seen.add(choice.id)


def _nameless(place: str, name: Mapping[str, str]) -> Iterator[Fault]:
    if not name.get(FIRST):
        yield Fault(f"{place}.{FIRST}", "missing")
