"""What is asked and answered about the settings that administrators keep."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from chalicelib.protocol.fields import ChannelName, Closed, Moment, Theme, one_line
from chalicelib.protocol.outbound import Sent
from chalicelib.protocol.requests import Asked

MOST_CONTACTS = 12
MOST_CHOICES = 30

Line = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(one_line)]
Number = Annotated[str, Field(min_length=3, max_length=40)]
Address = Annotated[str, Field(min_length=3, max_length=200)]
Version = Annotated[int, Field(ge=0, description="That of what was read; 0: nobody has changed it yet.")]


class Names(Closed):
    """A name in each language; told in Dutch where it has none in the language of who reads it."""

    nl: Line
    en: Line | None = None
    fr: Line | None = None


class ContactSettings(Closed):
    """An emergency number, another service or an address; it has at least one way to reach it."""

    name: Names
    phone: Number | None = None
    url: Address | None = None
    email: Address | None = None


class ChoiceSettings(Closed):
    """A word on a list; figures count it by its `id`, which therefore stays when its name changes."""

    id: Theme
    name: Names


class WrapUpSettings(Closed):
    """The outcomes and themes that counsellors choose from, in the order of their keys."""

    outcomes: Annotated[tuple[ChoiceSettings, ...], Field(max_length=MOST_CHOICES, strict=False)] = ()
    themes: Annotated[tuple[ChoiceSettings, ...], Field(max_length=MOST_CHOICES, strict=False)] = ()


class ChannelSettings(Closed):
    """What a channel is called and where else people find help. 112 and 101 are always among the emergency numbers."""

    name: Names
    emergency: Annotated[tuple[ContactSettings, ...], Field(max_length=MOST_CONTACTS, strict=False)]
    alternatives: Annotated[tuple[ContactSettings, ...], Field(max_length=MOST_CONTACTS, strict=False)] = ()
    complaint: Address
    wrap_up: WrapUpSettings = WrapUpSettings()


class ServiceSettings(Closed):
    """What holds for the whole service; what is left out is as the stage was deployed."""

    on_call: Annotated[str, Field(max_length=40, description="The administrator on call; empty: nobody.")] | None = None
    places: Annotated[int, Field(ge=1, le=500, description="Live conversations of one origin.")] | None = None
    one_in: (
        Annotated[int, Field(ge=1, le=500, description="One origin may have one in so many places of a channel.")]
        | None
    ) = None


class PutChannel(Asked):
    """New settings of a channel in place of those of `version`."""

    MOST_BYTES: ClassVar[int] = 64 * 1024

    settings: ChannelSettings
    version: Version


class AddChannel(Asked):
    """One more channel. It is closed until it has hours and somebody is on duty."""

    MOST_BYTES: ClassVar[int] = 64 * 1024

    channel: ChannelName
    settings: ChannelSettings


class PutService(Asked):
    """New settings of the service in place of those of `version`."""

    settings: ServiceSettings
    version: Version


class ChannelDocument(Closed):
    """The settings of one channel within the whole."""

    channel: ChannelName
    version: Version
    settings: ChannelSettings


class ServiceDocument(Closed):
    """The settings of the service within the whole."""

    version: Version
    settings: ServiceSettings


class PutEverything(Asked):
    """All settings in one document, as they are given out. All of it is kept, or nothing.

    A channel that is not in it stays as it is.
    """

    # An item of a table, which each document becomes, holds 400 KB; a function gets less than that as text.
    MOST_BYTES: ClassVar[int] = 320 * 1024

    channels: Annotated[tuple[ChannelDocument, ...], Field(max_length=20, strict=False)]
    service: ServiceDocument


class ChannelSettingsView(Sent):
    """The settings of a channel, their version, and who changed them last."""

    channel: ChannelName
    version: int
    changed_at: Moment | None
    by: str
    settings: ChannelSettings


class ServiceSettingsView(Sent):
    """The settings of the service, their version, and who changed them last."""

    version: int
    changed_at: Moment | None
    by: str
    settings: ServiceSettings


class EverythingView(Sent):
    """All settings in one document, of the form in which they are taken back."""

    channels: tuple[ChannelDocument, ...]
    service: ServiceDocument
