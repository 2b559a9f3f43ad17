"""`make run` says that it is ready when every channel answers as it should, and not before."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from infra.local.console import Trouble
from infra.local.ready import channels_ready, wait_until_ready


@contextmanager
def answering(*answers: dict[str, object]) -> Iterator[str]:
    """A door that tells these one after the other, and the last one for ever."""
    waiting = list(answers)

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            self.send_response(200 if told else 502)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: object) -> None:
            """Keeps it to itself."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def lights(**channels: dict[str, str]) -> dict[str, object]:
    return {"channels": [{"channel": name, **light} for name, light in channels.items()]}


OPEN = {"light": "open"}
CLOSED = {"light": "closed", "next_opening": "2026-11-27T12:00:00.000Z"}
AROUND_THE_CLOCK = {"light": "closed"}
NOT_YET: dict[str, str] = {}


def test_a_channel_is_ready_when_it_tells_its_light_also_when_no_moment_will_turn_it() -> None:
    told = lights(caw=OPEN, jac=CLOSED, third=AROUND_THE_CLOCK, fourth=NOT_YET)
    with answering(told) as door:
        assert channels_ready(door) == {"caw", "jac", "third"}


def test_it_waits_for_all_of_them() -> None:
    with answering({}, lights(caw=OPEN), lights(caw=CLOSED, jac=NOT_YET), lights(caw=CLOSED, jac=OPEN)) as door:
        wait_until_ready(door)
        assert channels_ready(door) == {"caw", "jac"}


def test_a_channel_that_never_answers_is_trouble_with_its_name() -> None:
    with answering(lights(caw=CLOSED, jac=NOT_YET)) as door, pytest.raises(Trouble, match="no light of jac"):
        wait_until_ready(door, patience=0)
