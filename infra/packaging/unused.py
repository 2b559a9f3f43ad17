"""What of the libraries never ships: no function imports it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree


@dataclass(frozen=True)
class Unused:
    """Files and folders that stay behind, as patterns under the folder of libraries, except what is kept of them."""

    because: str
    patterns: tuple[str, ...]
    kept: tuple[str, ...] = ()

    def found(self, folder: Path) -> Iterator[Path]:
        """What of it is there."""
        for pattern in self.patterns:
            yield from (path for path in folder.glob(pattern) if not any(path.match(kept) for kept in self.kept))


UNUSED = (
    Unused("type checkers and compilers read them", ("**/*.pyi", "**/py.typed", "**/*.pyx", "**/*.c", "**/*.h")),
    Unused("they list files as they were installed, not as they ship", ("*.dist-info/RECORD", "*.dist-info/WHEEL")),
    Unused("commands, not modules", ("*.dist-info/entry_points.txt",)),
    Unused(
        "only Belgium's holidays are asked",
        ("holidays/countries/*.py", "holidays/financial", "holidays/calendars/*_school.py"),
        kept=("__init__.py", "belgium.py"),
    ),
    Unused("in the languages of the pages", ("holidays/locale/*",), kept=("nl", "en_US", "fr")),
    Unused("of Belgium", ("holidays/locale/*/LC_MESSAGES/*",), kept=("BE.mo",)),
    Unused("zones come from tzdata", ("dateutil/zoneinfo/*.tar.gz",)),
    Unused("Pydantic 1, for who has not moved yet, and a plugin of mypy", ("pydantic/v1", "pydantic/mypy.py")),
    Unused(
        "cryptography needs their compiled part only, `_cffi_backend`", ("cffi", "pycparser", "pycparser-*.dist-info")
    ),
)

# This file imports every country there is; a package without the others can import the one that is left.
_COUNTRIES, _BELGIUM = "holidays/countries/__init__.py", "from holidays.countries.belgium import"


def leave_out(folder: Path) -> None:
    """Remove from a folder of libraries what is not used."""
    for unused in UNUSED:
        for path in list(unused.found(folder)):
            rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if (countries := folder / _COUNTRIES).exists():
        countries.write_text(_only(_BELGIUM, countries.read_text(encoding="utf-8")))


def _only(start: str, text: str) -> str:
    lines = [line for line in text.splitlines(keepends=True) if line.startswith(start)]
    if len(lines) != 1:
        raise ValueError(f"{_COUNTRIES} has changed: {len(lines)} lines begin with {start!r}")
    return lines[0]
