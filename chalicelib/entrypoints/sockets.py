"""The three Lambdas of the WebSocket API: what their events say as our own values, and what is answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared import connections
from chalicelib.entrypoints.deadline import Begins, not_timed
from chalicelib.entrypoints.guard import Event, guarded
from chalicelib.privacy.log import Log
from chalicelib.privacy.origins import Origin

Result = dict[str, object]

KNOWN = frozenset({"v", "ticket"})
"""What the address of a connection may say. Anything else is refused, a token above all: addresses end in logs."""


@dataclass(frozen=True)
class Sockets:
    """Connections and frames; context and web origins are asked when used, so that what is broken is logged."""

    context: Callable[[], Context]
    web_origins: Callable[[], frozenset[str]]
    log: Log
    begins: Begins = not_timed

    def connect(self, event: Event) -> Result:
        """200 or 403. A page of another site is refused, and so is a client without an Origin."""
        self.begins("connect")
        return {"statusCode": guarded(self.log, "connect", lambda: 200 if self._may_open(event) else 403, 500)}

    def _may_open(self, event: Event) -> bool:
        opening = opening_of(event)
        known = opening.web_origin in self.web_origins() and opening.asked <= KNOWN and not opening.twice
        return known and connections.connect(self.context(), opening.caller, opening.version, opening.ticket)

    def message(self, event: Event) -> Result:
        """The answer to a frame goes back over its own connection."""
        self.begins("message")
        body = guarded(self.log, "message", lambda: self._answer(event), None)
        return {"statusCode": 200} | ({"body": body} if body else {})

    def _answer(self, event: Event) -> str | None:
        from chalicelib.actions import dispatch  # all actions and frames, of which the two other Lambdas need none

        return dispatch.answer(self.context(), caller_of(event), body_of(event))

    def disconnect(self, event: Event) -> Result:
        """Always 200: nobody hears it."""
        self.begins("disconnect")
        guarded(
            self.log,
            "disconnect",
            lambda: connections.disconnect(self.context(), caller_of(event).connection),
            None,
        )
        return {"statusCode": 200}


@dataclass(frozen=True)
class Opening:
    """A connection that wants to open."""

    caller: Caller
    web_origin: str | None
    version: str | None
    ticket: str | None
    asked: frozenset[str]
    """Names in the query, also those that are not ours."""
    twice: bool
    """Whether a name comes more than once: which value counts would be anybody's guess."""


def caller_of(event: Event) -> Caller:
    """Who sends. Raises KeyError or ValueError for an event without connection or address."""
    request = cast("Mapping[str, object]", event["requestContext"])
    identity = cast("Mapping[str, str]", request["identity"])
    return Caller(str(request["connectionId"]), Origin(identity["sourceIp"]))


def opening_of(event: Event) -> Opening:
    """What a `$connect` event asks. Headers come in any case."""
    headers = {name.lower(): value for name, value in _strings(event, "headers").items()}
    query = _strings(event, "queryStringParameters")
    asked = frozenset(cast("Mapping[str, object]", event.get("queryStringParameters") or {}))
    several = cast("Mapping[str, Sequence[object]]", event.get("multiValueQueryStringParameters") or {})
    twice = any(len(values) > 1 for values in several.values())
    return Opening(caller_of(event), headers.get("origin"), query.get("v"), query.get("ticket"), asked, twice)


def _strings(event: Event, field: str) -> Mapping[str, str]:
    given = cast("Mapping[str, object]", event.get(field) or {})
    return {name: value for name, value in given.items() if isinstance(value, str)}


def body_of(event: Event) -> str | None:
    """The text of a frame, if there is one."""
    body = event.get("body")
    return body if isinstance(body, str) else None
