"""Whatever is sent, the answer is a clear problem, nothing is stored and nothing of it is repeated or logged."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.entrypoints.routes import ROLES, ROUTES, Route, Who
from chalicelib.protocol.fields import Closed
from tests.http.api import AN, DORA, FIEN, Api

CANARY = "kanarie-7f3a"
FILLED = {"{channel}": "jac", "{id}": "0" * 32}
WITH_BODY = [route for route in ROUTES.values() if route.method in {"POST", "PUT"}]
STRANGE = [CANARY, CANARY * 400, [CANARY], {CANARY: CANARY}, 17, None, True, f"\0{CANARY}", f"\u202e{CANARY}", "\ud800"]


def _path(route: Route, **filled: str) -> str:
    path = route.path
    for part, value in FILLED.items():
        path = path.replace(part, filled.get(part.strip("{}"), value))
    return path


def _each_field(route: Route) -> Iterator[dict[str, Any]]:
    for name in [*route.body.model_fields, CANARY]:
        for value in STRANGE:
            yield {name: value}
            yield {"shifts": {"monday": [{"opens": value, name: value}]}, name: value}


def _names(route: Route) -> set[str]:
    return {field for model in (route.body, route.query) for field in _fields(model)}


def _fields(model: type[Closed]) -> set[str]:
    return set(model.model_fields)


@pytest.fixture(params=ROUTES.values(), ids=lambda route: route.name)
def route(request: pytest.FixtureRequest) -> Route:
    chosen: Route = request.param
    return chosen


def _allowed(api: Api, route: Route) -> Api:
    api.staff = {Who.STAFF: AN, Who.TEAM_LEAD: FIEN}.get(route.who, DORA)
    return api


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("{", {"not_json"}),
        ("[" * 1_000 + "]" * 1_000, {"not_json", "invalid"}),
        ('{"a":' * 1_000 + "1" + "}" * 1_000, {"not_json", "invalid"}),
        ("[" * 4_000, {"not_json"}),
        ("null", {"invalid"}),
        ('"text"', {"invalid"}),
        (json.dumps({CANARY: "x"}), {"too_large"}),
        ("\ud800", {"not_json"}),
        ('{"\\ud800": "\\ud800"}', {"invalid"}),
        ("{'a': 1}", {"not_json"}),
    ],
)
@pytest.mark.parametrize("at", WITH_BODY, ids=lambda route: route.name)
def test_a_body_that_cannot_be_read(api: Api, at: Route, body: str, kinds: set[str]) -> None:
    _allowed(api, at)
    if kinds == {"too_large"}:
        body = body.replace('"x"', f'"{"x" * at.body.MOST_BYTES}"')
    before = api.stored()
    assert api.send(at.method, _path(at), body).kind in kinds
    assert api.stored() == before
    assert CANARY not in api.log


def test_a_canary_in_every_field_is_never_repeated_by_an_error(
    api: Api, route: Route, capfd: pytest.CaptureFixture[str]
) -> None:
    _allowed(api, route)
    for body in _each_field(route):
        before = api.stored()
        reply = api.send(route.method, _path(route), json.dumps(body))
        assert reply.status != 500, body
        if reply.status >= 400:
            assert CANARY not in reply.text
            assert api.stored() == before
    assert CANARY not in api.log + "".join(capfd.readouterr())


def test_a_canary_in_address_query_and_headers_is_never_repeated(
    api: Api, route: Route, capfd: pytest.CaptureFixture[str]
) -> None:
    _allowed(api, route)
    api.headers |= {"Accept-Language": CANARY, "User-Agent": CANARY, "Content-Type": CANARY, "X-Forwarded-For": CANARY}
    for name in [*sorted(_names(route)), CANARY]:
        for path in {_path(route), _path(route, channel=CANARY), _path(route, id=CANARY)}:
            reply = api.send(route.method, path, "{}", {name: CANARY})
            assert reply.status != 500, (path, name)
            assert CANARY not in reply.text + str(reply.headers)
    assert CANARY not in api.log + "".join(capfd.readouterr())


def test_an_unknown_channel_is_not_found(api: Api) -> None:
    for at in ROUTES.values():
        if "{channel}" in at.path and at.body.__name__ == "Nothing" and at.query.__name__ != "At":
            assert _allowed(api, at).send(at.method, _path(at, channel="radio")).kind == "unknown"


def test_an_unknown_address_is_not_found(api: Api) -> None:
    for method, path in (("GET", f"/{CANARY}"), ("DELETE", "/status"), ("PATCH", "/admin/blocks")):
        reply = api.send(method, path, CANARY)
        assert (reply.status, reply.kind) == (404, "unknown")
        assert CANARY not in reply.text + api.log


def test_only_administrators_administer_and_only_team_leads_lead(api: Api, route: Route) -> None:
    for staff in (AN, None):
        api.staff = staff
        reply = api.send(route.method, _path(route), "{")
        assert (reply.status == 403) == (route.who in ROLES)


def test_our_own_faults_are_told_without_details(api: Api, route: Route) -> None:
    _allowed(api, route)
    api.service.dynamo.before_call.append(_breaks)
    reply = api.send(route.method, _path(route), '{"reason": "kanarie-7f3a"}', {"at": "2026-12-25T14:00"})
    assert reply.status in {403, 422} or reply.kind == "failed"
    assert CANARY not in reply.text + api.log


def _breaks(*_: object) -> None:
    raise RuntimeError(CANARY)


def test_an_event_that_makes_no_sense_is_answered_too(api: Api) -> None:
    for event in ({}, {"requestContext": None}, {"requestContext": {"httpMethod": "GET"}, "headers": []}):
        answer = api.http.answer(event)
        assert answer.status == 404
    sent: dict[str, Any] = api.event("POST", "/faults", "x", {}) | {"body": "%%%", "isBase64Encoded": True}
    assert api.http.answer(sent).status == 400
