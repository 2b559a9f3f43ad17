"""Signing in as a browser does: code flow with PKCE at the provider's own page."""

import base64
import hashlib
import html
import re
import secrets

import httpx

from infra.smoke.outcome import NotTried
from infra.smoke.stage import Tried

_FORM = re.compile(r"<form[^>]*>.*?</form>", re.S)
_ACTION = re.compile(r'action="([^"]*)"')
_FIELD = re.compile(r"<input[^>]*>")
_ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')


def token_of(stage: Tried, role: str) -> str:
    """The ID token of somebody with this role. Raises NotTried when nobody was named."""
    named = stage.people.get(role, "")
    if not named:
        raise NotTried(
            f"nobody was named: SMOKE_{role.upper()}=mail:password, or an ID token where a second factor is asked"
        )
    mail, colon, password = named.partition(":")
    return _signed_in(stage, mail, password) if colon else named


def page(stage: Tried, callback: str, challenge: str = "x" * 43) -> httpx.Response:
    """The provider's sign-in page, for somebody who is to come back to `callback`."""
    asked = {
        "response_type": "code",
        "client_id": stage.told.get("StaffClientId", ""),
        "redirect_uri": callback,
        "scope": "openid email profile",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return httpx.get(stage.authorize_url, params=asked, follow_redirects=True, timeout=30)


def _signed_in(stage: Tried, mail: str, password: str) -> str:
    verifier, callback = secrets.token_urlsafe(48), f"{stage.told['PagesUrl']}/desk"
    digest = hashlib.sha256(verifier.encode()).digest()
    shown = page(stage, callback, base64.urlsafe_b64encode(digest).rstrip(b"=").decode())
    action, fields = _form(shown.text)
    filled = fields | {"username": mail, "password": password}
    answer = httpx.post(shown.url.join(action), data=filled, cookies=shown.cookies, timeout=30)
    code = httpx.URL(answer.headers.get("location", "")).params.get("code")
    if not code:
        raise NotTried(_what_else(answer, shown.cookies))
    tokens = httpx.post(
        stage.token_url,
        data={
            "grant_type": "authorization_code",
            "client_id": stage.told["StaffClientId"],
            "redirect_uri": callback,
            "code": code,
            "code_verifier": verifier,
        },
        timeout=30,
    )
    token: str = tokens.raise_for_status().json()["id_token"]
    return token


def _what_else(answer: httpx.Response, cookies: httpx.Cookies) -> str:
    """What the provider wants besides a password. Raises an error when it failed, or refused the password."""
    shown = answer
    if answer.next_request:
        shown = httpx.get(answer.next_request.url, cookies=cookies, follow_redirects=True, timeout=30)
    shown.raise_for_status()
    assert 'name="password"' not in shown.text, "the provider refuses the password"
    return "the provider asks for more than a password: name an ID token instead"


def _form(text: str) -> tuple[str, dict[str, str]]:
    """Where the form that asks a password goes, and what it holds already."""
    form = next(one for one in _FORM.findall(text) if 'name="password"' in one)
    named = [dict(_ATTRIBUTE.findall(field)) for field in _FIELD.findall(form)]
    fields = {one["name"]: html.unescape(one.get("value", "")) for one in named if "name" in one}
    action = _ACTION.search(form)
    return html.unescape(action[1]) if action else "", fields
