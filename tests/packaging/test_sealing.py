"""An archive is sealed with compiled modules only, or not at all."""

import zipfile
from pathlib import Path

import pytest

from infra.packaging.failure import PackagingFailed
from infra.packaging.sealing import opened


def an_archive(path: Path, **modules: str) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name, source in modules.items():
            target.writestr(f"{name}.py", source)
    return path


def test_modules_ship_compiled_and_packed(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "a.zip", second="TWO = 2\n" * 100, first="ONE = 1\n")
    with opened(archive, tmp_path / "b.zip", "python/"):
        pass
    with zipfile.ZipFile(tmp_path / "b.zip") as sealed:
        assert sealed.namelist() == ["python/first.pyc", "python/second.pyc"]
        assert {entry.compress_type for entry in sealed.infolist()} == {zipfile.ZIP_DEFLATED}


def test_the_order_things_came_in_changes_nothing(tmp_path: Path) -> None:
    one = an_archive(tmp_path / "one.zip", a="A = 'a'\n", b="B = {'x', 'y', 'z'}\n")
    other = an_archive(tmp_path / "other.zip", b="B = {'x', 'y', 'z'}\n", a="A = 'a'\n")
    for archive in (one, other):
        with opened(archive):
            pass
    assert one.read_bytes() == other.read_bytes()


def test_a_module_that_does_not_compile_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    archive, target = an_archive(tmp_path / "a.zip", broken="def\n"), tmp_path / "b.zip"
    with pytest.raises(PackagingFailed, match=r"broken\.py"), opened(archive, target):
        pass
    assert not target.exists()
