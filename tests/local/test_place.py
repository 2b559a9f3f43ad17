"""The folder of a local cloud: nobody waits for what the last one left in it."""

import subprocess
import sys
from pathlib import Path

from infra.local.emulator import Emulator
from infra.local.place import Place


def left_behind(place: Place) -> Path:
    """A copy of a function, as a worker that was killed leaves it."""
    copy = place.scratch / "ministack-lambda-chathulp-local-api-x"
    copy.mkdir(parents=True)
    (copy / "app.py").write_text("")
    return copy


def test_a_start_does_not_wait_for_what_is_deleted(tmp_path: Path) -> None:
    place = Place(tmp_path, 1)
    left_behind(place)
    before = place.scratch_id()
    place.prepare()
    assert list(place.scratch.iterdir()) == []
    assert place.scratch_id() != before, "moved aside, which takes no time, and deleted there"
    place.discard_scratch().join()
    assert list(tmp_path.glob("tmp*")) == []
    assert tmp_path.exists()


def test_what_one_run_could_not_delete_goes_with_the_next(tmp_path: Path) -> None:
    place = Place(tmp_path, 1)
    left_behind(place)
    place.scratch.rename(tmp_path / "tmp-1")
    place.discard_scratch().join()
    assert list(tmp_path.iterdir()) == []


def test_who_stops_takes_away_their_own_folder_and_not_that_of_the_next_run(tmp_path: Path) -> None:
    place = Place(tmp_path, 1)
    first, second = (_running(place) for _ in range(2))
    first.stop()
    assert place.scratch.exists(), "the second one runs in it"
    second.stop()
    assert not place.scratch.exists()


def _running(place: Place) -> Emulator:
    place.prepare()
    idle = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)
    return Emulator(place, idle, place.scratch_id())
