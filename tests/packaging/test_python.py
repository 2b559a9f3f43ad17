"""A stage ships in the Python that its file names: found, made ready, or refused with what to do."""

import json
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from infra.packaging import runtime
from infra.packaging.failure import PackagingFailed
from infra.packaging.interpreter import NoPython, Places, find, packaging_python
from infra.packaging.package import make_package, make_template
from infra.packaging.runtime import HERE, LEAST, USUAL, WARNED, NoRuntime, check_life, chosen, last_day, python_of
from infra.packaging.template import Template

WANTED = "3.13"
MAGIC = (3571).to_bytes(2, "little") + b"\r\n"
"""How every module begins that Python 3.13 has compiled."""


def a_python(path: Path, *, answers: str = "", fails: bool = False) -> Path:
    """A program that answers like the Python it says it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nprintf '%s' '{answers}'\nexit {int(fails)}\n")
    path.chmod(0o755)
    return path


def places(tmp_path: Path, path: Sequence[str] = (), uv: str | None = None) -> Places:
    return Places([str(tmp_path / folder) for folder in path], tmp_path / "pyenv", uv)


def test_the_python_of_this_process_needs_no_search(tmp_path: Path) -> None:
    assert packaging_python(HERE, print, places(tmp_path)) == Path(sys.executable)


def test_a_python_on_the_path_is_found_under_either_name(tmp_path: Path) -> None:
    other = a_python(tmp_path / "b" / "python3", answers="3.13final")
    assert find(WANTED, places(tmp_path, ["a", "b"])) == other
    named = a_python(tmp_path / "a" / "python3.13", answers="3.13final")
    assert find(WANTED, places(tmp_path, ["a", "b"])) == named


def test_a_shim_that_stands_for_nothing_is_passed_over(tmp_path: Path) -> None:
    a_python(tmp_path / "shims" / "python3.13", fails=True)
    a_python(tmp_path / "shims" / "python3", answers="3.11final")
    behind = a_python(tmp_path / "pyenv" / "versions" / "3.13.0" / "bin" / "python", answers="3.13final")
    assert find(WANTED, places(tmp_path, ["shims"])) == behind


def test_uv_is_asked_last(tmp_path: Path) -> None:
    its = a_python(tmp_path / "uv-python", answers="3.13final")
    uv = a_python(tmp_path / "uv", answers=str(its))
    assert find(WANTED, places(tmp_path, uv=str(uv))) == its


@pytest.mark.parametrize("answers", ["3.13candidate", "3.13beta", "3.14final", ""])
def test_no_other_and_no_unfinished_python_will_do(tmp_path: Path, answers: str) -> None:
    a_python(tmp_path / "a" / "python3.13", answers=answers)
    with pytest.raises(NoPython):
        find(WANTED, places(tmp_path, ["a"]))


def test_a_missing_python_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(PackagingFailed) as refused:
        packaging_python("3.99", print, places(tmp_path))
    for words in ("3.99", HERE, "apt-get install python3.99-venv", "uv python install 3.99", "pyenv install 3.99"):
        assert words in str(refused.value)


def test_stages_on_aws_name_their_python() -> None:
    assert python_of("prod") == python_of("test") == USUAL == "3.13"
    assert python_of("local") == HERE


@pytest.mark.parametrize("named", ["3.10", "2.7", "latest", "3", "3.13.0", "python3.13"])
def test_a_stage_cannot_name_what_the_sources_do_not_run_on(named: str) -> None:
    with pytest.raises(NoRuntime):
        chosen(named)


def test_a_runtime_is_good_until_half_a_year_before_its_end() -> None:
    heard: list[str] = []
    check_life(USUAL, last_day(USUAL) - WARNED, heard.append)
    assert heard == []


@pytest.mark.parametrize("before", [WARNED - timedelta(1), timedelta(1), timedelta(0)])
def test_then_everybody_who_packages_is_warned(before: timedelta) -> None:
    heard: list[str] = []
    check_life(USUAL, last_day(USUAL) - before, heard.append)
    [warning] = heard
    assert str(last_day(USUAL)) in warning


def test_after_its_last_day_it_is_refused() -> None:
    with pytest.raises(NoRuntime, match="newer"):
        check_life(USUAL, last_day(USUAL) + timedelta(1), print)


def test_a_runtime_that_is_long_gone_and_one_that_never_was() -> None:
    assert last_day("3.8") < date(2025, 1, 1)
    with pytest.raises(NoRuntime, match=r"python3\.99"):
        last_day("3.99")


def test_the_oldest_python_is_the_one_the_project_says() -> None:
    assert f'requires-python = ">={LEAST}"' in Path("pyproject.toml").read_text()


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(PackagingFailed, match=r"infra/stages/nowhere\.json"):
        make_package("nowhere", print)


def test_a_package_runs_in_the_python_of_its_stage() -> None:
    try:
        find(python_of("prod"), Places())
    except NoPython as no:
        pytest.skip(str(no))
    package = make_package("prod", print)
    assert _runtimes(package.read_template()) == {"python3.13"}
    assert package.read_template() == json.loads(make_template("prod", print).read_text())
    with zipfile.ZipFile(package.archive) as archive:
        assert archive.read("app.pyc")[:4] == MAGIC


def _runtimes(template: Template) -> set[str]:
    functions = [one for one in template["Resources"].values() if one["Type"] == "AWS::Serverless::Function"]
    return {one["Properties"]["Runtime"] for one in functions}


def test_snapshots_of_a_python_that_has_none_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "STAGES", tmp_path)
    described = {"python": "3.11", "parameters": {"Snapshots": "true"}}
    (tmp_path / "prod.json").write_text(json.dumps(described))
    with pytest.raises(NoRuntime, match=r"Python 3\.12 or newer"):
        python_of("prod")
    (tmp_path / "prod.json").write_text(json.dumps(described | {"python": "3.12"}))
    assert python_of("prod") == "3.12"
