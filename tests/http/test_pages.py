"""Pages and files at their addresses, as API Gateway carries them."""

import base64
import gzip
from collections.abc import Callable
from io import StringIO

import pytest

from chalicelib.actions.context import Context
from chalicelib.entrypoints.http import ADDRESSES, Answer, Http
from chalicelib.privacy.log import Log
from chalicelib.settings import Settings
from tests.http.api import Api, Reply

SETTINGS = Settings(
    websocket_url="wss://sockets.example.org/api",
    allowed_origins="https://www.caw.be",
    oidc_issuer="https://issuer.example.org",
    oidc_client_id="client",
    oidc_token_url="https://issuer.example.org/token",
)


def _http(settings: Callable[[], Settings]) -> Http:
    """Whatever is wrong with the tables, a page shows the numbers that the service shipped with."""

    def no_context() -> Context:
        raise ConnectionError("no table answers")

    return Http(no_context, settings, Log(StringIO()))


def _get(path: str, parts: dict[str, str] | None = None, **headers: str) -> Answer:
    event = Api().event("GET", path, None, {})
    sent = event | {
        "pathParameters": parts,
        "headers": {name.replace("_", "-"): text for name, text in headers.items()},
    }
    return _http(lambda: SETTINGS).page(path, sent)


def test_the_chat_of_a_channel_speaks_the_language_of_the_browser() -> None:
    page = _get("/c/{channel}", {"channel": "jac"}, Accept_Language="en")
    assert page.status == 200
    assert b'lang="en"' in page.body
    assert "https://www.caw.be" in page.headers["Content-Security-Policy"]
    assert b"wss://sockets.example.org/api" in page.body
    assert b"oidc.example" not in page.body


@pytest.mark.parametrize(
    ("asked", "accepted", "spoken"),
    [
        ("pl", "de, en;q=0.8, nl;q=0.5", b"en"),
        ("nl", "en", b"nl"),
        ("", "fr-BE, nl;q=0.8", b"fr"),
        ("fr", "nl", b"fr"),
        ("pl", "", b"nl"),
    ],
)
def test_a_language_that_we_do_not_speak_leaves_the_choice_to_the_browser(
    asked: str, accepted: str, spoken: bytes
) -> None:
    event = Api().event("GET", "/c/{channel}", None, {"lang": asked})
    event["pathParameters"] = {"channel": "jac"}
    event["headers"]["Accept-Language"] = accepted
    assert b'<html lang="' + spoken + b'"' in _http(lambda: SETTINGS).page("/c/{channel}", event).body


def test_an_unknown_channel_has_no_page() -> None:
    assert _get("/c/{channel}", {"channel": "radio"}).status == 404


def test_the_desk_is_told_where_to_sign_in() -> None:
    page = _get("/desk")
    assert b'"token_use":"id"' in page.body
    assert "https://issuer.example.org" in page.headers["Content-Security-Policy"]


def test_a_file_is_packed_for_who_takes_that_and_text_for_who_does_not() -> None:
    packed = _get("/w/v1/embed.js", Accept_Encoding="gzip, br").to_event()
    assert packed["isBase64Encoded"]
    plain = _get("/w/v1/embed.js").to_event()
    assert not plain["isBase64Encoded"]
    assert gzip.decompress(base64.b64decode(str(packed["body"]))).decode() == plain["body"]


def test_a_file_that_the_browser_has_is_not_sent_again() -> None:
    parts = {"room": "chat", "file": "chat.js"}
    first = _get("/assets/{room}/{file}", parts)
    assert _get("/assets/{room}/{file}", parts, If_None_Match=first.headers["ETag"]).status == 304
    assert _get("/assets/{room}/{file}", {"room": "..", "file": "app.py"}).status == 404


def test_a_page_that_breaks_is_a_problem_without_details(capfd: pytest.CaptureFixture[str]) -> None:
    def broken() -> Settings:
        raise RuntimeError("kanarie")

    answer = _http(broken).page("/desk", {})
    reply = Reply(answer.status, dict(answer.headers), answer.body.decode())
    assert reply.kind == "failed"
    assert "kanarie" not in reply.text + "".join(capfd.readouterr())


def test_pages_of_other_sites_may_report_a_fault() -> None:
    asked = _http(lambda: SETTINGS).serve({"requestContext": {"httpMethod": "OPTIONS", "resourcePath": "/faults"}})
    assert (asked.status, asked.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert asked.headers["Access-Control-Allow-Headers"] == "Content-Type"


def _serve(method: str, path: str, parts: dict[str, str] | None = None) -> Answer:
    event = Api().event(method, path, None, {}) | {"pathParameters": parts}
    return _http(lambda: SETTINGS).serve(event)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/", None),
        ("/c/{channel}", {"channel": "jac"}),
        ("/c/{channel}", {"channel": "radio"}),
        ("/w/v1/embed.js", None),
    ],
)
def test_head_says_what_get_would(path: str, parts: dict[str, str] | None) -> None:
    asked, gotten = _serve("HEAD", path, parts), _serve("GET", path, parts)
    assert (asked.status, asked.headers, asked.body) == (gotten.status, gotten.headers, b"")
    assert gotten.body


def test_every_address_that_can_be_read_can_be_asked_about() -> None:
    known = {(address.path, address.guarded) for address in ADDRESSES if address.method == "GET"}
    assert {(address.path, address.guarded) for address in ADDRESSES if address.method == "HEAD"} == known


@pytest.mark.parametrize(
    ("path", "said"), [("/desk", "DENY"), ("/admin", "DENY"), ("/", "DENY"), ("/c/{channel}", None)]
)
def test_older_browsers_are_told_who_may_frame_a_page(path: str, said: str | None) -> None:
    """The chat may stand in the sites that are listed, which only the policy can say."""
    page = _get(path, {"channel": "jac"})
    assert page.headers.get("X-Frame-Options") == said
    nobody = "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert nobody == (said == "DENY")


@pytest.mark.parametrize("path", ["/desk", "/admin", "/", "/c/{channel}"])
def test_a_page_to_try_the_service_on_may_frame_every_page(path: str) -> None:
    tried = SETTINGS.model_copy(update={"trial_origins": "http://127.0.0.1:4567"})
    event = Api().event("GET", path, None, {}) | {"pathParameters": {"channel": "jac"}}
    page = _http(lambda: tried).serve(event)
    assert "http://127.0.0.1:4567" in page.headers["Content-Security-Policy"].partition("frame-ancestors ")[2]
