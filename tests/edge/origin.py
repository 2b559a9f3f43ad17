"""The stage behind the edge: the product's own HTTP function behind a small server that plays API Gateway."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from chalicelib.entrypoints.http import ADDRESSES, Http
from chalicelib.privacy.origins import Origin
from chalicelib.settings import Settings
from tests.edge.proxy import SECRET
from tests.service import Service, service

CLOUDFRONT = "192.0.2.1"
"""The address that API Gateway sees of a request through the edge: one of CloudFront's own."""


@dataclass
class Stage:
    """What the function was asked, where it thinks that came from, and what it answers when told to fail."""

    service: Service = field(default_factory=service)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    fails_with: int | None = None

    def __post_init__(self) -> None:
        self.context = replace(self.service.context, hash_origin=self._hash)
        self.http = Http(lambda: self.context, Settings, self.context.log, lambda: SECRET)

    def _hash(self, origin: Origin) -> str:
        self.addresses.append(origin.for_the_vault())
        return origin.keyed_hash(b"key of the tests")

    def answers(self, method: str, target: str, headers: dict[str, str], body: str | None) -> tuple[int, Any, bytes]:
        """As API Gateway has the function answer."""
        self.asked.append((method, target, headers))
        if self.fails_with:
            return self.fails_with, {}, b"the stage fails"
        answer = self.http.serve(_event(method, target, headers, body))
        return answer.status, answer.headers, answer.body


def _event(method: str, target: str, headers: dict[str, str], body: str | None) -> dict[str, Any]:
    asked = urlsplit(target)
    resource, parts = _resource(method, asked.path)
    return {
        "requestContext": {"httpMethod": method, "resourcePath": resource, "identity": {"sourceIp": CLOUDFRONT}},
        "pathParameters": parts or None,
        "multiValueQueryStringParameters": parse_qs(asked.query) or None,
        "headers": headers,
        "body": body,
        "isBase64Encoded": False,
    }


def _resource(method: str, path: str) -> tuple[str, dict[str, str]]:
    for address in ADDRESSES:
        found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", address.path), path)
        if found and address.method == method:
            return address.path, found.groupdict()
    return path, {}


@contextmanager
def served(stage: Stage) -> Iterator[int]:
    """The stage on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode() if length else None
            status, headers, sent = stage.answers(self.command, self.path, dict(self.headers.items()), body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_POST = do_DELETE = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: what a test asks is no news."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
