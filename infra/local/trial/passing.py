"""The office once more, under an origin of its own: two who sign in within one tab need two, and browsers keep other
sites' frames from remembering who signed in. Another port of one machine is another origin of the same site."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from infra.local.outputs import Outputs

PATIENCE = 30.0
# Of this very line, or of how the answer was packed for it.
_OWN = {"host", "connection", "content-length", "accept-encoding", "transfer-encoding", "content-encoding"}


def is_passed_on(cloud: Outputs, path: str) -> bool:
    """Whether this belongs to the pages and their API."""
    return path.startswith(f"{urlsplit(cloud.rest_url).path}/")


def pass_on(cloud: Outputs, method: str, path: str, headers: Mapping[str, str], body: bytes) -> httpx.Response:
    """What the local cloud answers."""
    kept = {name: value for name, value in headers.items() if name.lower() not in _OWN}
    address = f"{cloud.endpoint}{path}"
    return httpx.request(method, address, headers=kept, content=body, timeout=PATIENCE)


def told(answer: httpx.Response) -> dict[str, str]:
    """The headers to go with it."""
    return {name: value for name, value in answer.headers.items() if name.lower() not in _OWN}
