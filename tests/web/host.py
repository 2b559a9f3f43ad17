"""The website of a centre: another origin, under the strictest policy that still lets the widget in."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

from tests.web.serving import serves

# A script of the host, as curious as it can be.
_SPY = """
window.seen = [];
for (const kind of ["keydown", "keyup", "input", "message", "focusin", "paste"]) {
  const look = (event) => window.seen.push([kind, JSON.stringify(event.data ?? event.key ?? "")]);
  window.addEventListener(kind, look, true);
}
for (const kind of ["status", "open", "close", "error"]) {
  const look = (event) => window.seen.push([event.type, JSON.stringify(event.detail)]);
  window.addEventListener(`chathulp:${kind}`, look);
}
"""


class Embedded(Protocol):
    """A service whose widget stands in the page."""

    @property
    def origin(self) -> str: ...
    @property
    def root(self) -> str: ...


class HostPage:
    def __init__(self, name: str = "localhost", port: int = 0) -> None:
        self._server = ThreadingHTTPServer((name, port), self._handler())
        self.origin = f"http://{name}:{self._server.server_port}"
        self.url = f"{self.origin}/hulp"
        self.service: Embedded
        self.lang, self.script = "nl", "w/v1/embed.js"
        serves(self._server)

    def embeds(self, service: Embedded) -> None:
        self.service = service

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def html(self) -> str:
        root, leave = self.service.root, f"{self.service.origin}/weather"
        return (
            f'<!doctype html><html lang="{self.lang}"><meta charset="utf-8"><title>Ons centrum</title>'
            '<link rel="icon" href="/i">'
            f'<meta name="viewport" content="width=device-width"><script src="/spy.js"></script>'
            f'<script defer src="{root}{self.script}"></script><main><h1>Ons centrum</h1>'
            f'<chat-hulp channel="jac" lang="{self.lang}" exit-url="{leave}">'
            f'<a href="{root}c/jac">Chat</a></chat-hulp></main>'
        )

    def policy(self) -> str:
        ours = self.service.origin
        return (
            f"default-src 'none'; script-src 'self' {ours}; connect-src {ours}; frame-src {ours}; "
            "img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                script = self.path == "/spy.js"
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript" if script else "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", host.policy())
                self.end_headers()
                self.wfile.write((_SPY if script else host.html()).encode())

            def log_message(self, *_: object) -> None: ...

        return Handler
