"""How an archive is written: compiled, and the same bytes from the same sources, on any day and in any folder."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.packaging.failure import PackagingFailed

_DATE = (2020, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


@contextmanager
def opened(archive: Path, target: Path | None = None, under: str = "") -> Iterator[Path]:
    """A folder with the contents of `archive`; what it holds in the end is sealed, below `under`, into `target`."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with zipfile.ZipFile(archive) as source:
            source.extractall(folder)
        yield folder
        _compile(folder)
        _seal(folder, target or archive, under)


def _compile(folder: Path) -> None:
    """Modules in place of their sources: a cold start imports them and looks for nothing beside them.

    A process of its own, because what marshals a module notes which of its strings the process holds already. Hashes
    that nobody checks: dates mean nothing on Lambda, and a changed file cannot be there.
    """
    command = [
        sys.executable,
        "-m",
        "compileall",
        "-q",
        "-b",
        "-s",
        str(folder),
        "--invalidation-mode",
        "unchecked-hash",
    ]
    fixed = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run([*command, str(folder)], env=fixed, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFailed(f"a module does not compile: {' '.join(done.stdout.split())}")
    for source in folder.rglob("*.py"):
        source.unlink()


def _seal(folder: Path, archive: Path, under: str) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, path in sorted(_files(folder)):
            entry = zipfile.ZipInfo(under + name, _DATE)
            entry.external_attr, entry.compress_type = _READABLE, zipfile.ZIP_DEFLATED
            target.writestr(entry, path.read_bytes())


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    return ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
