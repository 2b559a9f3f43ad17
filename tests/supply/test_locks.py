"""Everything from elsewhere is written down with its hashes, and what is written down is what people declared."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra.supply.locks import Locked, declared, included, lists, locked

LISTS = lists()
SHIPPED = [Path(f"{name}.lock") for name in ("requirements", "requirements-sign-in", "infra/anonymiser/requirements")]
each_list = pytest.mark.parametrize("path", LISTS, ids=str)
Wish = tuple[str, frozenset[str], str]


def _wish(requirement: Requirement) -> Wish:
    return canonicalize_name(requirement.name), frozenset(requirement.extras), str(requirement.specifier)


def _wishes(path: Path) -> set[Wish]:
    return {_wish(one) for one in declared(path)}.union(*(_wishes(inner) for inner in included(path)))


def _files(path: Path) -> set[Path]:
    return {path}.union(*(_files(inner) for inner in included(path)))


def _asked_by_people(path: Path) -> set[Wish]:
    files = {f"-r {file}" for file in _files(path)}
    return {_wish(one.requirement) for one in locked(path.with_suffix(".lock")) if one.via & files}


def test_every_list_is_known_to_the_command_that_locks() -> None:
    makefile = Path("Makefile").read_text(encoding="utf-8").replace("\\\n", "")
    named = re.search(r"^LOCKED := (.*)$", makefile, flags=re.MULTILINE)
    assert named
    assert sorted(named.group(1).split()) == sorted(str(path.with_suffix("")) for path in LISTS)


@each_list
def test_a_lock_holds_what_its_list_asks_for_and_no_more(path: Path) -> None:
    assert _asked_by_people(path) == _wishes(path), "run `make lock`"


@each_list
def test_whatever_nobody_asked_for_came_along_with_something(path: Path) -> None:
    known = locked(path.with_suffix(".lock"))
    names = {one.name for one in known} | {f"-r {file}" for file in _files(path)}
    assert [one.name for one in known if not one.via or not {_bare(who) for who in one.via} <= names] == []


def _bare(who: str) -> str:
    return who.partition("[")[0]


@each_list
def test_every_distribution_is_one_version_with_the_hashes_of_its_files(path: Path) -> None:
    known = locked(path.with_suffix(".lock"))
    assert len({(one.name, str(one.requirement.marker)) for one in known}) == len(known)
    assert [one.name for one in known if not one.hashes or not _is_one_version(one)] == []


def _is_one_version(one: Locked) -> bool:
    return [(wanted.operator, "*" in wanted.version) for wanted in one.requirement.specifier] == [("==", False)]


@each_list
def test_a_person_says_why(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] not in "#-"]
    assert [line for line in lines if not re.search(r"  ?# \w", line)] == []


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_what_ships_is_what_the_tests_run(path: Path) -> None:
    shipped = {one.name: str(one.requirement.specifier) for one in locked(path)}
    everything = {one.name: str(one.requirement.specifier) for one in locked(Path("requirements-dev.lock"))}
    assert shipped.items() <= everything.items()
    assert {name: f"=={version(name)}" for name in shipped} == shipped


def test_no_index_and_no_file_stands_in_a_lock() -> None:
    words = ("--index-url", "--extra-index-url", "--find-links", "file:", " @ ")
    for path in LISTS:
        text = path.with_suffix(".lock").read_text(encoding="utf-8")
        assert [word for word in words if word in text] == [], path
