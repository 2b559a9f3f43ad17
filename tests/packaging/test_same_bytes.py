"""Two builds of the same sources, on different days and in different folders, are the same bytes."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from infra.packaging.package import Package
from infra.packaging.staging import ROOT

ANOTHER_DAY = """
import time
_time, _ns, _local, _gm, shift = time.time, time.time_ns, time.localtime, time.gmtime, 40 * 86_400
time.time = lambda: _time() + shift
time.time_ns = lambda: _ns() + shift * 10**9
time.localtime = lambda seconds=None: _local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gm(time.time() if seconds is None else seconds)
"""


def test_a_package_is_the_same_anywhere_on_any_day(package: Package, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder" / "of another person"
    _copy(elsewhere)
    _package_there(elsewhere, tmp_path)
    for built in (*package.archives, package.template):
        other = elsewhere / built.relative_to(ROOT)
        assert _digest(other) == _digest(built), built.name


def test_no_date_of_this_machine_is_in_an_archive(package: Package) -> None:
    for archive in package.archives:
        with zipfile.ZipFile(archive) as source:
            assert {entry.date_time for entry in source.infolist()} == {(2020, 1, 1, 0, 0, 0)}
            assert source.namelist() == sorted(source.namelist())


def test_an_archive_holds_no_path_of_this_machine(package: Package) -> None:
    for archive in package.archives:
        with zipfile.ZipFile(archive) as source:
            compiled = b"".join(source.read(name) for name in source.namelist() if name.endswith(".pyc"))
        assert str(ROOT).encode() not in compiled
        assert b"/tmp/" not in compiled


def _copy(elsewhere: Path) -> None:
    """The sources with other dates, and nothing that was fetched or built: the libraries come from the index again."""
    ignored = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in ("chalicelib", "infra", ".chalice"):
        shutil.copytree(ROOT / name, elsewhere / name, ignore=ignored)
    for path in (ROOT / "app.py", ROOT / "LICENSE", *ROOT.glob("requirements*")):
        shutil.copy(path, elsewhere)
    for path in elsewhere.rglob("*"):
        os.utime(path, (978307200, 978307200))


def _package_there(elsewhere: Path, place: Path) -> None:
    (place / "sitecustomize.py").write_text(ANOTHER_DAY)
    environment = os.environ | {
        "PYTHONPATH": str(place),
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
    }
    command = [sys.executable, "-m", "infra.packaging", "local"]
    ran = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr or ran.stdout


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
