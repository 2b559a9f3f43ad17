"""The list of decisions names each of them, by its own title."""

import re
from pathlib import Path

import pytest

from infra.packaging.staging import ROOT

DECISIONS = ROOT / "docs" / "decisions"
FOUND = sorted(DECISIONS.glob("[0-9]*.md"))


def test_the_list_is_whole() -> None:
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (DECISIONS / "README.md").read_text("utf-8"), re.MULTILINE)
    titles = [path.read_text("utf-8").partition("\n")[0].removeprefix("# ") for path in FOUND]
    assert listed == list(zip(titles, (path.name for path in FOUND), strict=True))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_a_decision_bears_the_number_of_its_file(path: Path) -> None:
    assert path.read_text("utf-8").startswith(f"# {int(path.stem[:4])}. ")
