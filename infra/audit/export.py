"""An export of the audit trail: a line of JSON for each entry, and a last one for the head and when it was made."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from chalicelib.domain.audit import Head, Sealed


class NoExport(Exception):
    """The file is no export, or a part of one."""


@dataclass(frozen=True)
class Export:
    """The trail as it stood at a moment (UTC), and the head as it was just before the entries were read."""

    entries: tuple[Sealed, ...]
    head: Head
    exported_at: datetime


@dataclass(frozen=True)
class HeadFile:
    """A signed head as it was kept, and under which name."""

    name: str
    text: str


def write_export(export: Export, path: Path) -> None:
    """Keeps an export. Its head is the newest entry's number, hash and end."""
    head = {"n": export.head.n, "hash": export.head.hash, "kept_until": export.head.kept_until}
    last = {"head": head, "exported_at": export.exported_at.isoformat()}
    path.write_text("".join(json.dumps(line) + "\n" for line in [*map(asdict, export.entries), last]))


def read_export(path: Path) -> Export:
    """What was written. Raises NoExport."""
    try:
        *entries, last = map(json.loads, path.read_text().splitlines())
        at = datetime.fromisoformat(last["exported_at"])
        return Export(tuple(_entries(entries)), Head(**last["head"]), at)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoExport(f"{path}: {type(error).__name__}") from error


def _entries(lines: Iterable[Mapping[str, Any]]) -> Iterable[Sealed]:
    return (Sealed(int(one["n"]), str(one["text"]), str(one["hash"]), int(one["expires_at"])) for one in lines)


def read_heads(folder: Path) -> tuple[HeadFile, ...]:
    """The files of a folder. Raises NoExport where there is no folder."""
    if not folder.is_dir():
        raise NoExport(f"{folder}: no folder")
    return tuple(HeadFile(path.name, path.read_text(errors="replace")) for path in sorted(folder.glob("*.json")))
