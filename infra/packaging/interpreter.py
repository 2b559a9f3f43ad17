"""The Python that packages: Chalice writes its version into the template, and what it compiles runs in no other."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from infra.packaging.failure import PackagingFailed
from infra.packaging.runtime import HERE
from infra.packaging.staging import ROOT

LOCK = ROOT / "requirements-package.lock"
_PLACE = ROOT / ".local" / "packaging"

# A candidate is asked, never believed: a shim of pyenv stands on the PATH for versions that are not chosen.
_WHO = "import sys, ensurepip, venv; print(*sys.version_info[:2], sep='.', end=sys.version_info.releaselevel)"


class NoPython(PackagingFailed):
    """The Python of a stage is not on this machine; the message says how to get it."""


@dataclass(frozen=True)
class Places:
    """Where a Python may be found."""

    path: Sequence[str] = field(default_factory=os.get_exec_path)
    pyenv: Path = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    uv: str | None = field(default_factory=lambda: shutil.which("uv"))

    def candidates(self, version: str) -> Iterator[Path]:
        """Whatever may be this version, most wanted first."""
        for name in (f"python{version}", "python3"):
            yield from (found for folder in self.path if (found := Path(folder) / name).exists())
        yield from sorted(self.pyenv.glob(f"versions/{version}.*/bin/python"), reverse=True)
        if self.uv:
            told = subprocess.run([self.uv, "python", "find", version], capture_output=True, text=True, check=False)
            yield from (Path(line) for line in told.stdout.splitlines())


def find(version: str, places: Places) -> Path:
    """A released Python of this version that makes environments. Raises NoPython."""
    for candidate in places.candidates(version):
        if _is(candidate, version):
            return candidate
    raise NoPython(
        f"the stage runs Python {version}, and this is {HERE}; none is on the PATH, with pyenv or with uv. Get it with "
        f"`apt-get install python{version}-venv`, `uv python install {version}` or `pyenv install {version}`"
    )


def _is(candidate: Path, version: str) -> bool:
    asked = subprocess.run([str(candidate), "-c", _WHO], capture_output=True, text=True, check=False)
    return asked.stdout == f"{version}final"


def packaging_python(version: str, tell: Callable[[str], None], places: Places | None = None) -> Path:
    """A Python of this version with Chalice: this one, or one in an environment that is made when it is missing.

    Raises NoPython.
    """
    if version == HERE:
        return Path(sys.executable)
    python, stamp = _PLACE / version / "bin" / "python", _PLACE / version / "installed"
    if not stamp.exists() or stamp.read_bytes() != LOCK.read_bytes():
        _make(find(version, places or Places()), version, tell)
        shutil.copy(LOCK, stamp)
    return python


def _make(found: Path, version: str, tell: Callable[[str], None]) -> None:
    tell(f"making an environment of {found} to package for Python {version} (once)")
    _run(str(found), "-m", "venv", "--clear", str(_PLACE / version))
    hashed = ("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    _run(str(_PLACE / version / "bin" / "python"), "-m", "pip", "install", "--quiet", *hashed)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise NoPython(f"{' '.join(command[:4])} failed: {' '.join(last)}")
