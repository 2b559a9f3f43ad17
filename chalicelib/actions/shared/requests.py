"""A request over HTTP as an action gets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from chalicelib.actions.context import Context
from chalicelib.domain.channel import Channel
from chalicelib.domain.fault import Browser
from chalicelib.domain.staff import Staff
from chalicelib.privacy.origins import Origin
from chalicelib.protocol.requests import Asked, BadRequest, Query
from chalicelib.protocol.words import Language

Body = TypeVar("Body", bound=Asked, covariant=True)
Sought = TypeVar("Sought", bound=Query, covariant=True)

NOBODY = Staff("", "", frozenset(), ())


@dataclass(frozen=True)
class Request(Generic[Body, Sought]):
    """Who asks what; `path` has the parts of the address that were left open.

    `authorization` is what they signed in with, for the vault, which believes nobody else; of what a browser says of
    itself only the family comes this far.
    """

    body: Body
    query: Sought
    path: Mapping[str, str]
    language: Language = "nl"
    staff: Staff = NOBODY
    origin: Origin | None = field(default=None, repr=False)
    browser: Browser = Browser.OTHER
    authorization: str = field(default="", repr=False)


def channel_of(context: Context, request: Request[Asked, Query]) -> Channel:
    """The channel in the address. Raises BadRequest for one that is not configured."""
    channel = context.service.get(request.path["channel"])
    if channel is None:
        raise BadRequest("unknown")
    return channel
