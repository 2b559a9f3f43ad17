"""The Lambda of the HTTP API and the pages: a request becomes an answer, whatever happens."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request
from chalicelib.actions.shared.sign_ins import note_sign_in
from chalicelib.domain.fault import browser_of
from chalicelib.entrypoints.deadline import Begins, not_timed
from chalicelib.entrypoints.guard import Event
from chalicelib.entrypoints.pages import PAGES
from chalicelib.entrypoints.request import (
    as_get,
    body_of,
    header_of,
    language_of,
    origin_of,
    path_of,
    query_of,
    route_of,
    staff_of,
)
from chalicelib.entrypoints.routes import ROLES, ROUTES, Route, Who
from chalicelib.privacy.log import Log
from chalicelib.protocol import answers
from chalicelib.protocol.outbound import Sent, StatusFrame
from chalicelib.protocol.problems import problem
from chalicelib.protocol.requests import BadRequest, read_body, read_query
from chalicelib.settings import Settings

JSON, PROBLEM = "application/json", "application/problem+json"

ANY_SITE = {"Access-Control-Allow-Origin": "*"}
"""Sites of the centres show the light; no cookie and no token goes along."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}


@dataclass(frozen=True)
class Address:
    """What Chalice is told of an address, and whether staff signs in first."""

    method: str
    path: str
    guarded: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


PREFLIGHT = frozenset(path for (method, path), route in ROUTES.items() if method == "POST" and route.who is Who.ANYBODY)
"""What a browser asks about first, before a page of another site sends JSON to it."""

_ASKED = (
    *(Address("GET", path) for path in PAGES),
    *(Address(route.method, route.path, route.who is not Who.ANYBODY) for route in ROUTES.values()),
)
ADDRESSES = (
    *_ASKED,
    *(replace(address, method="HEAD") for address in _ASKED if address.method == "GET"),
    *(Address("OPTIONS", path) for path in PREFLIGHT),
)


@dataclass(frozen=True)
class Answer:
    """An answer over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    def to_event(self) -> dict[str, object]:
        """As API Gateway wants it. Only what is compressed is encoded: a client that names no kind of content
        would get the encoding instead of the text."""
        packed = "Content-Encoding" in self.headers
        body = base64.b64encode(self.body) if packed else self.body
        head = {"statusCode": self.status, "headers": dict(self.headers), "multiValueHeaders": {}}
        return head | {"body": body.decode(), "isBase64Encoded": packed}


@dataclass(frozen=True)
class Http:
    """Pages and API. Context and settings are asked when used, so that what is broken is logged and answered."""

    context: Callable[[], Context]
    settings: Callable[[], Settings]
    log: Log
    edge_secret: Callable[[], str] = str
    begins: Begins = not_timed

    def serve(self, event: Event) -> Answer:
        """The answer to a request; to HEAD what GET would say, without the body."""
        method, path = route_of(event)
        if method == "HEAD":
            return replace(self.serve(as_get(event)), body=b"")
        self.begins("status" if path.startswith("/status") else "api")
        if method == "GET" and path in PAGES:
            return self.page(path, event)
        if method == "OPTIONS" and path in PREFLIGHT:
            return preflight()
        return self.answer(event)

    def page(self, path: str, event: Event) -> Answer:
        """A page, or a file of one."""
        try:
            page = PAGES[path][1](self.settings(), event)
            return Answer(page.status, page.headers, page.body)
        except Exception as error:
            self.log.fault("page_failed", error, frame=path)
            return _refused(None, event, BadRequest("failed"))

    def answer(self, event: Event) -> Answer:
        """What a route answers. A refusal is logged as a route and kinds, and repeats nothing of the request."""
        route = ROUTES.get(route_of(event))
        try:
            if route is None:
                raise BadRequest("unknown")
            return _done(self.context(), route, event, self.edge_secret)
        except BadRequest as bad:
            faults = tuple(": ".join(fault) for fault in bad.faults)
            self.log.note("request_refused", place=route.name if route else None, reason=bad.word, faults=faults)
            return _refused(route, event, bad)
        except Exception as error:
            self.log.fault("request_failed", error, frame=route.name if route else None)
            return _refused(route, event, BadRequest("failed"))


def preflight() -> Answer:
    """Pages of any site may send JSON, without cookies."""
    allowed = {"Access-Control-Allow-Methods": "POST", "Access-Control-Allow-Headers": "Content-Type"}
    return Answer(204, ALWAYS | ANY_SITE | allowed | {"Access-Control-Max-Age": "86400"})


def _done(context: Context, route: Route, event: Event, edge_secret: Callable[[], str]) -> Answer:
    staff = staff_of(event)
    if not route.allows(staff.roles):
        raise BadRequest("not_allowed")
    if role := ROLES.get(route.who):
        note_sign_in(context, staff, role)
    request = Request(
        body=read_body(route.body, body_of(event)),
        query=read_query(route.query, query_of(event)),
        path=path_of(event),
        language=language_of(event, shared=route.is_shared),
        staff=staff,
        origin=origin_of(event, edge_secret),
        browser=browser_of(header_of(event, "user-agent") or ""),
        authorization=header_of(event, "authorization") or "",
    )
    sent = route.act(context, request)
    body, headers = _json(sent) if sent else b"", _headers(route, route.cached, JSON if sent else None)
    return _tagged(event, headers, body) if route.is_shared else Answer(route.status, headers, body)


def _tagged(event: Event, headers: dict[str, str], body: bytes) -> Answer:
    """What browsers and caches keep for a moment, with a tag by which they ask whether it is still so."""
    tagged = headers | {"ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"'}
    if tagged["ETag"] in _known_tags(event):
        return Answer(304, {name: value for name, value in tagged.items() if name != "Content-Type"})
    return Answer(200, tagged, body)


def _known_tags(event: Event) -> set[str]:
    """The tags that a client has, weak ones too: for a GET they compare alike (RFC 9110, 13.1.2)."""
    named = (header_of(event, "if-none-match") or "").split(",")
    return {tag.strip().removeprefix("W/") for tag in named}


def _refused(route: Route | None, event: Event, bad: BadRequest) -> Answer:
    said = problem(bad.word, language_of(event), bad.faults)
    later = {"Retry-After": "60"} if bad.word == "too_fast" else {}
    return Answer(said.status, _headers(route, "no-store", PROBLEM) | later, said.model_dump_json().encode())


def _headers(route: Route | None, cached: str, kind: str | None) -> dict[str, str]:
    headers = ALWAYS | {"Cache-Control": cached}
    if kind:
        headers["Content-Type"] = kind
    return headers | (ANY_SITE if route and route.who is Who.ANYBODY else {})


def _json(sent: Sent) -> bytes:
    if isinstance(sent, StatusFrame):
        return sent.text.encode()
    # Lights have no fields without a value, in their frames and here.
    return sent.model_dump_json(by_alias=True, exclude_none=isinstance(sent, answers.ServiceView)).encode()
