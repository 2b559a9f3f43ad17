"""Two local clouds in one folder: the second is told so in kind words, and who was killed is no hindrance."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.local.alone import alone_in
from infra.local.console import Console, Trouble
from infra.local.place import ROOT, Place

# A starter that gives the lock to an emulator, tells who that is, and then waits for its end.
STARTER = """
import subprocess, sys, time
from pathlib import Path
from infra.local.alone import alone_in
from infra.local.console import Console
from infra.local.place import Place

with alone_in(Place(Path(sys.argv[1]), 4999), Console()) as held:
    emulator = subprocess.Popen(["sleep", sys.argv[2]], pass_fds=(held.fileno(),))
    print(emulator.pid, flush=True)
    emulator.wait()
"""


@contextmanager
def started(folder: Path, sleeps: float) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    command = [sys.executable, "-c", STARTER, str(folder), str(sleeps)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        emulator = int(starter.stdout.readline())
        try:
            yield starter, emulator
        finally:
            starter.kill()
            _ended(emulator)


def _ended(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_the_second_is_told_where_the_first_runs(tmp_path: Path) -> None:
    with (
        started(tmp_path, 60) as (starter, _),
        pytest.raises(Trouble, match=rf"runs already, on port 4999 \(process {starter.pid}\)"),
        alone_in(Place(tmp_path, 5000), Console()),
    ):
        raise AssertionError("two in one folder")


def test_other_folders_do_not_mind(tmp_path: Path) -> None:
    with started(tmp_path / "one", 60), alone_in(Place(tmp_path / "other", 5000), Console()) as held:
        assert held.fileno() > 2


def test_who_was_killed_is_waited_for_until_the_emulator_has_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with started(tmp_path, 2) as (starter, _):
        starter.kill()
        starter.wait()
        with alone_in(Place(tmp_path, 5000), Console()):
            assert "the one before was killed" in capsys.readouterr().out


def test_an_emulator_that_stays_is_named_with_its_port(tmp_path: Path) -> None:
    with started(tmp_path, 60) as (starter, _):
        starter.kill()
        starter.wait()
        with (
            pytest.raises(Trouble, match="still there, on port 4999"),
            alone_in(Place(tmp_path, 5000), Console(), patience=0.1),
        ):
            raise AssertionError("two in one folder")


def test_after_both_were_killed_nothing_is_in_the_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with started(tmp_path, 60) as (starter, emulator):
        starter.kill()
        starter.wait()
        _ended(emulator)
        while _is_there(emulator):
            pass
        with alone_in(Place(tmp_path, 5000), Console()):
            assert capsys.readouterr().out == ""


def _is_there(pid: int) -> bool:
    """Whether it still runs; one that has ended and that nobody has asked about holds nothing any more."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
