"""Waiting for what a browser's other threads do."""

import time
from collections.abc import Callable

from tests.web.browsers import PATIENCE


def awaited(holds: Callable[[], object], what: str) -> None:
    """Returns once this holds."""
    give_up = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < give_up, f"waited in vain for {what}"
        time.sleep(0.02)
