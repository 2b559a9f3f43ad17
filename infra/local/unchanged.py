"""The package of the last start, when nothing that it is made of has changed: making it is most of a start."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from infra.local.place import ROOT
from infra.packaging.build import Tell
from infra.packaging.package import LOCAL, Package, make_package
from infra.packaging.staging import BUILD

SOURCES = ("app.py", "chalicelib", ".chalice", "infra", "requirements*.lock")


def package_once(tell: Tell, root: Path = ROOT, build: Path = BUILD) -> Package:
    """The package of the sources as they are now. Raises PackagingFailed."""
    folder = build / LOCAL / "package"
    stamp, made_from = folder / "made-from.txt", fingerprint(root)
    kept = Package(LOCAL, folder / "template.json", folder / "deployment.zip")
    if stamp.exists() and stamp.read_text() == made_from and all(map(Path.exists, (kept.template, *kept.archives))):
        tell("packaging: nothing has changed")
        return kept
    tell("packaging with Chalice")
    made = make_package(LOCAL, tell)
    # Chalice begins with an empty folder, so that a stamp never outlives its package.
    stamp.write_text(made_from)
    return made


def fingerprint(root: Path) -> str:
    """Of every file that a package is made of, and of the Python that makes it."""
    told = hashlib.sha256(sys.version.encode())
    for path in _files(root):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        told.update(f"{path.relative_to(root)} {content}\n".encode())
    return told.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for pattern in SOURCES:
        for found in sorted(root.glob(pattern)):
            inside = sorted(found.rglob("*")) if found.is_dir() else [found]
            yield from (path for path in inside if path.is_file() and "__pycache__" not in path.parts)
