"""The HTTP API, told in OpenAPI from its routes and models."""

import re

from chalicelib.entrypoints.http import JSON, PREFLIGHT, PROBLEM
from chalicelib.entrypoints.pages import PAGES
from chalicelib.entrypoints.routes import ROUTES, Route, Who
from chalicelib.protocol.fields import Closed
from chalicelib.protocol.problems import Problem
from chalicelib.protocol.requests import Nothing
from infra.documents.schemas import REF, Document, ref, schemas

_PROBLEM = "No, why not; nothing has changed. What the gateway refuses by itself is said in Dutch and English at once."
_PREFLIGHT = "Whether pages of other sites may ask."
_TAGS = {Who.ANYBODY: "public", Who.STAFF: "desk", Who.ADMINISTRATOR: "admin", Who.TEAM_LEAD: "team"}
_REFUSALS = {
    Who.ANYBODY: ("400", "404", "413", "422", "429", "500"),
    Who.STAFF: ("400", "401", "403", "413", "422", "429", "500"),
    Who.TEAM_LEAD: ("400", "401", "403", "413", "422", "429", "500"),
    Who.ADMINISTRATOR: ("400", "401", "403", "404", "409", "413", "422", "429", "500"),
}


def openapi() -> Document:
    """The whole document."""
    paths: Document = {}
    for route in ROUTES.values():
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    for path, (summary, _) in PAGES.items():
        paths.setdefault(path, {})["get"] = _page(path, summary)
    for path in PREFLIGHT:
        paths[path]["options"] = {
            "tags": ["public"],
            "summary": _PREFLIGHT,
            "responses": {"204": {"description": "Yes."}},
        }
    for operations in paths.values():
        if "get" in operations:
            operations["head"] = _head(operations["get"])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Chathulp",
            "version": "1",
            "description": "The HTTP API of the chat. Made from the models by `make docs`.",
        },
        "servers": [{"url": "/", "description": "The stage, whatever its prefix."}],
        "paths": paths,
        "components": {
            "securitySchemes": {"staff": {"type": "openIdConnect", "openIdConnectUrl": "https://issuer.example.org"}},
            "responses": {"Problem": _response(_PROBLEM, PROBLEM, ref(Problem))},
            "schemas": _schemas(),
        },
    }


def _schemas() -> Document:
    rows = ROUTES.values()
    bodies = [route.body for route in rows if route.body is not Nothing]
    return schemas(bodies, [Problem, *(route.answer for route in rows if route.answer)])


def _operation(route: Route) -> Document:
    problem = {"$ref": "#/components/responses/Problem"}
    told: Document = {
        "tags": [_TAGS[route.who]],
        "summary": route.summary,
        "parameters": [*_path_parameters(route.path), *_query_parameters(route.query)],
        "responses": {str(route.status): _answer(route)} | dict.fromkeys(_REFUSALS[route.who], problem),
    }
    if route.body is not Nothing:
        told["requestBody"] = {"required": True, "content": {JSON: {"schema": ref(route.body)}}}
    if route.who is not Who.ANYBODY:
        told["security"] = [{"staff": []}]
    return told


def _head(get: Document) -> Document:
    """What GET would answer, without its body."""
    responses = {status: {"description": "As for GET, without the body."} for status in get["responses"]}
    return get | {"summary": f"{get['summary']} The head alone.", "responses": responses}


def _answer(route: Route) -> Document:
    if route.answer is None:
        return {"description": "It is done."}
    words = (route.answer.__doc__ or "It is done.").split("\n")[0]
    return _response(words, JSON, ref(route.answer))


def _response(words: str, kind: str, schema: Document) -> Document:
    return {"description": words, "content": {kind: {"schema": schema}}}


def _page(path: str, summary: str) -> Document:
    return {
        "tags": ["pages"],
        "summary": summary,
        "parameters": _path_parameters(path),
        "responses": {"200": {"description": "The page or the file."}},
    }


def _path_parameters(path: str) -> list[Document]:
    names = re.findall(r"\{(\w+)\}", path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameters(query: type[Closed]) -> list[Document]:
    # A closed set of words stands among the schemas, because answers bear it too; a test follows every reference.
    described = query.model_json_schema(ref_template=f"{REF}{{model}}")
    required = described.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": schema}
        for name, schema in described.get("properties", {}).items()
    ]
