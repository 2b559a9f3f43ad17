"""The release before this one, out of the history: its sources, and its package made by its own tools."""

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PREVIOUS = (Path(__file__).parent / "PREVIOUS").read_text().strip()
"""The commit of the release before: written anew with each release."""

_KEPT = ROOT / ".local" / "releases" / PREVIOUS


def sources(folder: Path) -> Path:
    """Its sources in `folder`; skips, aloud, where the clone does not reach back so far."""
    packed = subprocess.run(["git", "archive", PREVIOUS], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        pytest.skip(f"NOT TRIED: the commit {PREVIOUS[:12]} of the release before is not in this clone")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def package() -> bytes:
    """The archive that its functions run, made once."""
    archive = _KEPT / "build" / "local" / "package" / "deployment.zip"
    if not archive.exists():
        _KEPT.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "infra.packaging", "local"]
        done = subprocess.run(command, cwd=sources(_KEPT), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr or done.stdout
    return archive.read_bytes()
