"""A small service that the pages can talk to: the real pages over HTTP, a scripted counsellor on the line."""

import gzip
import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

from chalicelib.protocol.words import ENDED, LIGHT, REFUSED
from chalicelib.web.assets import LANGUAGES
from chalicelib.web.pages import ChannelShown, Page, PageSettings, asset, page, widget
from tests.web.serving import serves
from tests.web.waiting import awaited

Frame = dict[str, Any]

ELSEWHERE: Frame = {
    "emergency": [
        {"name": "Ziekenwagen en brandweer", "phone": "112"},
        {"name": "Politie", "phone": "101"},
        {"name": "Zelfmoordlijn", "phone": "1813"},
        {"name": "Antigifcentrum", "phone": "070 245 245"},
        {"name": "Tele-Onthaal", "phone": "106"},
    ],
    "alternatives": [
        {"name": "Mail het JAC", "email": "onthaal@jac.example"},
        {"name": "Awel, voor kinderen en jongeren", "phone": "102"},
        {"name": "Vind een CAW in je buurt", "url": "https://caw.example/kaart"},
    ],
    "complaint": "https://caw.example/klacht",
}


def moment(**later: float) -> str:
    """Now, or so much later, as the server writes it."""
    return (datetime.now(UTC) + timedelta(**later)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Service:
    """What tests steer: the light, the answers, what the counsellor does, and whether the line works."""

    def __init__(self, host_origins: tuple[str, ...] = ()) -> None:
        self.light, self.language = "open", "nl"
        self.answers: dict[str, Callable[[Frame], list[Frame]]] = {}
        self.heard: list[Frame] = []
        self.cookies: set[str] = set()
        self.served: list[tuple[str, int]] = []
        self.messages: list[Frame] = []
        self.faults: list[Frame] = []
        self.centres = self.week = Page(404, {}, b"")
        self.reachable, self.runs = True, True
        # A frame is answered, or a test does something, before the next begins: an old light never leaves after a new.
        self._turn = threading.RLock()
        self._lines: list[ServerConnection] = []
        self.lines_seen = 0
        self._line: Server = serve(self._serve_line, "127.0.0.1", 0, process_request=self._let_in)
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.socket_url = f"ws://127.0.0.1:{self._line.socket.getsockname()[1]}/live"
        self.origin = f"http://127.0.0.1:{self._web.server_port}"
        self.root = f"{self.origin}/api/"
        shown = {name: ChannelShown(name.upper(), ELSEWHERE) for name in ("caw", "jac")}
        self.settings = PageSettings(
            self.socket_url, shown, "SAM", "onlinehulp@sam.example", host_origins, f"{self.origin}/weather"
        )
        serves(self._web)
        threading.Thread(target=self._line.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.drop()
        self._line.shutdown()
        self._web.shutdown()
        self._web.server_close()

    # What the service does

    def turns(self, light: str) -> None:
        """The light changes, and everybody who watches is told."""
        with self._turn:
            self.light = light
            self.pushes(self.status())

    def status(self, channel: str = "jac") -> Frame:
        lit: Frame = {"type": "status", "channel": channel, "name": channel.upper(), "light": self.light}
        lit |= {"message": LIGHT[self.language][self.light], "elsewhere": ELSEWHERE, "at": moment()}  # type: ignore[index]
        return lit | ({"next_opening": "2026-03-03T12:00:00.000Z"} if self.light == "closed" else {})

    def pushes(self, *frames: Frame) -> None:
        for line in list(self._lines):
            for frame in frames:
                _send(line, frame)

    def counsellor_says(self, text: str) -> None:
        with self._turn:
            n = 1 + sum(message["from"] == "counsellor" for message in self.messages)
            said = {"type": "message", "conversation": "c" * 20, "from": "counsellor", "n": n}
            self.messages.append(said | {"id": f"counsellor-{n}", "text": text, "at": moment()})
            self.pushes(self.messages[-1])

    def counsellor_ends(self, reason: str = "ended", **more: str) -> None:
        message = ENDED[self.language][reason]  # type: ignore[index]
        ended = {"type": "ended", "conversation": "c" * 20, "by": "counsellor", "reason": reason}
        self.pushes(ended | {"message": message, "at": moment(), "elsewhere": ELSEWHERE} | more)

    def asks_who_is_silent(self) -> None:
        """Time asks a visitor who has not said a word whether they are there."""
        self.pushes({"type": "notice", "notice": "silent_visitor", "at": moment(), "until": moment(minutes=3)})

    def drop(self) -> None:
        """The line breaks, for everybody."""
        for line in list(self._lines):
            line.close()

    def sent(self, kind: str) -> list[Frame]:
        """What has arrived of this type; nothing more is on its way once its answer was seen."""
        return [frame for frame in self.heard if frame["type"] == kind]

    def hears(self, kind: str) -> list[Frame]:
        """The same where the page shows no answer, because it has gone: given time to arrive."""
        awaited(lambda: self.sent(kind), f"a {kind} from the page")
        return self.sent(kind)

    def refuses(self, kind: str, reason: str, **more: str | int) -> None:
        """From now on this frame is refused."""
        message = REFUSED[self.language][reason]  # type: ignore[index]
        no: Frame = {"type": "refused", "reason": reason, "message": message, "frame": kind} | more
        self.answers[kind] = lambda frame: [no | {key: frame[key] for key in ("n", "id") if key in frame}]

    def throttles(self, kind: str) -> None:
        """From now on the gateway itself turns this frame away, in words of its own."""
        no: Frame = {"message": "Too Many Requests", "connectionId": "c", "requestId": "r"}
        self.answers[kind] = lambda _frame: [no]

    def accepts(self, kind: str) -> None:
        self.answers.pop(kind, None)

    # The line

    def _let_in(self, line: ServerConnection, _request: Request) -> Response | None:
        return None if self.reachable else line.respond(HTTPStatus.SERVICE_UNAVAILABLE, "")

    def _serve_line(self, line: ServerConnection) -> None:
        self._lines.append(line)
        self.lines_seen += 1
        try:
            for text in line:
                self._hear(line, json.loads(text))
        except ConnectionClosed:
            pass
        finally:
            self._lines.remove(line)

    def _hear(self, line: ServerConnection, frame: Frame) -> None:
        with self._turn:
            self.heard.append(frame)
            for answer in self.answers.get(frame["type"], self._answer)(frame):
                _send(line, answer)

    def _answer(self, frame: Frame) -> list[Frame]:
        answer = getattr(self, f"_on_{frame['type']}", None)
        return answer(frame) if answer else []

    def _on_ping(self, _frame: Frame) -> list[Frame]:
        return [{"type": "pong"}]

    def _on_watch(self, frame: Frame) -> list[Frame]:
        return [self.status(frame["channel"])]

    def _on_start(self, _frame: Frame) -> list[Frame]:
        self.messages = []
        told = {"conversation": "c" * 20, "token": "t" * 43, "counsellor": "An"}
        return [{"type": "started", "at": moment()} | told]

    def _on_resume(self, frame: Frame) -> list[Frame]:
        last = {side: sum(m["from"] == side for m in self.messages) for side in ("visitor", "counsellor")}
        have = frame.get("have", last)
        missing = [message for message in self.messages if message["n"] > have[message["from"]]]
        back = {"type": "resumed", "conversation": "c" * 20, "counsellor": "An", "messages": missing}
        return [back | {"more": False, "last": last, "counsellor_here": True, "started_at": moment(), "noticed": []}]

    def _on_here(self, _frame: Frame) -> list[Frame]:
        return [{"type": "notice", "notice": "still_here", "at": moment()}]

    def _on_say(self, frame: Frame) -> list[Frame]:
        at = moment()
        if not any(m["id"] == frame["id"] for m in self.messages):
            kept = {"type": "message", "conversation": "c" * 20, "from": "visitor", "at": at}
            self.messages.append(kept | {key: frame[key] for key in ("n", "id", "text")})
        said = {"conversation": "c" * 20, "n": frame["n"], "id": frame["id"], "at": at}
        return [{"type": "said", "delivered": True} | said]

    def _on_replay(self, frame: Frame) -> list[Frame]:
        resumed = self._on_resume(frame)[0]
        return [{"type": "replayed"} | {key: resumed[key] for key in ("conversation", "messages", "more", "last")}]

    def _on_end(self, _frame: Frame) -> list[Frame]:
        ended = {"type": "ended", "conversation": "c" * 20, "by": "visitor", "reason": "ended"}
        return [ended | {"message": ENDED[self.language]["ended"], "at": moment(), "elsewhere": ELSEWHERE}]  # type: ignore[index]

    def _on_survey(self, _frame: Frame) -> list[Frame]:
        return [{"type": "thanked"}]

    # The web

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._reply(service.get(self.path, self.headers))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.faults.append(json.loads(body))
                self._reply(Page(202, {"Content-Type": "application/json"}, b"{}"))

            def _reply(self, answer: Page) -> None:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None: ...

        return Handler

    def get(self, target: str, headers: "Message[str, str]") -> Page:
        url, query = urlsplit(target), parse_qs(urlsplit(target).query)
        self.cookies.add(headers.get("Cookie") or "")
        answer = self._page(url.path, query, headers)
        packed = answer.body if "Content-Encoding" in answer.headers else gzip.compress(answer.body, 9)
        self.served.append((url.path.removeprefix("/api/"), len(packed) if answer.body else 0))
        return answer

    def _page(self, path: str, query: Mapping[str, list[str]], headers: "Message[str, str]") -> Page:
        match path.removeprefix("/api/").split("/"):
            # A stage answers with and without the slash behind its name.
            case [""] | ["", "api"]:
                return page("demo", self.settings, language=query.get("lang", ["nl"])[0])
            case ["c", channel]:
                return page(
                    "chat",
                    self.settings,
                    language=query.get("lang", ["nl"])[0],
                    channel=channel,
                    accept_encoding="gzip",
                )
            case ["status", channel]:
                told = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}
                return Page(200, told, json.dumps(self.status(channel)).encode())
            case ["centres", _]:
                return self.centres
            case ["week", _]:
                return self.week
            case ["w", "v1", "embed.js"]:
                known = dict.fromkeys(LANGUAGES, self.settings.channels)
                tag, packing = headers.get("If-None-Match"), headers.get("Accept-Encoding")
                return widget(known, tag, packing, query.get("lang", [None])[0])
            case ["assets", room, file]:
                version = query.get("v", [""])[0]
                encoding = headers.get("Accept-Encoding")
                if not self.runs and file.endswith(".js"):
                    return Page(200, {"Content-Type": "text/javascript"}, b"")  # as in a browser that knows no modules
                return asset(f"{room}/{file}", headers.get("If-None-Match"), encoding, version)
        weather = b"<!doctype html><html lang=nl><title>Weer</title><h1>Het weer</h1>"
        return Page(200, {"Content-Type": "text/html"}, weather)


def _send(line: ServerConnection, frame: Frame) -> None:
    try:
        line.send(json.dumps(frame))
    except ConnectionClosed:
        return  # it left; what was for it is kept
