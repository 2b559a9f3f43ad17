"""The folder of a local cloud: nobody waits for what the last one left in it."""

import shutil
import threading
from pathlib import Path

import pytest

from infra.local.place import Place


def left_behind(place: Place) -> Path:
    """A copy of a function, as a worker that was killed leaves it."""
    copy = place.scratch / "ministack-lambda-chathulp-local-api-x"
    copy.mkdir(parents=True)
    (copy / "app.py").write_text("")
    return copy


def test_a_start_does_not_wait_for_what_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, may_delete, deleted = Place(tmp_path, 1), threading.Event(), shutil.rmtree
    left_behind(place)

    def waits_to_delete(folder: Path, ignore_errors: bool) -> None:
        assert may_delete.wait(10)
        deleted(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", waits_to_delete)
    place.prepare()
    assert list(place.scratch.iterdir()) == [], "and the old one is still being deleted"
    assert len(list(tmp_path.glob("tmp-*"))) == 1
    may_delete.set()
    place.discard_scratch().join()
    assert list(tmp_path.glob("tmp*")) == []


def test_what_one_run_could_not_delete_goes_with_the_next(tmp_path: Path) -> None:
    place = Place(tmp_path, 1)
    left_behind(place)
    place.scratch.rename(tmp_path / "tmp-1")
    place.discard_scratch().join()
    assert list(tmp_path.iterdir()) == []
