"""The table at the top of `store/keys.py` and the builders below it say the same; nobody else makes a key or scans."""

import ast
import inspect
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from chalicelib.domain.conversation import Side
from chalicelib.store import keys
from tests.tables import definition

PRODUCT = sorted(Path("chalicelib").rglob("*.py"))
KEYS = Path("chalicelib/store/keys.py")
GIVEN: dict[str, Any] = {
    "place": 1,
    "n": 1,
    "number": 1,
    "day": date(2026, 11, 24),
    "side": Side.VISITOR,
    "month": date(2026, 11, 1),
    "at": datetime(2026, 11, 24, 13, tzinfo=UTC),
}
Row = tuple[str, str, str]


def rows() -> list[Row]:
    """Table, partition and sort key of each question."""
    lines = (line for line in (keys.__doc__ or "").splitlines() if line.startswith("| ") and "? |" in line)
    return [tuple(part.strip() for part in line.strip("|").split("|"))[1:] for line in lines]  # type: ignore[misc]


def built() -> dict[str, tuple[str, str]]:
    """The keys that the builders of whole keys give, by name."""
    found = inspect.getmembers(keys, inspect.isfunction)
    builders = {name: one for name, one in found if one.__annotations__.get("return") is keys.Key and name[0] != "_"}
    made = {name: one(*(GIVEN.get(given, given) for given in _asked(one))) for name, one in builders.items()}
    return {name: (key["pk"], key["sk"]) for name, key in made.items()}


def _asked(builder: Any) -> Iterator[str]:
    return iter(inspect.signature(builder).parameters)


def family(partition: str, sort: str) -> tuple[str, str]:
    """What a key and its row have in common: their fixed words."""
    fixed = re.match(r"[A-Z]{3,}#?", sort)
    return partition.partition("#")[0], fixed.group() if fixed else ""


def test_every_builder_has_its_row_and_every_row_its_builder() -> None:
    questions = {family(partition, sort) for table, partition, sort in rows() if "index" not in table and sort != "all"}
    assert questions == {family(*key) for key in built().values()}
    assert len(built()) >= 15


def test_every_index_has_its_row_and_every_row_its_index() -> None:
    named = {found.group(1) for table, *_ in rows() if (found := re.search(r"index `(\w+)`", table))}
    made = {index["IndexName"] for index in definition("ChatTable", "chat")["GlobalSecondaryIndexes"]}
    assert named == made == {keys.DUE_INDEX, keys.DAY_INDEX, keys.OFFERS_INDEX, keys.ENDED_INDEX}


def test_no_two_builders_give_one_key() -> None:
    assert len(set(built().values())) == len(built())


def test_no_key_is_made_elsewhere() -> None:
    families = {partition for partition, _ in (family(*key) for key in built().values())}
    for path in PRODUCT:
        if path != KEYS:
            made = [text for text in _texts(path) if text.partition("#")[0] in families and "#" in text]
            assert not made, f"{path} makes {made}"


def test_nothing_scans() -> None:
    for path in PRODUCT:
        names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
        assert not names & {"scan", "get_paginator", "execute_statement"}, path
    for policy in Path("infra/policies").glob("*.json"):
        assert not re.search(r"dynamodb:(Scan|PartiQL|\*)", policy.read_text()), policy


def test_the_sdk_lends_its_words_to_store_gateway_directory_and_aws_alone() -> None:
    """Its client is in no room: `aws` asks in its place, and speaks of failures as the SDK does."""
    allowed = {Path(f"chalicelib/{name}.py") for name in ("gateway", "directory")}
    users = {path for path in PRODUCT if _imported(path) & {"boto3", "botocore"}}
    assert {path for path in users if path.parent.name not in ("store", "aws")} == allowed
    assert not {path for path in PRODUCT if "boto3" in _imported(path)}


def _texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names
