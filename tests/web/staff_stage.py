"""The world around a staff page in a browser: a sign-in provider, the HTTP API and the socket, all scripted.

Nothing leaves the machine: the pages are served from their own files, everything else is answered here.
"""

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute

from chalicelib.web import pages

ORIGIN = "https://chat.test"
STAGE = f"{ORIGIN}/api"
PROVIDER = "https://sign-in.test"
SOCKET = "wss://socket.test/api"
OIDC = {
    "issuer": PROVIDER, "client_id": "staff", "authorize_url": f"{PROVIDER}/authorize", "scope": "openid email",
    "token_url": f"{PROVIDER}/token", "logout_url": f"{PROVIDER}/logout",
}  # fmt: skip
SETTINGS = pages.PageSettings(
    socket_url=SOCKET,
    channels={"caw": pages.ChannelShown("CAW"), "jac": pages.ChannelShown("JAC")},
    manager_name="CAW Groep",
    manager_email="onlinehulp@example.org",
    oidc=OIDC,
)
Frame = dict[str, Any]
Answer = Callable[[str, str, Any], tuple[int, Any]]


def _token(claims: Mapping[str, object]) -> str:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"head.{payload}.signature"


class World:
    """Everything that a page of the staff meets; `frames` is what it sent over the socket."""

    def __init__(self, context: BrowserContext, answer: Answer | None = None) -> None:
        self.answer: Answer = answer or (lambda method, path, body: (404, {"title": "Not found"}))
        self.frames: list[Frame] = []
        self.requests: list[tuple[str, str, Any]] = []
        self.sockets: list[WebSocketRoute] = []
        self.replies: dict[str, Callable[[Frame], list[Frame]]] = {}
        self.signs_in = True
        self.nonce = ""
        context.route(f"{ORIGIN}/**", self._serve)
        context.route(f"{PROVIDER}/**", self._provide)
        context.route_web_socket(f"{SOCKET}**", self._connect)

    def hears(self, kind: str) -> Frame:
        """The last frame of this type that the page sent."""
        return next(frame for frame in reversed(self.frames) if frame["type"] == kind)

    def count(self, kind: str) -> int:
        return sum(frame["type"] == kind for frame in self.frames)

    def tells(self, kind: str, /, **fields: object) -> None:
        self.sockets[-1].send(json.dumps({"type": kind, **fields}))

    def cuts_the_line(self) -> None:
        self.sockets[-1].close(code=1001)

    def _connect(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.on_message(lambda data: self._heard(socket, json.loads(data)))

    def _heard(self, socket: WebSocketRoute, frame: Frame) -> None:
        self.frames.append(frame)
        for reply in self.replies.get(frame["type"], lambda _: [])(frame):
            socket.send(json.dumps(reply))

    def _serve(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        path = url.path.removeprefix("/api/")
        if path in ("desk", "admin"):
            language = parse_qs(url.query).get("lang", ["nl"])[0]
            shown = pages.page(path, SETTINGS, language=language)
        elif path.startswith("assets/"):
            shown = pages.asset(path.removeprefix("assets/"))
        else:
            return self._api(route, path + (f"?{url.query}" if url.query else ""))
        return route.fulfill(status=shown.status, headers=dict(shown.headers), body=shown.body)

    def _api(self, route: Route, path: str) -> None:
        request = route.request
        body = request.post_data_json if request.post_data else None
        self.requests.append((request.method, path, body))
        if path == "desk/tickets":
            status, answer = 200, {"ticket": f"ticket-{len(self.requests)}", "websocket": SOCKET}
        else:
            status, answer = self.answer(request.method, path, body)
        kind = "application/json" if status < 400 else "application/problem+json"
        route.fulfill(status=status, content_type=kind, body="" if answer is None else json.dumps(answer))

    def _provide(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        asked = {key: values[0] for key, values in parse_qs(url.query).items()}
        if url.path == "/authorize":
            self.nonce = asked["nonce"]
            back = f"{asked['redirect_uri']}?{urlencode({'code': 'c0de', 'state': asked['state']})}"
            return route.fulfill(content_type="text/html", body=f'<a href="{back}">Sign in</a>')
        if url.path == "/token":
            return self._grant(route)
        return route.fulfill(content_type="text/html", body="<p>Signed out</p>")

    def _grant(self, route: Route) -> None:
        cors = {"Access-Control-Allow-Origin": ORIGIN}
        if not self.signs_in:
            return route.fulfill(status=400, headers=cors, json={"error": "invalid_grant"})
        claims = {"iss": PROVIDER, "aud": "staff", "nonce": self.nonce, "given_name": "An"}
        tokens = {"access_token": "access", "id_token": _token(claims), "refresh_token": "r", "expires_in": 3600}
        return route.fulfill(headers=cors, json=tokens)


def sign_in(page: Page, path: str) -> None:
    """Through the door of a staff page and back."""
    page.goto(f"{STAGE}/{path}")
    page.get_by_role("button", name="Meld je aan").click()
    page.get_by_role("link", name="Sign in").click()
    page.wait_for_url(f"{STAGE}/{path}")
