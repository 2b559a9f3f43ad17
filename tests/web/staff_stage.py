"""The world around a staff page in a browser: a sign-in provider, the HTTP API and the line, all scripted.

Everything is a server on this machine, so that every browser can be used; the provider is of another origin
than the pages, as it is in the world.
"""

import base64
import json
import threading
from collections.abc import Callable, Mapping
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from chalicelib.web import pages
from tests.web.serving import serves
from tests.web.waiting import awaited

Frame = dict[str, Any]
Body = dict[str, Any] | None
Answer = Callable[[str, str, Body], tuple[int, object]]
Reply = Callable[[Frame], list[Frame]]


class _Web(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that leaves in the middle of an answer is no news."""


class World:
    """Everything that a page of the staff meets; `frames` is what it sent over the line."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.answer = answer or _nothing
        self.frames: list[Frame] = []
        self.requests: list[tuple[str, str, Body]] = []
        self.lines: list[ServerConnection] = []
        self.replies: dict[str, Reply] = {}
        self.signs_in, self.reachable, self.nonce = True, True, ""
        self.on_call: str | None = None
        self.groups = ["counsellor"]
        self._web = _Web(("127.0.0.1", 0), _handler(self))
        self._line = serve(self._talk, "127.0.0.1", 0)
        port = self._web.server_port
        self.root, self.provider = f"http://127.0.0.1:{port}/api/", f"http://localhost:{port}/sign-in"
        self.socket_url = f"ws://127.0.0.1:{self._line.socket.getsockname()[1]}/live"
        serves(self._web)
        threading.Thread(target=self._line.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.cuts_the_line()
        self._line.shutdown()
        self._web.shutdown()
        self._web.server_close()

    # What a story says and asks

    def hears(self, kind: str) -> Frame:
        """The last frame of this type that the page sent; given time to arrive."""
        awaited(lambda: self.count(kind), f"a {kind} from the page")
        return next(frame for frame in reversed(self.frames) if frame["type"] == kind)

    def count(self, kind: str) -> int:
        """How many have arrived. A line keeps the order: once a later frame is here, none is on its way."""
        return sum(frame["type"] == kind for frame in self.frames)

    def has_lines(self, number: int) -> None:
        """So many lines were opened; a page may know that before the server does."""
        awaited(lambda: len(self.lines) >= number, f"line number {number}")
        assert len(self.lines) == number

    def tells(self, kind: str, /, **fields: object) -> None:
        self.lines[-1].send(json.dumps({"type": kind, **fields}))

    def cuts_the_line(self) -> None:
        for line in list(self.lines):
            line.close()

    # The line

    def _talk(self, line: ServerConnection) -> None:
        self.lines.append(line)
        try:
            for text in line:
                frame = json.loads(text)
                self.frames.append(frame)
                for reply in self.replies.get(frame["type"], _silence)(frame):
                    line.send(json.dumps(reply))
        except ConnectionClosed:
            return

    # The web

    def settings(self) -> pages.PageSettings:
        oidc = {
            "issuer": self.provider, "client_id": "staff", "scope": "openid email",
            "authorize_url": f"{self.provider}/authorize", "token_url": f"{self.provider}/token",
            "logout_url": f"{self.provider}/logout",
        }  # fmt: skip
        channels = {"caw": pages.ChannelShown("CAW"), "jac": pages.ChannelShown("JAC")}
        return pages.PageSettings(self.socket_url, channels, "CAW Groep", "chat@example.org", oidc=oidc)

    def respond(self, method: str, target: str, headers: Message, body: str) -> pages.Page:
        url = urlsplit(target)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        if url.path.startswith("/sign-in/"):
            return self._provide(url.path.removeprefix("/sign-in/"), query)
        path = url.path.removeprefix("/api/")
        if path in ("desk", "admin"):
            return pages.page(path, self.settings(), language=query.get("lang", "nl"))
        if path.startswith("assets/"):
            return pages.asset(path.removeprefix("assets/"), None, headers.get("Accept-Encoding"))
        if path.startswith(("desk/", "admin/", "team/")):
            return self._api(method, path + (f"?{url.query}" if url.query else ""), json.loads(body or "null"))
        return pages.Page(404, {"Content-Type": "text/plain"}, b"")

    def _api(self, method: str, path: str, body: Body) -> pages.Page:
        self.requests.append((method, path, body))
        if not self.reachable:
            return _json(503, None)
        if path == "desk/tickets":
            ticket = {"ticket": f"ticket-{len(self.requests)}", "websocket": self.socket_url, "counts_for": 3600}
            return _json(200, ticket | {"on_call": self.on_call})
        return _json(*self.answer(method, path, body))

    def _provide(self, part: str, asked: Mapping[str, str]) -> pages.Page:
        if part == "authorize":
            self.nonce = asked["nonce"]
            back = f"{asked['redirect_uri']}?{urlencode({'code': 'c0de', 'state': asked['state']})}"
            return _html(f'<a href="{back}">Sign in</a>')
        if part != "token":
            return _html("<p>Signed out</p>")
        if not self.signs_in:
            return _json(400, {"error": "invalid_grant"})
        claims = {"iss": self.provider, "aud": "staff", "nonce": self.nonce, "given_name": "An", "groups": self.groups}
        return _json(200, {"access_token": "a", "id_token": _token(claims), "refresh_token": "r", "expires_in": 3600})


def _silence(_frame: Frame) -> list[Frame]:
    return []


def _nothing(_method: str, _path: str, _body: Body) -> tuple[int, object]:
    return 404, {"title": "Not found"}


def _token(claims: Mapping[str, object]) -> str:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"head.{payload}.signature"


def _html(body: str) -> pages.Page:
    return pages.Page(200, {"Content-Type": "text/html"}, f"<!doctype html>{body}".encode())


def _json(status: int, answer: object) -> pages.Page:
    kind = "application/json" if status < 400 else "application/problem+json"
    body = b"" if answer is None else json.dumps(answer).encode()
    return pages.Page(status, {"Content-Type": kind, "Access-Control-Allow-Origin": "*"}, body)


def _handler(world: World) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            answer = world.respond(self.command, self.path, self.headers, body)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 204:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = do_DELETE = _reply  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    return Handler


def sign_in(page: Page, world: World, path: str) -> None:
    """Through the door of a staff page and back."""
    page.goto(f"{world.root}{path}")
    page.get_by_role("button", name="Meld je aan").click()
    page.get_by_role("link", name="Sign in").click()
    page.wait_for_url(f"{world.root}{path}")
    page.locator("#desk > *, #admin > *").first.wait_for()
