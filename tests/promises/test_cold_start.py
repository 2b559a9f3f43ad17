"""What a function imports before its first frame: nothing that only others need."""

import json
import os
import subprocess
import sys
from functools import cache

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
