"""The HTTP API as people use it: requests go in as API Gateway sends them, answers come out as browsers get them."""

import base64
import json
import re
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.staff import Role, Staff
from chalicelib.entrypoints.http import Http
from chalicelib.entrypoints.request import context_of
from chalicelib.entrypoints.routes import ROUTES
from chalicelib.settings import Settings
from tests.service import HOME, Service, bearer, service

DORA = Staff("id-dora", "Dora", frozenset({Role.ADMINISTRATOR}), ())
EVA = Staff("id-eva", "Eva", frozenset({Role.ADMINISTRATOR}), ())
FIEN = Staff("id-fien", "Fien", frozenset({Role.TEAM_LEAD}), ("jac", "elsewhere"))
AN = Staff("id-an", "An", frozenset({Role.COUNSELLOR}), ("caw", "jac", "elsewhere"))

_PARTS = [(route, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.path))) for route in ROUTES.values()]


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def kind(self) -> str:
        """The word of a problem."""
        assert self.headers["Content-Type"] == "application/problem+json"
        assert self.json["status"] == self.status
        word: str = self.json["type"]
        return word.removeprefix("urn:chathulp:problem:")

    @property
    def faults(self) -> dict[str, str]:
        return {fault["field"]: fault["message"] for fault in self.json["errors"]}


@dataclass
class Api:
    """The API before one service; `staff` is who the authorizer let through."""

    service: Service = field(default_factory=service)
    staff: Staff | None = DORA
    address: str = HOME
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **query: str) -> Reply:
        return self.send("GET", path, query=query)

    def post(self, path: str, **body: object) -> Reply:
        return self.send("POST", path, json.dumps(body))

    def put(self, path: str, **body: object) -> Reply:
        return self.send("PUT", path, json.dumps(body))

    def delete(self, path: str) -> Reply:
        return self.send("DELETE", path)

    def send(self, method: str, path: str, body: str | None = None, query: dict[str, str] | None = None) -> Reply:
        event = self.event(method, path, body, query or {})
        answer = self.http.answer(event).to_event()
        assert not answer["isBase64Encoded"]
        return Reply(answer["statusCode"], answer["headers"], answer["body"])  # type: ignore[arg-type]

    @property
    def http(self) -> Http:
        return Http(lambda: self.service.context, Settings, self.service.context.log)

    def event(self, method: str, path: str, body: str | None, query: dict[str, str]) -> dict[str, Any]:
        resource, parts = resource_of(method, path)
        context: dict[str, Any] = {"httpMethod": method, "resourcePath": resource}
        context["identity"] = {"sourceIp": self.address}
        if self.staff:
            context["authorizer"] = {"principalId": self.staff.id, **context_of(self.staff)}
        packed = None if body is None else base64.b64encode(body.encode("utf-8", "surrogatepass")).decode()
        return {
            "requestContext": context,
            "pathParameters": parts or None,
            "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
            "headers": {"Accept": "application/json", "Authorization": bearer(self.staff)} | self.headers,
            "stageVariables": None,
            "body": packed,
            "isBase64Encoded": packed is not None,
        }

    @property
    def log(self) -> str:
        return self.service.log.getvalue()

    def stored(self) -> list[Any]:
        return [*self.service.dynamo.items("chat"), *self.service.dynamo.items("vault")]


def resource_of(method: str, path: str) -> tuple[str, dict[str, str]]:
    for route, pattern in _PARTS:
        found = pattern.fullmatch(path)
        if found and route.method == method:
            return route.path, found.groupdict()
    return path, {}
