"""What ships from elsewhere: a list of parts (CycloneDX) and their licences, made by `make lock`, in each archive."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path

from infra.packaging.staging import ROOT
from infra.supply.locks import locked

SHIPPED: Mapping[str, Path] = {
    "functions": Path("requirements.lock"),
    "sign-in": Path("requirements-sign-in.lock"),
    "anonymiser": Path("infra/anonymiser/requirements.lock"),
}
"""Each archive with the lock of what it carries."""

EVERYTHING = Path("requirements-dev.lock")
RUNTIME = "chalice"
"""Puts its own runtime module into the functions, without being asked for there."""

DATA = {"anonymiser": Path("infra/anonymiser/data/SOURCES.txt")}
"""Words about what ships and is no distribution."""

PARTS, LICENCES = "sbom.cdx.json", "licences.txt"
_KEPT = Path(__file__).parent / "notices"
_TEXT = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE)
_HEADING = """Chathulp itself is licensed under the EUPL-1.2 (see LICENSE in the archive of the functions).
With it comes what others made, each under its own licence:

"""


def kept(archive: str) -> dict[str, Path]:
    """The notices of an archive: list of parts, licences, and for what is ours the licence of the whole."""
    named = {ending: _KEPT / f"{archive}.{ending}" for ending in (PARTS, LICENCES)}
    return named | ({"LICENSE": ROOT / "LICENSE"} if archive == "functions" else {})


def enclose(archive: str, folder: Path) -> None:
    """Put the notices of an archive into the folder that becomes it."""
    for path in kept(archive).values():
        shutil.copy(path, folder)


def main() -> None:
    """Write the notices of every archive anew."""
    for archive, lock in SHIPPED.items():
        with tempfile.TemporaryDirectory() as place:
            python = _install(lock, Path(place), with_runtime=archive == "functions")
            notices = kept(archive)
            notices[PARTS].write_text(_parts(python), encoding="utf-8")
            notices[LICENCES].write_text(_HEADING + _licences(python) + _data(archive), encoding="utf-8")


def _install(lock: Path, place: Path, *, with_runtime: bool) -> Path:
    python = place / "environment" / "bin" / "python"
    wanted = place / "wanted.txt"
    wanted.write_text((ROOT / lock).read_text(encoding="utf-8") + "".join(_runtime() if with_runtime else ()))
    _run("uv", "venv", "--quiet", "--python", sys.executable, str(python.parents[1]))
    only = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    _run("uv", "pip", "install", "--quiet", "--python", str(python), *only, "-r", str(wanted))
    return python


def _runtime() -> Iterator[str]:
    """The line that installs the runtime, as it is locked for the tools."""
    for one in locked(EVERYTHING):
        if one.name == RUNTIME:
            yield " ".join([str(one.requirement), *(f"--hash=sha256:{digest}" for digest in sorted(one.hashes))])


def _parts(python: Path) -> str:
    described = ["--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application"]
    return _run("cyclonedx-py", "environment", "--output-reproducible", "--sv", "1.6", *described, str(python)) + "\n"


def _licences(python: Path) -> str:
    told = _run("pip-licenses", "--python", str(python), "--format", "json", "--with-urls", "--from", "mixed")
    return "\n".join(_entry(one, python) for one in json.loads(told))


def _entry(one: Mapping[str, str], python: Path) -> str:
    heading = f"== {one['Name']} {one['Version']}: {one['License']}\n{one['URL']}\n"
    return "\n".join([heading, *_texts(one["Name"], python)])


def _texts(name: str, python: Path) -> Iterator[str]:
    """Every text that came with a distribution: pip-licenses knows one of each, and some have three."""
    [part] = distributions(name=name, path=[str(next(python.parents[1].glob("lib/*/site-packages")))])
    for file in sorted(part.files or ()):
        if _TEXT.match(file.name) and ".dist-info" in str(file):
            yield file.read_text(encoding="utf-8").strip() + "\n"


def _data(archive: str) -> str:
    return "\n" + (ROOT / DATA[archive]).read_text(encoding="utf-8") if archive in DATA else ""


def _run(tool: str, *arguments: str) -> str:
    """Run a tool that stands beside this Python; what it says."""
    command = [str(Path(sys.executable).parent / tool), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
