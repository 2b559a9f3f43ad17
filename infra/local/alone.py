"""One local cloud a folder: two would take each other's functions and state away."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from infra.local.console import Console, Trouble
from infra.local.place import Place

GOING_DOWN = 30.0
"""Seconds; an emulator whose starter was killed saves its state first."""


@contextmanager
def alone_in(place: Place, console: Console, patience: float = GOING_DOWN) -> Iterator[IO[str]]:
    """The folder is ours for as long as the block lasts, and as any process lasts that was given the file.

    Raises Trouble when it is somebody else's. However a process ends, the system opens its lock.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    with (place.folder / "running.json").open("a+") as held:
        if not _locked(held):
            _wait_for_who_was_killed(place, held, console, patience)
        held.truncate(0)
        held.write(json.dumps({"pid": os.getpid(), "port": place.port}))
        held.flush()
        yield held


def _wait_for_who_was_killed(place: Place, held: IO[str], console: Console, patience: float) -> None:
    pid, port = _who(held)
    if pid and _lives(pid):
        raise Trouble(
            f"the local cloud of this folder runs already, on port {port} (process {pid}): use it, stop it with Ctrl-C "
            "where it was started, or start another one from another clone"
        )
    console.step("the one before was killed: waiting until it has saved its state")
    give_up = time.monotonic() + patience
    while not _locked(held):
        if time.monotonic() > give_up:
            raise Trouble(
                f"the local cloud that was killed is still there, on port {port}: end the process `ministack` that "
                f"listens there; {place.logs / 'ministack.log'} says what it does"
            )
        time.sleep(0.2)


def _locked(held: IO[str]) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _who(held: IO[str]) -> tuple[int, int]:
    held.seek(0)
    try:
        told = json.loads(held.read())
        return int(told["pid"]), int(told["port"])
    except (ValueError, KeyError, TypeError):
        return 0, 0


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
