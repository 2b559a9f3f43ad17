"""A version closes what was unreleased, once, and its notes are what people were told."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from infra.supply.notices import PARTS, SHIPPED, kept
from infra.supply.version import NoSuchVersion, close, notes, renamed

DAY = date(2026, 12, 1)
CHANGES = "# Changes\n\n## Unreleased\n\n- The light is greener.\n\n## 0.1.0 (2026-11-01)\n\n- It is there.\n"


def test_what_was_unreleased_becomes_the_version() -> None:
    closed = close(CHANGES, "0.2.0", DAY)
    assert notes(closed, "0.2.0") == "- The light is greener.\n"
    assert "## 0.2.0 (2026-12-01)\n" in closed
    assert notes(closed, "Unreleased") == "\n"
    assert notes(closed, "0.1.0") == "- It is there.\n"


@pytest.mark.parametrize(("version", "because"), [("two", "no version"), ("0.1.0", "there already")])
def test_what_is_no_new_version_changes_nothing(version: str, because: str) -> None:
    with pytest.raises(NoSuchVersion, match=because):
        close(CHANGES, version, DAY)


def test_there_is_no_version_in_which_nothing_changed() -> None:
    with pytest.raises(NoSuchVersion, match="nothing is unreleased"):
        close(close(CHANGES, "0.2.0", DAY), "0.3.0", DAY)


def test_nobody_is_told_of_a_version_that_was_never_made() -> None:
    with pytest.raises(NoSuchVersion, match=r"knows no 9\.9\.9"):
        notes(CHANGES, "9.9.9")


def test_the_project_and_every_list_of_parts_say_the_same_version() -> None:
    project = Path("pyproject.toml").read_text(encoding="utf-8")
    version = tomllib.loads(project)["project"]["version"]
    told = {archive: kept(archive)[PARTS].read_text(encoding="utf-8") for archive in SHIPPED}
    assert [archive for archive, sbom in told.items() if f'"version": "{version}"' not in sbom] == [], "run `make lock`"
    assert tomllib.loads(renamed(project, "9.0.0"))["project"]["version"] == "9.0.0"


def test_what_changed_is_told_under_unreleased() -> None:
    assert notes(Path("CHANGELOG.md").read_text(encoding="utf-8"), "Unreleased")


def test_the_version_of_the_project_is_the_last_one_that_was_made() -> None:
    changes = Path("CHANGELOG.md").read_text(encoding="utf-8")
    version = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    made = [line.split()[1] for line in changes.splitlines() if line.startswith("## ")]
    assert made[:2] == ["Unreleased", version]
    assert notes(changes, version).strip()
