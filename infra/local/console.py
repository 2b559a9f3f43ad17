"""What `make run` says to the person who waits: one line a step, with the seconds gone by."""

import time


class Trouble(Exception):
    """Something a person can mend: one line that says what is wrong and the remedy."""


class Console:
    """Progress on one screen."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def step(self, text: str) -> None:
        """Tell that a step begins."""
        print(f"[{time.monotonic() - self._start:5.1f} s] {text}", flush=True)

    def say(self, text: str = "") -> None:
        """Tell something that is not a step."""
        print(text, flush=True)
