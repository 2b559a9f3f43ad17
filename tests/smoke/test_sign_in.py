"""What `make smoke` says when nobody can sign in: a refusal is a fault, a second factor is not tried."""

from collections.abc import Callable, Iterator
from typing import cast
from urllib.parse import parse_qs

import boto3
import httpx
import pytest

from infra.smoke.outcome import NotTried
from infra.smoke.sign_in import token_of
from infra.smoke.stage import Tried

FORM = '<form action="/login"><input name="username"><input name="password"><input name="csrf" value="1"></form>'
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Answer]]:
    """A provider whose answer to a password a test chooses."""
    answers: dict[str, Answer] = {}

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            shown = '<form><input name="code"></form>' if request.url.path == "/factor" else FORM
            return httpx.Response(200, text=shown)
        return answers[request.url.path](request)

    transport = httpx.MockTransport(answer)
    for method in ("get", "post"):

        def asks(
            url: str | httpx.URL, *, verb: str = method.upper(), follow_redirects: bool = False, **more: object
        ) -> object:
            with httpx.Client(transport=transport, follow_redirects=follow_redirects) as client:
                more.pop("timeout", None)
                client.cookies = httpx.Cookies(more.pop("cookies", None))  # type: ignore[arg-type]
                return client.request(verb, url, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(httpx, method, asks)
    yield answers


def signed_in() -> str:
    told = {"PagesUrl": "https://chat.example.org", "StaffClientId": "staff"}
    at = "https://login.example.org"
    people = {"counsellor": "an@example.org:wachtwoord"}
    stage = Tried("s", told, cast(boto3.Session, None), None, f"{at}/authorize", f"{at}/token", people)
    return token_of(stage, "counsellor")


def goes_to(place: str) -> Answer:
    return lambda _: httpx.Response(302, headers={"location": place})


def test_a_code_becomes_a_token(provider: dict[str, Answer]) -> None:
    provider["/login"] = goes_to("https://chat.example.org/desk?code=abc")

    def tokens(request: httpx.Request) -> httpx.Response:
        assert parse_qs(request.content.decode())["code"] == ["abc"]
        return httpx.Response(200, json={"id_token": "t"})

    provider["/token"] = tokens
    assert signed_in() == "t"


@pytest.mark.parametrize(
    "answer",
    [goes_to("/login?error=1"), lambda _: httpx.Response(200, text=FORM)],
    ids=["sent back", "shown again"],
)
def test_a_password_that_is_refused_is_a_fault(provider: dict[str, Answer], answer: Answer) -> None:
    provider["/login"] = answer
    with pytest.raises(AssertionError, match="refuses the password"):
        signed_in()


def test_a_provider_that_fails_is_a_fault(provider: dict[str, Answer]) -> None:
    provider["/login"] = lambda _: httpx.Response(500)
    with pytest.raises(httpx.HTTPStatusError):
        signed_in()


def test_a_second_factor_is_not_tried_and_said(provider: dict[str, Answer]) -> None:
    provider["/login"] = goes_to("/factor")
    with pytest.raises(NotTried, match="ID token instead"):
        signed_in()
