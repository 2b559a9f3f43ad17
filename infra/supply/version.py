"""`python -m infra.supply.version VERSION`: what a version changed; `--make DAY` closes what is unreleased as it."""

import argparse
import re
import sys
from datetime import date
from pathlib import Path

from infra.packaging.staging import ROOT

CHANGES, PROJECT = ROOT / "CHANGELOG.md", ROOT / "pyproject.toml"
UNRELEASED = "Unreleased"
_NUMBER = re.compile(r"\d+\.\d+\.\d+")
_VERSION = re.compile(r'^version = "(.+)"$', re.MULTILINE)


class NoSuchVersion(Exception):
    """Nobody made it, or it cannot be made; the message says why."""


def notes(changes: str, version: str) -> str:
    """What a version changed, without its heading. Raises NoSuchVersion."""
    for part in re.split(r"^## ", changes, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        if heading.split()[0] == version:
            return body.strip() + "\n"
    raise NoSuchVersion(f"CHANGELOG.md knows no {version}")


def close(changes: str, version: str, day: date) -> str:
    """The changes with what was unreleased as `version`. Raises NoSuchVersion."""
    if not _NUMBER.fullmatch(version):
        raise NoSuchVersion(f"{version} is no version: 1.2.0 is one")
    if f"\n## {version} " in changes:
        raise NoSuchVersion(f"{version} is there already")
    if not notes(changes, UNRELEASED).strip():
        raise NoSuchVersion("nothing is unreleased")
    return changes.replace(f"## {UNRELEASED}\n", f"## {UNRELEASED}\n\n## {version} ({day.isoformat()})\n", 1)


def renamed(project: str, version: str) -> str:
    """The description of the project at `version`."""
    return _VERSION.sub(f'version = "{version}"', project, count=1)


def _make(version: str, day: date) -> None:
    _rewrite(CHANGES, close(CHANGES.read_text(encoding="utf-8"), version, day))
    _rewrite(PROJECT, renamed(PROJECT.read_text(encoding="utf-8"), version))


def _rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Print the notes of a version, or make one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version")
    parser.add_argument("--make", metavar="DAY", type=date.fromisoformat)
    asked = parser.parse_args()
    try:
        if asked.make:
            _make(asked.version, asked.make)
        print(notes(CHANGES.read_text(encoding="utf-8"), asked.version), end="")
    except NoSuchVersion as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
