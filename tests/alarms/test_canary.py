"""Upkeep looks at our own front door, and says when a round of its own went wrong."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from traceback import format_exception

import pytest

from chalicelib.entrypoints.front_door import lights_at
from chalicelib.entrypoints.guard import HandlerFailed, counted
from chalicelib.privacy.log import Log
from tests.actors import counsellor, visitor
from tests.alarms.cloudwatch import MINUTES, ringing
from tests.alarms.rig import Rig
from tests.alarms.test_alarms import BEATS, WELL
from tests.http.api import Api


def rig_with(light: str | None) -> Rig:
    """A front door that shows this light for every channel, whatever is true."""
    rig = Rig()
    rig.shown = light
    rig.service.upkeep()
    return rig


def test_another_light_at_the_door_rings_when_it_stays() -> None:
    rig = rig_with("open")
    minutes = [rig.minute("upkeep", lambda rig: rig.schedule.upkeep()) for _ in range(2)]
    assert ringing([WELL] * (MINUTES - 1) + minutes[:1]) == set()
    assert ringing([WELL] * (MINUTES - 2) + minutes) == {"LightDiffers"}


def test_the_right_light_at_the_door_is_well() -> None:
    rig = rig_with("closed")
    assert rig.minute("upkeep", lambda rig: rig.schedule.upkeep()) == {key: [1] for key in BEATS["upkeep"]}
    assert '{"event": "canary"}' in rig.stream.getvalue()


def test_one_thing_that_fails_each_minute_stops_the_heartbeat_and_nothing_else() -> None:
    rig = rig_with("closed")
    rig.service.opens("jac")
    counsellor(rig.service, "An").takes_duty(slots=1)
    visitor(rig.service).starts("Sam")
    rig.service.clock.passes(minutes=8)
    rig.broken = {"DynamoDB"}
    rig.breaks_at = "chalicelib/actions/time/silence.py:look_at_duty"
    rig.shown = None
    minutes = [rig.minute("upkeep", lambda rig: rig.schedule.upkeep()) for _ in range(3)]
    assert not any(set(BEATS["upkeep"]) & minute.keys() for minute in minutes)
    others = {key: [1.0] for key in BEATS["vault"]}
    assert ringing([WELL] * (MINUTES - 3) + [minute | others for minute in minutes]) == {"UpkeepFailed", "UpkeepSilent"}


def test_lambda_hears_that_it_failed_and_nothing_of_what() -> None:
    def work() -> None:
        raise ValueError("what somebody said")

    with pytest.raises(HandlerFailed) as raised:
        counted(Log(), "upkeep", work)
    assert "somebody" not in "".join(format_exception(raised.value))


def test_the_door_is_read_as_sites_read_it() -> None:
    api = Api()
    api.service.upkeep()
    with door(api.get("/status").text) as address:
        assert lights_at(address) == {"caw": "closed", "jac": "closed"}


@pytest.mark.parametrize("said", ["", "<html>", "{}", "[]", json.dumps({"channels": [{}]})])
def test_a_door_that_tells_no_lights_is_no_door(said: str) -> None:
    with door(said) as address, pytest.raises(ValueError):
        lights_at(address)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_door_that_refuses_is_shut(status: int) -> None:
    with door("{}", status) as address, pytest.raises(OSError):
        lights_at(address)


@contextmanager
def door(said: str, status: int = 200) -> Iterator[str]:
    """Something that answers every question with this."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
