"""The package as a Lambda sees it: unpacked, with its layers, and beside it only what the runtime brings."""

import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from site import getsitepackages

from infra.packaging.package import Package

# The SDK of Lambda's Python, and what that brings along.
_RUNTIME = ("boto3", "botocore", "jmespath", "s3transfer", "urllib3", "dateutil", "six.py")
_PRELUDE = "import json, sys\nsys.path[:0] = json.loads(sys.argv.pop(1))\n"


@dataclass(frozen=True)
class Ran:
    """What a program told, and what it logged."""

    told: object
    logged: str


@dataclass(frozen=True)
class Unpacked:
    """The archive of every function and the layers, each in a folder of its own."""

    archive: Path
    layers: Path
    runtime: Path

    def run(self, code: str, *layers: str, **environment: str) -> Ran:
        """What `code` prints as JSON in a Python that has the package, these layers, and no other library."""
        path = [str(self.archive), *(str(self.layers / name / "python") for name in layers), str(self.runtime)]
        command = [sys.executable, "-I", "-S", "-c", _PRELUDE + code, json.dumps(path)]
        ran = subprocess.run(command, env=environment, cwd=self.archive, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return Ran(json.loads(ran.stdout or "null"), ran.stderr)


def unpack(package: Package, place: Path) -> Unpacked:
    """Unpack as Lambda does."""
    unpacked = Unpacked(place / "task", place / "opt", place / "runtime")
    _extract(package.archive, unpacked.archive)
    for layer in package.layers:
        _extract(layer, unpacked.layers / layer.stem)
    unpacked.runtime.mkdir()
    for name in _RUNTIME:
        (unpacked.runtime / name).symlink_to(Path(getsitepackages()[0]) / name)
    return unpacked


def _extract(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as source:
        source.extractall(folder)
