"""The light: the status of a channel as a visitor sees it."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """Green, red and grey; the rules of the service say what each asks of schedule and slots."""

    OPEN = "open"
    BUSY = "busy"
    CLOSED = "closed"
