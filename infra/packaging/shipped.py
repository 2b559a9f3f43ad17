"""What a package ships, as a table for whoever lets it go."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

from packaging.utils import canonicalize_name

OURS = "chathulp"


@dataclass(frozen=True)
class Part:
    """One distribution in an archive, and what it adds to it."""

    name: str
    version: str
    licence: str
    size: int

    def __str__(self) -> str:
        return f"  {self.name:<20} {self.version:<14} {self.size / 1e3:>7.0f} kB  {self.licence}"


def table(*archives: Path) -> str:
    """What each archive carries: name, version, packed size, licence; the largest first."""
    return "\n".join(line for archive in archives for line in _lines(archive))


def _lines(archive: Path) -> Iterator[str]:
    yield f"{archive.name} ({archive.stat().st_size / 1e6:.1f} MB)"
    yield from map(str, sorted(parts(archive), key=lambda part: -part.size))


def parts(archive: Path) -> Iterator[Part]:
    """The distributions in an archive. Their names are asked of this Python, which has them installed too."""
    for name, size in _sizes(archive).items():
        try:
            found = distribution(name)
        except PackageNotFoundError:
            yield Part(name, "", "EUPL-1.2", size)
        else:
            yield Part(name, found.version, licence(found), size)


def _sizes(archive: Path) -> Counter[str]:
    """Packed bytes by distribution; what belongs to none is our own."""
    owners, sizes = packages_distributions(), Counter[str]()
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            top = entry.filename.removeprefix("python/").split("/")[0]
            module = top.split(".")[0]
            sizes[canonicalize_name(owners.get(module, [_described(top)])[0])] += entry.compress_size
    return sizes


def _described(top: str) -> str:
    """The distribution that a folder describes; ours, if it describes none."""
    return top.partition("-")[0] if top.endswith(".dist-info") else OURS


def licence(of: Distribution) -> str:
    """As its authors declare it: an expression, the names of its classifiers, or a word."""
    classified = [line for line in of.metadata.get_all("Classifier", []) if line.startswith("License")]
    words = ", ".join(line.rpartition(" :: ")[2] for line in classified)
    [said] = of.metadata.get_all("License-Expression") or [words or of.metadata["License"]]
    return str(said)
