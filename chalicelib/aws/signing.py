"""AWS's signature, version 4, of a request without a query: we send no others.

Source: AWS General Reference, "Create a signed AWS API request". Names of headers are in lower case everywhere.
"""

import hmac
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

ALGORITHM = "AWS4-HMAC-SHA256"


class Credentials(NamedTuple):
    """Who asks; temporary ones bear a token."""

    access_key: str
    secret_key: str
    token: str | None = None


class Scope(NamedTuple):
    """Where a signature is good."""

    region: str
    service: str


class Request(NamedTuple):
    """What is asked. The path is as it goes over the wire; `headers` are all signed."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


def signed(request: Request, scope: Scope, credentials: Credentials, at: datetime) -> dict[str, str]:
    """All headers of the request, those of the signature too. `at` is in UTC; AWS takes five minutes to both sides."""
    stamp = at.strftime("%Y%m%dT%H%M%SZ")
    headers = {**request.headers, "x-amz-date": stamp}
    if credentials.token:
        headers["x-amz-security-token"] = credentials.token
    names = sorted(headers)
    where = f"{stamp[:8]}/{scope.region}/{scope.service}/aws4_request"
    asked = sha256(_canonical(request, headers, names).encode()).hexdigest()
    key = _key(credentials.secret_key, stamp[:8], scope)
    signature = hmac.digest(key, f"{ALGORITHM}\n{stamp}\n{where}\n{asked}".encode(), "sha256").hex()
    headers["authorization"] = (
        f"{ALGORITHM} Credential={credentials.access_key}/{where}, "
        f"SignedHeaders={';'.join(names)}, Signature={signature}"
    )
    return headers


def _canonical(request: Request, headers: Mapping[str, str], names: list[str]) -> str:
    """The text that both sides sign. The path is encoded once more than on the wire, as for every service but S3."""
    lines = "".join([f"{name}:{headers[name]}\n" for name in names])
    path = quote(request.path, safe="/~") if request.path != "/" else "/"
    body = sha256(request.body).hexdigest()
    return f"{request.method}\n{path}\n\n{lines}\n{';'.join(names)}\n{body}"


@lru_cache(maxsize=8)
def _key(secret_key: str, day: str, scope: Scope) -> bytes:
    """The key of a day, which AWS derives too. Kept: it is four of the five digests of a signature."""
    key = f"AWS4{secret_key}".encode()
    for part in (day, scope.region, scope.service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key
