"""What was lost comes back from a restored table, once that has forgotten, and nothing else does."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

import pytest

from infra.retention.forget import forget
from infra.retention.swap import STAYS_AWAY, NotForgotten, swap
from tests.audit.trail import kept
from tests.engine.hooks import Arguments, attached
from tests.engine.wire import Item
from tests.http.api import Api
from tests.retention.archive import TABLES, Archive
from tests.retention.test_forget import LIVE, Whole, bearing
from tests.tables import create_tables

DAY = date(2027, 9, 1)


@dataclass
class Restored:
    """A service of which one conversation was lost by a mistake, another erased since, and both tables of before."""

    archive: Archive
    lost: str
    erased: str
    young: str

    @property
    def client(self) -> Any:
        return cast(Any, Whole(self.archive.here.dynamo))

    def forgets(self) -> None:
        for table in TABLES:
            while set(forget(self.client, LIVE, f"restored-{table}", self.archive.here.clock)) != {"kept"}:
                pass

    def swaps(self, table: str, only: str = "") -> dict[str, int]:
        return dict(swap(self.client, LIVE, table, f"restored-{table}", self.archive.here.clock, only))

    def items(self, table: str) -> list[Item]:
        return self.archive.here.dynamo.items(table)


@pytest.fixture
def restored() -> Restored:
    archive = Archive()
    lost, erased, young = archive.holds_several(DAY, 3)
    for id in (lost, erased):
        archive.orders(id)
    dynamo = archive.here.dynamo
    create_tables(dynamo, "restored-chat", "restored-vault")
    for table, item in list(archive.items()):
        dynamo.put_item(TableName=f"restored-{table}", Item=item)
    assert Api(archive.here).post(f"/admin/conversations/{erased}/erase", reason="Gevraagd").status == 202
    archive.here.chains()
    for table, item in list(archive.items()):
        if lost in str(item) and not item["pk"]["S"].startswith(("AUDIT#", "CONNECTION#")):
            dynamo.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})
    return Restored(archive, lost, erased, young)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_comes_back_before_it_has_forgotten(restored: Restored, table: str) -> None:
    before = restored.items(table)
    for _ in ("nobody made it forget", "and it was gone through once, and something went"):
        with pytest.raises(NotForgotten, match=f"restored-{table}"):
            restored.swaps(table)
        assert restored.items(table) == before
        forget(restored.client, LIVE, f"restored-{table}", restored.archive.here.clock)


@pytest.mark.parametrize("table", TABLES)
def test_what_was_lost_is_back_and_what_was_erased_is_not(restored: Restored, table: str) -> None:
    restored.forgets()
    before = {(one["pk"]["S"], one["sk"]["S"]): one for one in restored.items(table)}
    counts = restored.swaps(table)
    assert bearing(restored.archive, table, restored.lost)
    assert bearing(restored.archive, f"restored-{table}", restored.erased) == []
    assert [sort for sort in bearing(restored.archive, table, restored.erased) if sort != restored.erased] == []
    after = {(one["pk"]["S"], one["sk"]["S"]): one for one in restored.items(table)}
    assert {key: item for key, item in after.items() if key in before} == before, "nothing newer is overwritten"
    assert len(after) - len(before) == sum(counts.values()) - counts["there already"] > 2
    again = restored.swaps(table)
    assert {what for what, count in again.items() if count} == {"there already"}


def test_everything_of_a_conversation_is_back(restored: Restored) -> None:
    everything = {table: bearing(restored.archive, f"restored-{table}", restored.lost) for table in TABLES}
    restored.forgets()
    for table in TABLES:
        restored.swaps(table)
    back = {table: bearing(restored.archive, table, restored.lost) for table in TABLES}
    assert [sort for sort in everything["chat"] if sort not in back["chat"]] == [], "the line was not lost"
    assert sorted(back["vault"]) == sorted(everything["vault"])
    assert Api(restored.archive.here).get("/admin/audit/check").json["broken"] is None


def test_what_is_of_a_moment_that_is_over_stays_there(restored: Restored) -> None:
    dynamo = restored.archive.here.dynamo
    for family in STAYS_AWAY:
        key = {"pk": {"S": family + ("1" if family.endswith("#") else "")}, "sk": {"S": "then"}}
        dynamo.put_item(TableName="restored-chat", Item=key)
    for pk, sk in (("BLOCKS", "lifted"), ("RANGES", "removed"), ("CHANNEL#jac", "CLOSING"), ("COUNSELLOR#x", "DUTY")):
        dynamo.put_item(TableName="restored-chat", Item={"pk": {"S": pk}, "sk": {"S": sk}})
    restored.forgets()
    restored.swaps("chat")
    for family in STAYS_AWAY:
        restored.swaps("chat", only=family)
    assert not [one for one in restored.items("chat") if one["sk"]["S"] in ("then", "lifted", "removed", "CLOSING")]
    assert not [one for one in restored.items("chat") if one["pk"]["S"] == "COUNSELLOR#x"]
    assert restored.swaps("chat", only="BLOCKS")["BLOCKS"] == 1, "unless somebody asks for it"


@pytest.mark.parametrize("family", ["FIGURES#jac#2026-11", "PROVED#2026-11", "SETTINGS", "TURNED#jac#2026-11"])
def test_what_is_of_nobody_and_stays_is_back(restored: Restored, family: str) -> None:
    item = {"pk": {"S": family}, "sk": {"S": "of-before"}}
    restored.archive.here.dynamo.put_item(TableName="restored-chat", Item=item)
    restored.forgets()
    restored.swaps("chat")
    assert item in restored.items("chat")


def test_only_what_is_asked_for_comes_back(restored: Restored) -> None:
    restored.forgets()
    counts = restored.swaps("chat", only=f"CONVERSATION#{restored.lost}")
    assert set(counts) == {"there already", "CONVERSATION"}
    assert not [
        one for one in restored.items("chat") if one["pk"]["S"].startswith("LEDGER#") and restored.lost in str(one)
    ]


def test_what_is_erased_while_it_comes_back_does_not(restored: Restored) -> None:
    """A tombstone that is placed between the reading of the restored table and the writing of an item."""
    restored.forgets()
    stone = {"pk": {"S": "TOMBSTONES"}, "sk": {"S": restored.lost}}

    def erases(operation: str, _: Arguments) -> None:
        if operation == "transact_write_items" and stone not in restored.items("chat"):
            restored.archive.here.dynamo.put_item(TableName="chat", Item=stone)

    with attached(restored.archive.here.dynamo, before=[erases]):
        restored.swaps("vault")
    assert bearing(restored.archive, "vault", restored.lost) == []


def test_what_expired_since_it_forgot_does_not_come_back(restored: Restored) -> None:
    restored.forgets()
    restored.archive.at(date(2028, 3, 5))
    assert set(restored.swaps("chat")) == {"there already", "LEDGER"}, "the ledger is to know it, for ninety days"
    assert set(restored.swaps("vault")) == {"there already", "DISCLOSURE"}, "and so is who asked"
    assert "Kantschrift" not in str(restored.items("vault"))


def test_the_trail_of_another_stage_stays_away_and_ours_goes_on(restored: Restored) -> None:
    """A region was gone, the chat opened in another one, and administrators acted there before the copy was back."""
    elsewhere = Archive()
    elsewhere.orders(elsewhere.holds_several(DAY + timedelta(days=1), 2)[0])
    elsewhere.here.chains()
    ours = kept(elsewhere.here)
    assert ours
    dynamo = elsewhere.here.dynamo
    create_tables(dynamo, "restored-chat", "restored-vault")
    restored.forgets()
    for item in restored.items("restored-vault"):
        dynamo.put_item(TableName="restored-vault", Item=item)
    counts = swap(cast(Any, Whole(dynamo)), LIVE, "vault", "restored-vault", elsewhere.here.clock)
    assert "AUDIT" not in counts
    assert counts["ORIGIN"] >= 1
    assert kept(elsewhere.here) == ours
    elsewhere.orders(elsewhere.holds_several(DAY + timedelta(days=2), 1)[0])
    elsewhere.here.chains()
    assert len(kept(elsewhere.here)) > len(ours)


def test_a_trail_comes_back_whole_where_none_has_begun(restored: Restored) -> None:
    restored.forgets()
    for item in restored.items("vault"):
        restored.client.delete_item(TableName="vault", Key={"pk": item["pk"], "sk": item["sk"]})
    restored.swaps("vault")
    assert kept(restored.archive.here)
