"""A table from a backup: after `make forget` nothing that expired or was erased since can be read from it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest

from infra.retention.forget import StillRead, Tables, forget
from tests.engine.memory import MemoryDynamo
from tests.http.api import Api
from tests.retention.archive import Archive, noon
from tests.tables import create_tables

LIVE = Tables("chat", "vault")


class Whole:
    """The engine as whoever restores sees it: with pages of everything, which no function of the product may ask."""

    def __init__(self, dynamo: MemoryDynamo) -> None:
        self._dynamo = dynamo

    def get_paginator(self, operation: str) -> Any:
        ask = self._dynamo.query if operation == "query" else self._scan

        class Pages:
            def paginate(self, **asked: Any) -> Iterator[Any]:
                yield ask(**asked)

        return Pages()

    def _scan(self, **asked: Any) -> dict[str, Any]:
        assert asked["ConsistentRead"], "what was just restored is read whole"
        return {"Items": self._dynamo.items(asked["TableName"])}

    def __getattr__(self, operation: str) -> Any:
        return getattr(self._dynamo, operation)


def restored() -> tuple[Archive, list[str]]:
    """A backup with four conversations. Since then one was erased, one expired, and one lost its end by a mistake."""
    archive = Archive()
    old, without_end = archive.holds_several(date(2027, 8, 30), 2)
    erased, young = archive.holds(noon(date(2027, 9, 1))), archive.holds(noon(date(2027, 9, 2)))
    for id in (erased, young):
        archive.orders(id)
    dynamo = archive.here.dynamo
    create_tables(dynamo, "restored-chat", "restored-vault")
    for table, item in list(archive.items()):
        lost = without_end in item["pk"]["S"] and item["sk"]["S"].startswith("MESSAGE")
        kept = {name: value for name, value in item.items() if not (lost and name == "expires_at")}
        dynamo.put_item(TableName=f"restored-{table}", Item=kept)
    assert Api(archive.here).post(f"/admin/conversations/{erased}/erase", reason="Gevraagd").status == 202
    archive.here.chains()
    archive.at(date(2028, 3, 1))
    return archive, [old, without_end, erased, young]


def bearing(archive: Archive, table: str, id: str) -> list[str]:
    """Sort keys of what bears an id, the trail aside, which says what was done."""
    items = archive.here.dynamo.items(table)
    return [item["sk"]["S"] for item in items if id in str(item) and not item["pk"]["S"].startswith("AUDIT#")]


@pytest.mark.parametrize("table", ["restored-chat", "restored-vault"])
def test_nothing_expired_or_erased_is_left_in_a_restored_table(table: str) -> None:
    archive, (old, without_end, erased, young) = restored()
    before = {id: len(bearing(archive, table, id)) for id in (old, without_end, erased, young)}
    assert all(before.values())
    clock = archive.here.clock
    # Backups are young: the tombstone still stands.
    assert erased in str(archive.here.dynamo.items("chat"))
    counts = forget(cast(Any, Whole(archive.here.dynamo)), LIVE, table, clock)
    assert bearing(archive, table, erased) == []
    for id in (old, without_end):
        left = bearing(archive, table, id)
        assert all(sort == id for sort in left), "only the ledger may know it"
    assert len(bearing(archive, table, young)) == before[young]
    assert counts["expired"] and counts["erased"] >= 2 and counts["kept"]
    assert bool(counts["over by the ledger"]) == (table == "restored-chat")
    again = forget(cast(Any, Whole(archive.here.dynamo)), LIVE, table, clock)
    assert set(again) == {"kept"}, "done twice it finds nothing"


@pytest.mark.parametrize("table", ["chat", "vault"])
def test_the_tables_that_people_are_served_from_are_refused_unless_asked(table: str) -> None:
    archive, _ = restored()
    before = archive.here.dynamo.items(table)
    whole = cast(Any, Whole(archive.here.dynamo))
    with pytest.raises(StillRead, match=table):
        forget(whole, LIVE, table, archive.here.clock)
    assert archive.here.dynamo.items(table) == before
    assert forget(whole, LIVE, table, archive.here.clock, also_live=True)["expired"]
