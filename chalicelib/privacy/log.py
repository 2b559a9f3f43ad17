"""The log: an allow-list of fields, so that no text, nickname, token or address can reach it."""

import json
import sys
from pathlib import Path
from traceback import extract_tb
from typing import TextIO

ALLOWED = frozenset(
    {"event", "frame", "reason", "faults", "error", "place", "channel", "light", "count", "ms", "stage"}
)
"""Words of our own code, counts and durations. Anything else is a mistake and is left out."""


class Log:
    """Writes one JSON line an event.

    To standard error, because the local stack waits for it; Lambda sends both streams to the same log.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    def note(self, event: str, **fields: str | int | tuple[str, ...] | None) -> None:
        """One event. Fields that are not on the list are dropped, not masked."""
        line = {"event": event} | {
            name: value for name, value in fields.items() if name in ALLOWED and value is not None
        }
        print(json.dumps(line), file=self._stream or sys.stderr, flush=True)

    def fault(self, event: str, error: BaseException, **fields: str | int | None) -> None:
        """Our fault: the type and the place of an exception, never its words, which may quote a person."""
        self.note(event, error=type(error).__name__, place=place_of(error), **fields)


def place_of(error: BaseException) -> str:
    """File, function and line of the innermost frame of ours, or else of the innermost one."""
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "chalicelib" in frame.filename or frame.filename.endswith("app.py")]
    chosen = (ours or frames)[-1:]
    return "".join(f"{Path(frame.filename).name}:{frame.name}:{frame.lineno}" for frame in chosen)
