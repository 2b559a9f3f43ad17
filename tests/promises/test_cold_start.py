"""What a function imports before its first frame: nothing that only others need."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

SOCKETS = ("connect", "message", "disconnect")
SLOW = {"boto3", "botocore.session", "cryptography", "holidays", "http.client", "jwt", "urllib3"}
OTHERS = {
    "chalicelib.actions.administrator.hours",
    "chalicelib.actions.time.upkeep",
    "chalicelib.entrypoints.http",
    "chalicelib.entrypoints.routes",
    "chalicelib.entrypoints.sign_in",
    "chalicelib.protocol.answers",
    "chalicelib.protocol.requests",
    "chalicelib.web.pages",
}
FIRST = """
import json, sys
import app
here = {"connectionId": "c", "apiId": "a", "stage": "api", "domainName": "d", "identity": {"sourceIp": "::1"}}
headers = {"headers": {"Origin": "https://a.example"}, "queryStringParameters": {"v": "1"}}
answer = getattr(app, sys.argv[1])({"requestContext": here, "body": '{"type":"ping"}', **headers}, None)
print(json.dumps([answer, sorted(sys.modules), sorted(app.app.routes)]))
"""
SNAPSHOT = """
import json, sys
import app
before = set(sys.modules)
here = {"connectionId": "c", "apiId": "a", "stage": "api", "domainName": "d", "identity": {"sourceIp": "::1"}}
headers = {"headers": {"Origin": "https://a.example"}, "queryStringParameters": {"v": "1"}}
getattr(app, sys.argv[1])({"requestContext": here, "body": '{"type":"ping"}', **headers}, None)
print(json.dumps([sorted(before), sorted(set(sys.modules) - before)]))
"""


@cache
def first_frame(function: str) -> tuple[dict[str, object], frozenset[str], list[str]]:
    """The answer of a fresh process to its first event, what it had imported then, and its addresses over HTTP."""
    nobody = {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    environment = {**os.environ, **nobody, "_HANDLER": f"app.{function}", "AWS_REGION": "eu-central-1"}
    environment |= {"ALLOWED_ORIGINS": "https://a.example"}
    ran = subprocess.run(
        [sys.executable, "-c", FIRST, function], env=environment, capture_output=True, check=True, text=True
    )
    answer, modules, routes = json.loads(ran.stdout.splitlines()[-1])
    return answer, frozenset(modules), routes


@pytest.mark.parametrize("function", SOCKETS)
def test_a_socket_function_imports_nothing_of_the_others(function: str) -> None:
    answer, modules, routes = first_frame(function)
    assert answer["statusCode"] in (200, 500)
    assert not modules & (SLOW | OTHERS)
    assert routes == []


def test_connect_reads_no_frames() -> None:
    assert "chalicelib.actions.dispatch" not in first_frame("connect")[1]
    assert "chalicelib.actions.dispatch" in first_frame("message")[1]


def test_the_function_of_http_has_its_addresses() -> None:
    asked = "import json, app; print(json.dumps(sorted(app.app.routes)))"
    for handler in ({}, {"_HANDLER": "app.app"}):
        environment = {**os.environ, **handler}
        ran = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, check=True, text=True)
        assert "/status" in json.loads(ran.stdout)


@contextmanager
def keys_at_an_address() -> Iterator[tuple[str, list[str]]]:
    """Where a process that began from a snapshot asks for its keys, and who asked."""
    asked: list[str] = []

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            given = {"AccessKeyId": "a", "SecretAccessKey": "b", "Token": "c", "Expiration": "2099-01-01T00:00:00Z"}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(given).encode())

        def log_message(self, *_: object) -> None:
            """Nothing to see."""

    with HTTPServer(("127.0.0.1", 0), Keys) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


@pytest.mark.parametrize("function", ["connect", "message"])
def test_a_snapshot_is_taken_of_a_process_that_has_imported_everything_and_asked_nothing(function: str) -> None:
    """What the SDK asks for keys too: a snapshot holds none."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    around = {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_REGION": "eu-central-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    ours = {"_HANDLER": f"app.{function}", "ALLOWED_ORIGINS": "https://a.example"}
    with keys_at_an_address() as (address, asked):
        snapped = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": address, "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"}

        def ran(code: str) -> str:
            command, environment = [sys.executable, "-c", code, function], {**bare, **around, **ours, **snapped}
            return subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout

        ran("import app")
        assert asked == []
        before, later = json.loads(ran(SNAPSHOT).splitlines()[-1])
        assert asked == ["/"], "keys, by the first frame"
    assert {"botocore.session", "chalicelib.entrypoints.sockets"} <= set(before)
    assert ("chalicelib.actions.dispatch" in before) is (function == "message")
    rooms = ("chalicelib", "botocore", "holidays", "pydantic", "urllib3")
    assert [name for name in later if name.partition(".")[0] in rooms] == []
