"""Runs first in every Python the local cloud starts: keeps what functions log.

MiniStack forgets what the functions behind a WebSocket write to their log. Here each function's standard
error also goes to a file named after it, so that a developer can read it and a test can search it.
"""

import os
import sys
from pathlib import Path
from typing import TextIO


class _Both:
    """Standard error that is written down as well."""

    def __init__(self, first: TextIO, second: TextIO) -> None:
        self._first, self._second = first, second

    def write(self, text: str) -> int:
        """Write `text` to both."""
        self._second.write(text)
        return self._first.write(text)

    def flush(self) -> None:
        """Flush both."""
        self._second.flush()
        self._first.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._first, name)


def _keep_log(function: str, folder: str) -> None:
    log = (Path(folder) / f"{function}.log").open("a", buffering=1, encoding="utf-8")
    sys.stderr = _Both(sys.stderr, log)


if {"AWS_LAMBDA_FUNCTION_NAME", "FUNCTION_LOGS"} <= os.environ.keys():
    _keep_log(os.environ["AWS_LAMBDA_FUNCTION_NAME"], os.environ["FUNCTION_LOGS"])
