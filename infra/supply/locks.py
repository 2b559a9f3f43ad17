"""What is declared, and the lock file that was made of it (`make lock`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra.packaging.staging import ROOT

_COMMENT = re.compile(r"(^|\s)#.*$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_OPTION = re.compile(r"-(?P<letter>[rc]) (?P<path>\S+)")


@dataclass(frozen=True)
class Locked:
    """One distribution of a lock file."""

    requirement: Requirement
    hashes: frozenset[str]
    via: frozenset[str]
    """Who asked for it: distributions, or `-r FILE` for a person."""

    @property
    def name(self) -> str:
        """Its name as the index spells it."""
        return canonicalize_name(self.requirement.name)


def lists() -> list[Path]:
    """Every list that a person keeps, relative to the root."""
    kept = [path.relative_to(ROOT) for folder in (".", "infra", "infra/*") for path in ROOT.glob(f"{folder}/*.txt")]
    return sorted(path for path in kept if "requirements" in path.name)


def declared(path: Path) -> Iterator[Requirement]:
    """The distributions that a list asks for by itself."""
    for line in _lines(path):
        if not _OPTION.match(line):
            yield Requirement(line)


def included(path: Path) -> list[Path]:
    """The lists that a list takes in."""
    found = (_OPTION.match(line) for line in _lines(path))
    return [Path(option["path"]) for option in found if option and option["letter"] == "r"]


def _lines(path: Path) -> Iterator[str]:
    for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
        if said := _COMMENT.sub("", line).strip():
            yield said


def locked(path: Path) -> list[Locked]:
    """The distributions of a lock file."""
    # Each begins in the first column; its hashes and who asked for it stand below.
    entries = re.split(r"^(?=[a-z])", (ROOT / path).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_locked(entry) for entry in entries]


def _locked(entry: str) -> Locked:
    said = entry.partition("\\")[0]
    asked = entry.partition("# via")[2].replace("#", "").splitlines()
    via = {who.strip() for who in asked if who.strip() and not who.strip().startswith("-c")}
    return Locked(Requirement(said), frozenset(_HASH.findall(entry)), frozenset(via))
