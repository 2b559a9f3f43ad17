"""The dependencies, fetched once per lock file: Chalice would fetch them at every changed line."""

import hashlib
import io
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from chalice.deploy.packager import DependencyBuilder, LambdaDeploymentPackager
from chalice.utils import UI, OSUtils

from infra.packaging.bytecode import compile_archive
from infra.packaging.pip import LockedPip
from infra.packaging.staging import LOCK, ROOT

PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
CACHE = ROOT / ".local" / "packages"

# Type stubs and test suites of libraries: never imported by a function.
UNUSED = (".pyi", "py.typed", ".pyx", ".c", ".h")
# Put in afresh with every package, so never kept among the dependencies, least of all compiled.
OURS = ("app.py", "chalice/", "chalicelib/")


def prepare_package(project: Path, architecture: str, tell: Callable[[str], None]) -> Path:
    """Lay down the package Chalice is going to look for: cached dependencies with today's sources."""
    packager = _packager(architecture)
    package = Path(packager.deployment_package_filename(str(project), PYTHON))
    package.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(_dependencies(architecture, tell), package)
    packager.inject_latest_app(str(package), str(project))
    return package


def _dependencies(architecture: str, tell: Callable[[str], None]) -> Path:
    lock = (ROOT / LOCK).read_bytes()
    digest = hashlib.sha256(lock + sys.version.encode()).hexdigest()[:16]
    archive = CACHE / f"{PYTHON}-{architecture}-{digest}.zip"
    if not archive.exists():
        tell(f"fetching the dependencies for {PYTHON} on {architecture}")
        CACHE.mkdir(parents=True, exist_ok=True)
        _fetch(architecture, archive)
    return archive


def _fetch(architecture: str, archive: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copy(ROOT / LOCK, project / "requirements.txt")
        (project / "app.py").write_text("")
        fetched = Path(_packager(architecture).create_deployment_package(folder, PYTHON))
        slim = project / "slim.zip"
        _leave_out_unused(fetched, slim)
        compile_archive(slim)
        shutil.move(slim, archive)


def _leave_out_unused(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if not entry.filename.endswith(UNUSED) and not entry.filename.startswith(OURS):
                new.writestr(entry, old.read(entry))


def _packager(architecture: str) -> LambdaDeploymentPackager:
    files = OSUtils()
    # What a person needs to know of this is told by the caller.
    quiet = UI(out=io.StringIO(), err=io.StringIO())
    builder = DependencyBuilder(files, LockedPip(files), architecture=architecture)
    return LambdaDeploymentPackager(files, builder, quiet, architecture)
