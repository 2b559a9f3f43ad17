"""The folder of a local cloud: nobody waits for what the last one left in it, and nothing of it stays."""

from pathlib import Path

import pytest

from infra.local.place import Place


def left_behind(place: Place) -> Path:
    """A copy of a function, as a worker that was killed leaves it."""
    copy = place.scratch / "ministack-lambda-chathulp-local-api-x"
    copy.mkdir(parents=True)
    (copy / "app.py").write_text("")
    return copy


@pytest.fixture
def never_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk so busy that nothing is ever deleted on it; it keeps what was asked."""
    asked = tmp_path / "asked"
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "rm").write_text(f'#!/bin/sh\nfor each; do echo "$each" >> {asked}.part; done; mv {asked}.part {asked}\n')
    (tools / "rm").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    return asked


def test_a_start_does_not_wait_for_what_is_deleted(tmp_path: Path, never_finished: Path) -> None:
    place = Place(tmp_path / "home", 1)
    left_behind(place)
    place.prepare()
    assert list(place.scratch.iterdir()) == [], "though the old one is still there"
    (old,) = place.folder.glob("tmp-*")
    asking = place.discard_scratch()
    assert asking
    asking.wait()
    assert str(old) in never_finished.read_text().split()


def test_what_one_run_could_not_delete_goes_with_the_next(tmp_path: Path) -> None:
    place = Place(tmp_path, 1)
    left_behind(place)
    place.scratch.rename(tmp_path / "tmp-1")
    left_behind(place)
    work = place.discard_scratch()
    assert work
    assert work.wait() == 0
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_asks_for_nothing(tmp_path: Path) -> None:
    assert Place(tmp_path, 1).discard_scratch() is None
