"""What API Gateway's WebSocket events say, as our own values. Headers come in any case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from chalicelib.actions.world import Caller
from chalicelib.privacy.origins import Origin

Event = Mapping[str, object]


@dataclass(frozen=True)
class Opening:
    """A connection that wants to open."""

    caller: Caller
    web_origin: str | None
    version: str | None
    ticket: str | None


def caller_of(event: Event) -> Caller:
    """Who sends. Raises KeyError or ValueError for an event without connection or address."""
    context = cast("Mapping[str, object]", event["requestContext"])
    identity = cast("Mapping[str, str]", context["identity"])
    return Caller(str(context["connectionId"]), Origin(identity["sourceIp"]))


def opening_of(event: Event) -> Opening:
    """What a `$connect` event asks."""
    headers = {name.lower(): value for name, value in _strings(event, "headers").items()}
    query = _strings(event, "queryStringParameters")
    return Opening(caller_of(event), headers.get("origin"), query.get("v"), query.get("ticket"))


def _strings(event: Event, field: str) -> Mapping[str, str]:
    given = cast("Mapping[str, object]", event.get(field) or {})
    return {name: value for name, value in given.items() if isinstance(value, str)}


def body_of(event: Event) -> str | None:
    """The text of a frame, if there is one."""
    body = event.get("body")
    return body if isinstance(body, str) else None
