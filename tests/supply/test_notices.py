"""Each archive says what it is made of and under which licences, and says it truly."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from infra.supply.locks import declared, locked
from infra.supply.notices import DATA, LICENCES, PARTS, RUNTIME, SHIPPED, kept

each_archive = pytest.mark.parametrize("archive", SHIPPED)
FREE_TO_GIVE = re.compile(r"MIT|MIT-0|Apache-2\.0|BSD-[23]-Clause|PSF-2\.0|.*(MIT|BSD|Apache Software) License")
"""Licences of what may be given on within a work under the EUPL; of several by `OR`, one is enough."""

WRITER = "marisa-trie"
"""Writes the lists; no word comes from it."""


def _sbom(archive: str) -> Any:
    return json.loads(kept(archive)[PARTS].read_text(encoding="utf-8"))


def _licences(part: Any) -> list[str]:
    """The licences of a part; all of them hold."""
    told = [one.get("expression") or one["license"].get("id") or one["license"]["name"] for one in part["licenses"]]
    return [word.strip("() ") for licence in told for word in re.split(r" AND ", licence)]


@each_archive
def test_the_parts_are_those_of_the_lock(archive: str) -> None:
    parts = {(canonicalize_name(part["name"]), part["version"]) for part in _sbom(archive)["components"]}
    carried = {(one.name, next(iter(one.requirement.specifier)).version) for one in locked(SHIPPED[archive])}
    brought = {part for part in parts if part[0] == RUNTIME}
    assert parts == carried | brought, "run `make lock`"
    assert bool(brought) == (archive == "functions")


@each_archive
def test_every_part_may_be_given_on(archive: str) -> None:
    parts = {part["name"]: _licences(part) for part in _sbom(archive)["components"]}
    assert all(parts.values())
    assert {name: told for name, told in parts.items() if not all(map(_is_free_to_give, told))} == {}


def _is_free_to_give(licence: str) -> bool:
    return any(FREE_TO_GIVE.fullmatch(choice) for choice in licence.split(" OR "))


def test_a_licence_that_binds_the_whole_would_be_seen() -> None:
    assert _is_free_to_give("BSD-2-Clause OR LGPL-2.1-or-later")
    assert not _is_free_to_give("GPL-3.0-only") and not _is_free_to_give("AGPL-3.0-only OR SSPL-1.0")


@each_archive
def test_every_licence_stands_there_with_its_text(archive: str) -> None:
    text = kept(archive)[LICENCES].read_text(encoding="utf-8")
    entries = re.split(r"^== ", text, flags=re.MULTILINE)[1:]
    told = {canonicalize_name(entry.split()[0]) for entry in entries}
    assert told == {canonicalize_name(part["name"]) for part in _sbom(archive)["components"]}
    assert [entry[:40] for entry in entries if len(entry) < 400 or ": UNKNOWN" in entry] == []


def test_the_word_lists_name_their_sources() -> None:
    sources = Path(DATA["anonymiser"]).read_text(encoding="utf-8")
    assert sources in kept("anonymiser")[LICENCES].read_text(encoding="utf-8")
    built_from = {one.name for one in declared(Path("infra/anonymiser/requirements-lists.txt"))}
    assert [name for name in built_from - {WRITER} if name not in sources] == []
