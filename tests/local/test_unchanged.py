"""A restart without a change makes no package; any change makes one."""

from pathlib import Path

import pytest

from infra.local import unchanged
from infra.local.unchanged import fingerprint, package_once
from infra.packaging.package import Package


class Chalice:
    """Counts how often it makes a package."""

    def __init__(self, build: Path) -> None:
        self.folder, self.made = build / "local" / "package", 0

    def __call__(self, stage: str, _tell: object) -> Package:
        self.made += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        package = Package(stage, self.folder / "template.json", self.folder / "deployment.zip")
        for path in (package.template, *package.archives):
            path.write_text("")
        return package


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    root = tmp_path / "clone"
    for name in ("app.py", "chalicelib/web/words/nl.json", ".chalice/config.json", "requirements.lock", "README.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("first")
    return root


@pytest.fixture
def chalice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chalice:
    made = Chalice(tmp_path / "build")
    monkeypatch.setattr(unchanged, "make_package", made)
    return made


def starts(sources: Path, tmp_path: Path) -> Package:
    return package_once(lambda _: None, sources, tmp_path / "build")


def test_a_second_start_makes_nothing(sources: Path, tmp_path: Path, chalice: Chalice) -> None:
    assert starts(sources, tmp_path) == starts(sources, tmp_path)
    assert chalice.made == 1


@pytest.mark.parametrize(
    "changed", ["app.py", "chalicelib/web/words/nl.json", ".chalice/config.json", "requirements.lock"]
)
def test_whatever_is_packaged_counts(sources: Path, tmp_path: Path, chalice: Chalice, changed: str) -> None:
    starts(sources, tmp_path)
    (sources / changed).write_text("second")
    starts(sources, tmp_path)
    assert chalice.made == 2


def test_a_file_more_or_less_counts_and_what_python_keeps_does_not(sources: Path) -> None:
    before = fingerprint(sources)
    (sources / "chalicelib" / "__pycache__").mkdir()
    (sources / "chalicelib" / "__pycache__" / "a.pyc").write_text("compiled")
    (sources / "README.md").write_text("second")
    assert fingerprint(sources) == before
    (sources / "chalicelib" / "new.py").write_text("")
    assert fingerprint(sources) != before


def test_a_package_of_which_a_part_is_gone_is_made_again(sources: Path, tmp_path: Path, chalice: Chalice) -> None:
    starts(sources, tmp_path).archive.unlink()
    starts(sources, tmp_path)
    assert chalice.made == 2
