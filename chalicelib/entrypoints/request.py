"""What API Gateway's HTTP events say, as our own values. Headers come in any case, anything may be missing."""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hmac import compare_digest
from typing import cast

from chalicelib.domain.staff import Role, Staff
from chalicelib.entrypoints.guard import Event
from chalicelib.privacy.origins import Origin
from chalicelib.protocol.requests import BadRequest
from chalicelib.protocol.words import Language, first_spoken


def route_of(event: Event) -> tuple[str, str]:
    """Method and address with its open parts unfilled."""
    context = _mapping(event, "requestContext")
    return str(context.get("httpMethod")), str(context.get("resourcePath"))


def as_get(event: Event) -> Event:
    """The same request, asked with GET."""
    return {**event, "requestContext": {**_mapping(event, "requestContext"), "httpMethod": "GET"}}


def path_of(event: Event) -> Mapping[str, str]:
    """What fills the open parts of the address."""
    return cast("Mapping[str, str]", _mapping(event, "pathParameters"))


def query_of(event: Event) -> dict[str, str]:
    """The query; of a name that comes twice the last one counts."""
    several = cast("Mapping[str, list[str]]", _mapping(event, "multiValueQueryStringParameters"))
    return {name: values[-1] for name, values in several.items() if values}


def header_of(event: Event, name: str) -> str | None:
    """One header."""
    headers = cast("Mapping[str, str]", _mapping(event, "headers"))
    return next((value for known, value in headers.items() if known.lower() == name), None)


def body_of(event: Event) -> str | None:
    """The text of the body. Raises BadRequest for what is no text."""
    body = event.get("body")
    if not isinstance(body, str):
        return None
    if not event.get("isBase64Encoded"):
        return body
    try:
        return base64.b64decode(body, validate=True).decode()
    except (binascii.Error, UnicodeError):
        raise BadRequest("not_json") from None


def language_of(event: Event, *, shared: bool = False) -> Language:
    """`lang` of the query if we speak it, else the first of `Accept-Language` that we speak, else Dutch.

    What is `shared` is kept by its address, so there the address alone tells the language.
    """
    asked, accepted = query_of(event).get("lang"), "" if shared else header_of(event, "accept-language")
    wanted = [asked or "", *(accepted or "").split(",")]
    return first_spoken(word.strip()[:2].lower() for word in wanted)


def staff_of(event: Event) -> Staff:
    """Who signed in, as the authorizer said; somebody without a role when nobody did."""
    said = _mapping(_mapping(event, "requestContext"), "authorizer")
    roles = str(said.get("roles", "")).split()
    until = str(said.get("counts_until", ""))
    return Staff(
        id=str(said.get("principalId", "")),
        first_name=str(said.get("first_name", "")),
        roles=frozenset(Role(role) for role in roles),
        channels=tuple(str(said.get("channels", "")).split()),
        counts_until=datetime.fromtimestamp(int(until), UTC) if until else None,
        sign_in=str(said.get("sign_in", "")),
    )


def context_of(staff: Staff) -> dict[str, str]:
    """What the authorizer says of somebody: API Gateway carries texts only."""
    return {
        "first_name": staff.first_name,
        "roles": " ".join(sorted(staff.roles)),
        "channels": " ".join(staff.channels),
        "sign_in": staff.sign_in,
    } | ({"counts_until": str(int(staff.counts_until.timestamp()))} if staff.counts_until else {})


def origin_of(event: Event, edge_secret: Callable[[], str]) -> Origin | None:
    """Where it came from, if the gateway said, or our own edge before it: who else names an address is not believed."""
    address = _mapping(_mapping(event, "requestContext"), "identity").get("sourceIp")
    if _is_from_edge(event, edge_secret):
        # The address and a port, IPv6 with or without brackets.
        address = (header_of(event, "cloudfront-viewer-address") or "").rpartition(":")[0].strip("[]")
    try:
        return Origin(str(address))
    except ValueError:
        return None


def _is_from_edge(event: Event, edge_secret: Callable[[], str]) -> bool:
    """The secret is asked for only when somebody claims to know it."""
    said = header_of(event, "x-edge-secret")
    known = edge_secret() if said else ""
    return bool(said and known) and compare_digest((said or "").encode(), known.encode())


def _mapping(event: Event, field: str) -> Mapping[str, object]:
    value = event.get(field)
    return value if isinstance(value, Mapping) else {}
