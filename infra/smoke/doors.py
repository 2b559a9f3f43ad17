"""What anybody can see from outside: lights, hours, sign-in, a socket that answers."""

import json
import time
from typing import Any, Self

import httpx
from websockets.sync.client import connect
from websockets.typing import Origin

from infra.smoke.outcome import Check, NotTried
from infra.smoke.sign_in import page, token_of
from infra.smoke.stage import Tried

PATIENCE = 30.0


class Line:
    """An open socket."""

    def __init__(self, stage: Tried, query: str = "") -> None:
        site = httpx.URL(stage.told["PagesUrl"])
        origin = Origin(f"{site.scheme}://{site.netloc.decode()}")
        self._socket = connect(f"{stage.told['SocketUrl']}?v=1{query}", origin=origin, open_timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def asks(self, kind: str, answer: str, **fields: object) -> dict[str, Any]:
        """The answer to a frame; what else comes in between is of no matter. Raises AssertionError when refused."""
        self._socket.send(json.dumps({"type": kind, **fields}))
        return self.hears(answer)

    def hears(self, answer: str) -> dict[str, Any]:
        """The next frame of this kind."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            frame: dict[str, Any] = json.loads(self._socket.recv(timeout=PATIENCE))
            if frame["type"] == answer:
                return frame
            assert frame["type"] != "refused", f"refused: {frame['reason']}"
        raise AssertionError(f"no {answer} within {PATIENCE:.0f} s")


def checks(stage: Tried) -> list[Check]:
    """Nothing of this writes anything."""
    return [
        ("lights and hours are told", lambda: _lights(stage)),
        ("the pages are served", lambda: _pages(stage)),
        ("who is not signed in is refused", lambda: _refused(stage)),
        ("the sign-in page knows our pages", lambda: _sign_in_page(stage)),
        ("counsellors sign in", lambda: _signs_in(stage, "counsellor")),
        ("administrators sign in", lambda: _signs_in(stage, "administrator")),
        ("a socket answers on its own line", lambda: _answers(stage)),
    ]


def lights(stage: Tried) -> list[dict[str, Any]]:
    """Every channel as sites see it."""
    channels: list[dict[str, Any]] = httpx.get(f"{stage.told['PagesUrl']}/status", timeout=PATIENCE).json()["channels"]
    return channels


def _lights(stage: Tried) -> str:
    told = lights(stage)
    hourless = [one["channel"] for one in told if one["light"] == "closed" and not _opens(one)]
    assert told and not hourless, f"no hours: {', '.join(hourless) or 'no channel'}"
    return ", ".join(f"{one['channel']} {one['light']}" for one in told)


def _opens(one: dict[str, Any]) -> bool:
    return "next_opening" in one or "open_until" in one


def _pages(stage: Tried) -> str:
    channel = lights(stage)[0]["channel"]
    for path in (f"c/{channel}", "desk", "admin", "w/v1/embed.js"):
        answer = httpx.get(f"{stage.told['PagesUrl']}/{path}", timeout=PATIENCE)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return "chat, desk, admin, widget"


def _refused(stage: Tried) -> str:
    for header in ({}, {"Authorization": "Bearer nonsense"}):
        status = httpx.post(f"{stage.told['PagesUrl']}/desk/tickets", headers=header, timeout=PATIENCE).status_code
        assert status in {401, 403}, f"{status} instead of a refusal"
    return "without a token, and with nonsense"


def _sign_in_page(stage: Tried) -> str:
    if "StaffClientId" not in stage.told:
        raise NotTried("the stage has an issuer of its own: its page is not ours to know")
    for path in ("desk", "admin"):
        shown = page(stage, f"{stage.told['PagesUrl']}/{path}")
        assert shown.status_code == 200 and 'name="password"' in shown.text, f"{path}: {shown.status_code}"
    stranger = page(stage, "https://stranger.test/desk")
    assert 'name="password"' not in stranger.text, "a stranger's address would be given the code"
    return "desk and admin, and no other address"


def _signs_in(stage: Tried, role: str) -> str:
    token = token_of(stage, role)
    path, method = ("desk/tickets", "POST") if role == "counsellor" else ("admin/audit", "GET")
    answer = httpx.request(
        method, f"{stage.told['PagesUrl']}/{path}", headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE
    )
    assert answer.status_code < 300, f"{path}: {answer.status_code}"
    return f"{path} answers"


def _answers(stage: Tried) -> str:
    """What a handler returns comes back over the same line: on AWS only with a route response."""
    with Line(stage) as line:
        began = time.monotonic()
        line.asks("ping", "pong")
        first = time.monotonic() - began
        channel = lights(stage)[0]["channel"]
        light = line.asks("watch", "status", channel=channel)["light"]
    return f"pong after {first * 1000:.0f} ms, {channel} is {light}"
