"""Serves the page to try everything on, beside the local cloud and only to this machine."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from infra.local.console import Console
from infra.local.outputs import Outputs
from infra.local.trial.page import FILES, headers, html
from infra.local.trial.passing import is_passed_on, pass_on, told
from infra.local.trial.unblocking import lift_every_block


@contextmanager
def trial(cloud: Outputs, console: Console) -> Iterator[None]:
    """The page stands at `cloud.trial` for as long as the block lasts, unless something else stands there."""
    there = urlsplit(cloud.trial)
    try:
        server = _Server((str(there.hostname), there.port or 0), _handler(cloud))
    except OSError:
        console.say(f"\n  port {there.port} is taken, so there is no page with all three side by side")
        yield
        return
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever leaves before the answer is no trouble."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _handler(cloud: Outputs) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if is_passed_on(cloud, self.path):
                self._passes_on()
            elif asked.path == "/":
                language = parse_qs(asked.query).get("lang", ["nl"])[0]
                self._says(200, "text/html; charset=utf-8", html(cloud, language).encode())
            elif asked.path in FILES:
                path, kind = FILES[asked.path]
                self._says(200, kind, path.read_bytes())
            else:
                self._says(404, "text/plain; charset=utf-8", b"Not found\n")

        def do_POST(self) -> None:
            if is_passed_on(cloud, self.path):
                self._passes_on()
            # Other sites in the same browser may not lift what they like.
            elif self.path != "/unblock" or self.headers.get("Origin") != cloud.trial:
                self._says(403, "text/plain; charset=utf-8", b"Not from here\n")
            else:
                lifted = json.dumps({"lifted": lift_every_block(cloud)})
                self._says(200, "application/json", lifted.encode())

        def do_PUT(self) -> None:
            self._passes_on()

        def do_DELETE(self) -> None:
            self._passes_on()

        def _passes_on(self) -> None:
            if not is_passed_on(cloud, self.path):
                return self._says(404, "text/plain; charset=utf-8", b"Not found\n")
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            answer = pass_on(cloud, self.command, self.path, dict(self.headers), body)
            return self._answers(answer.status_code, told(answer), answer.content)

        def _says(self, status: int, kind: str, body: bytes) -> None:
            self._answers(status, headers(cloud) | {"Content-Type": kind}, body)

        def _answers(self, status: int, told: Mapping[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in told.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keeps it to itself."""

    return Handler
