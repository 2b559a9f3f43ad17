"""Visitors, counsellors and administrators on the deployed package: real sockets, real HTTP."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from infra.local.outputs import Outputs
from tests.stories.staff import sign_in

Frame = dict[str, Any]
PATIENCE = 30.0
"""Seconds to wait for a frame: a bound for a broken machine, never a rule of the service."""


@dataclass
class OnTheLine:
    """Somebody with an open socket; frames that came while waiting for others are kept."""

    socket: ClientConnection
    kept: list[Frame] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)

    def sends(self, type: str, **fields: object) -> None:
        self.socket.send(json.dumps({"type": type, **fields}))

    def expects(self, type: str, **fields: object) -> Frame:
        """The next frame of this kind that bears these values; others are kept for later."""

        def fits(frame: Frame) -> bool:
            return frame["type"] == type and all(frame.get(name) == value for name, value in fields.items())

        return self._first(fits, f"{type} {fields}")

    def asks(self, type: str, answer: str, **fields: object) -> Frame:
        self.sends(type, **fields)
        return self._first(lambda frame: frame["type"] in (answer, "refused"), f"{answer} or refused")

    def _first(self, fits: Callable[[Frame], bool], wanted: str) -> Frame:
        for place, frame in enumerate(self.kept):
            if fits(frame):
                return self.kept.pop(place)
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            frame = json.loads(self.socket.recv(timeout=PATIENCE))
            if fits(frame):
                return dict(frame)
            self.kept.append(frame)
        raise AssertionError(f"waited for {wanted}, got {[frame['type'] for frame in self.kept]}")

    def number(self, conversation: str = "own") -> int:
        self.said[conversation] = self.said.get(conversation, 0) + 1
        return self.said[conversation]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()


@dataclass
class Visitor(OnTheLine):
    """An anonymous person with the chat page open."""

    conversation: str = ""
    token: str = ""

    def starts(self, nickname: str, channel: str = "jac", **fields: object) -> Frame:
        answer = self.asks("start", "started", channel=channel, nickname=nickname, **fields)
        self.conversation, self.token = answer.get("conversation", ""), answer.get("token", "")
        return answer

    def says(self, text: str) -> Frame:
        n = self.number()
        return self.asks("say", "said", n=n, id=f"visitor-{n}", text=text)


@dataclass
class Counsellor(OnTheLine):
    """A professional with the desk open."""

    def takes_duty(self, slots: int = 1, channel: str = "jac") -> Frame:
        return self.asks("duty", "duty", channel=channel, slots=slots)

    def clears_the_desk(self) -> None:
        """Ends what an earlier story that was cut off has left."""
        for conversation in self.takes_duty()["conversations"]:
            self.asks("attach", "assigned", conversation=conversation)
            self.asks("end", "ended", conversation=conversation)

    def says(self, conversation: str, text: str) -> Frame:
        n = self.number(conversation)
        return self.asks("say", "said", conversation=conversation, n=n, id=f"counsellor-{n}", text=text)


@dataclass
class Administrator:
    """The manager of the software, signed in."""

    cloud: Outputs
    token: str

    def does(self, method: str, path: str, **body: object) -> httpx.Response:
        return httpx.request(
            method,
            f"{self.cloud.rest_url}/admin/{path}",
            headers={"Authorization": f"Bearer {self.token}"},
            json=body or None,
            timeout=PATIENCE,
        )

    def opens_around_the_clock(self, channel: str = "jac") -> None:
        """Hours for every day of the week, holidays too."""
        days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        self._replaces_hours(channel, {day: [{"opens": "00:00", "closes": "24:00"}] for day in days})

    def takes_away_the_hours(self, channel: str = "jac") -> None:
        self._replaces_hours(channel, {})

    def _replaces_hours(self, channel: str, shifts: dict[str, object]) -> None:
        version = self.does("GET", f"channels/{channel}/hours").raise_for_status().json()["version"]
        answer = self.does("PUT", f"channels/{channel}/hours", shifts=shifts, works_on_holidays=True, version=version)
        assert answer.status_code == 200, answer.text


def visitor(cloud: Outputs, address: str = "127.0.0.1") -> Visitor:
    """Somebody at an address of this machine: each of 127.0.0.0/8 is an origin of its own."""
    return Visitor(socket_to(cloud, f"{cloud.ws_url}?v=1", address))


def counsellor(cloud: Outputs, name: str = "An") -> Counsellor:
    ticket = httpx.post(
        f"{cloud.rest_url}/desk/tickets",
        headers={"Authorization": f"Bearer {sign_in(cloud, name)}"},
        timeout=PATIENCE,
    ).raise_for_status()
    return Counsellor(socket_to(cloud, f"{cloud.ws_url}?v=1&ticket={ticket.json()['ticket']}"))


def administrator(cloud: Outputs, name: str = "Dora") -> Administrator:
    return Administrator(cloud, sign_in(cloud, name, page="admin"))


def sees_light(cloud: Outputs, wanted: str, channel: str = "jac") -> None:
    """A website sees this light: at once, or when what was announced is known to every worker (two seconds)."""
    give_up = time.monotonic() + PATIENCE
    while (shown := light(cloud, channel)) != wanted:
        assert time.monotonic() < give_up, f"the light is {shown}, not {wanted}"
        time.sleep(0.2)


def light(cloud: Outputs, channel: str = "jac") -> str:
    """The light as a website sees it."""
    shown: str = httpx.get(f"{cloud.rest_url}/status/{channel}", timeout=PATIENCE).raise_for_status().json()["light"]
    return shown


def socket_to(cloud: Outputs, url: str, address: str = "127.0.0.1") -> ClientConnection:
    return connect(url, origin=Origin(cloud.endpoint), open_timeout=PATIENCE, source_address=(address, 0))
