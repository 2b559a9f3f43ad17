"""Staff signing in the way a browser does: code flow with PKCE at the provider's own page."""

import base64
import hashlib
import html
import re
import secrets

import httpx

from infra.local.outputs import Outputs

_FIELD = re.compile(r'name="([^"]+)" value="([^"]*)"')


def sign_in(cloud: Outputs, given_name: str, page: str = "desk") -> str:
    """The ID token that `given_name` brings back to `page`."""
    verifier, callback = secrets.token_urlsafe(48), f"{cloud.rest_url}/{page}"
    with httpx.Client(timeout=20) as browser:
        form = _open_sign_in(browser, cloud, callback, verifier)
        member = cloud.member(given_name)
        filled = form | {"username": member.email, "password": member.password}
        answer = browser.post(f"{cloud.endpoint}/login", data=filled)
        code = httpx.URL(answer.headers["location"]).params["code"]
        return _exchange(browser, cloud, callback, code, verifier)


def _open_sign_in(browser: httpx.Client, cloud: Outputs, callback: str, verifier: str) -> dict[str, str]:
    digest = hashlib.sha256(verifier.encode()).digest()
    page = browser.get(
        cloud.authorize_url,
        params={
            "response_type": "code",
            "client_id": cloud.client_id,
            "redirect_uri": callback,
            "scope": "openid email profile",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        },
    )
    return {name: html.unescape(value) for name, value in _FIELD.findall(page.text)}


def _exchange(browser: httpx.Client, cloud: Outputs, callback: str, code: str, verifier: str) -> str:
    tokens = browser.post(
        cloud.token_url,
        data={
            "grant_type": "authorization_code",
            "client_id": cloud.client_id,
            "redirect_uri": callback,
            "code": code,
            "code_verifier": verifier,
        },
    )
    token: str = tokens.raise_for_status().json()["id_token"]
    return token
