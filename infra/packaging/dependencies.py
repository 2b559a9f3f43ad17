"""The libraries, fetched once per lock file: Chalice would fetch them at every changed line."""

import hashlib
import io
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from chalice.deploy.packager import (
    DependencyBuilder,
    LambdaDeploymentPackager,
    MissingDependencyError,
    PackageDownloadError,
)
from chalice.utils import UI, OSUtils

from infra.packaging.failure import PackagingFailed
from infra.packaging.pip import LockedPip
from infra.packaging.sealing import opened
from infra.packaging.staging import LOCK, ROOT
from infra.packaging.unused import leave_out

PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
CACHE = ROOT / ".local" / "packages"

LAYERS = {"sign-in": "requirements-sign-in.lock"}
"""What few functions need, as layers: the name of each and what it carries. `functions.yaml` says who gets it."""

# Put in afresh with every package, so never kept among the dependencies, least of all compiled.
_OURS = ("app.py", "chalice", "chalicelib")


def prepare_package(project: Path, architecture: str, tell: Callable[[str], None]) -> None:
    """Lay down the package Chalice is going to look for: cached dependencies with today's sources."""
    shutil.copy(_libraries(LOCK, architecture, tell), _looked_for(project, architecture))
    prepare_sources(project, architecture)


def prepare_sources(project: Path, architecture: str) -> None:
    """Add today's sources to what was laid down; to nothing, where only the template is wanted."""
    package = _looked_for(project, architecture)
    if not package.exists():
        zipfile.ZipFile(package, "w").close()
    _packager(architecture).inject_latest_app(str(package), str(project))


def _looked_for(project: Path, architecture: str) -> Path:
    package = Path(_packager(architecture).deployment_package_filename(str(project), PYTHON))
    package.parent.mkdir(parents=True, exist_ok=True)
    return package


def prepare_layer(name: str, architecture: str, tell: Callable[[str], None]) -> Path:
    """The archive of a layer."""
    return _libraries(LAYERS[name], architecture, tell, under="python/")


def _libraries(lock: str, architecture: str, tell: Callable[[str], None], under: str = "") -> Path:
    archive = CACHE / f"{Path(lock).stem}-{PYTHON}-{architecture}-{_digest(lock)}.zip"
    if not archive.exists():
        tell(f"fetching {lock} for {PYTHON} on {architecture}")
        CACHE.mkdir(parents=True, exist_ok=True)
        _fetch(ROOT / lock, architecture, archive, under)
    return archive


def _digest(lock: str) -> str:
    """Of everything that decides what is in the archive."""
    ours = sorted(Path(__file__).parent.glob("*.py"))
    content = b"".join(path.read_bytes() for path in (ROOT / lock, *ours))
    return hashlib.sha256(content + sys.version.encode()).hexdigest()[:16]


def _fetch(lock: Path, architecture: str, archive: Path, under: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        project = Path(place)
        shutil.copy(lock, project / "requirements.txt")
        (project / "app.py").write_text("")
        fetched = _download(place, architecture)
        with opened(fetched, project / "sealed.zip", under) as folder:
            _leave_ours(folder)
            leave_out(folder)
        shutil.move(project / "sealed.zip", archive)


def _download(project: str, architecture: str) -> Path:
    try:
        return Path(_packager(architecture).create_deployment_package(project, PYTHON))
    except (PackageDownloadError, MissingDependencyError) as error:
        last = str(error).strip().splitlines()[-1:]
        raise PackagingFailed(f"check the connection to the package index ({' '.join(last)})") from error


def _leave_ours(folder: Path) -> None:
    for path in (folder / name for name in _OURS):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _packager(architecture: str) -> LambdaDeploymentPackager:
    files = OSUtils()
    # What a person needs to know of this is told by the caller.
    quiet = UI(out=io.StringIO(), err=io.StringIO())
    builder = DependencyBuilder(files, LockedPip(files), architecture=architecture)
    return LambdaDeploymentPackager(files, builder, quiet, architecture)
