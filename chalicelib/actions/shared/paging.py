"""Lists in pages. What a cursor says is ours alone, so it may change without anybody noticing."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from chalicelib.protocol.requests import BadRequest, Paged

Item = TypeVar("Item")


def cursor(place: str) -> str:
    """A place in a list, as a page bears it."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def place_of(query: Paged) -> str | None:
    """Where the asked page begins. Raises BadRequest for a cursor that is not ours."""
    if not query.cursor:
        return None
    try:
        padded = query.cursor.encode("ascii") + b"=" * (-len(query.cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        raise BadRequest("invalid", (("cursor", "cursor"),)) from None


def page_of(items: Sequence[Item], query: Paged, place: Callable[[Item], str]) -> tuple[list[Item], str | None]:
    """One page of a short list that is at hand, in the order of `place`, and the cursor of the next one."""
    after = place_of(query) or ""
    rest = [item for item in sorted(items, key=place) if place(item) > after]
    page = rest[: query.limit]
    return page, cursor(place(page[-1])) if len(rest) > len(page) else None
