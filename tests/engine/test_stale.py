"""Eventually consistent reads may lag; consistent ones never do."""

from random import Random
from typing import Any

from tests.engine.memory import MemoryDynamo
from tests.engine.sample import DEFINITION, TABLE, key


def lagging(seed: int = 1, window: int = 16) -> MemoryDynamo:
    dynamo = MemoryDynamo(Random(seed), stale=0.5, window=window)
    dynamo.create_table(**DEFINITION)
    return dynamo


def write(dynamo: MemoryDynamo, n: int, pk: str = "a") -> None:
    due = {"due_shard": {"S": "d"}, "due_at": {"N": str(n)}}
    dynamo.put_item(TableName=TABLE, Item={**key(pk), "n": {"N": str(n)}, **due})


def read(dynamo: MemoryDynamo, *, consistent: bool = False) -> str:
    item = dynamo.get_item(TableName=TABLE, Key=key("a"), ConsistentRead=consistent).get("Item")
    return item["n"]["N"] if item else "missing"


def due(dynamo: MemoryDynamo, **more: Any) -> list[str]:
    answer = dynamo.query(
        TableName=TABLE,
        IndexName="due",
        KeyConditionExpression="due_shard = :d",
        ExpressionAttributeValues={":d": {"S": "d"}},
        **more,
    )
    return [item["due_at"]["N"] for item in answer["Items"]]


def test_a_lagging_read_sees_any_recent_version() -> None:
    dynamo = lagging()
    for n in range(3):
        write(dynamo, n)
    assert {read(dynamo) for _ in range(200)} == {"missing", "0", "1", "2"}


def test_a_consistent_read_sees_only_the_last_version() -> None:
    dynamo = lagging()
    for n in range(3):
        write(dynamo, n)
    assert {read(dynamo, consistent=True) for _ in range(200)} == {"2"}


def test_an_index_shows_items_where_they_were_and_after_they_went() -> None:
    dynamo = lagging()
    write(dynamo, 1)
    write(dynamo, 2)
    dynamo.delete_item(TableName=TABLE, Key=key("a"))
    assert {tuple(due(dynamo)) for _ in range(200)} == {(), ("1",), ("2",)}


def test_lag_is_bounded_by_the_window() -> None:
    dynamo = lagging(window=2)
    for n in range(10):
        write(dynamo, n)
    assert {read(dynamo) for _ in range(200)} == {"7", "8", "9"}


def test_settled_replicas_lag_no_more() -> None:
    dynamo = lagging()
    write(dynamo, 1)
    dynamo.settle()
    assert {read(dynamo) for _ in range(50)} == {"1"}


def test_the_same_seed_gives_the_same_run() -> None:
    runs = []
    for _ in range(2):
        dynamo = lagging(seed=7)
        write(dynamo, 1)
        runs.append([read(dynamo) for _ in range(50)])
    assert runs[0] == runs[1]


def test_expiry_removes_a_share_of_what_is_due() -> None:
    dynamo = lagging()
    dynamo.update_time_to_live(TableName=TABLE, TimeToLiveSpecification={"Enabled": True, "AttributeName": "n"})
    for n in range(20):
        write(dynamo, n, pk=str(n))
    removed = dynamo.expire(TABLE, now=10, share=0.5)
    left = {int(item["n"]["N"]) for item in dynamo.items(TABLE)}
    assert 0 < removed < 10
    assert left >= set(range(10, 20))
    assert len(left) == 20 - removed


def test_a_restored_snapshot_forgets_what_came_after() -> None:
    dynamo = lagging()
    write(dynamo, 1)
    kept = dynamo.snapshot()
    write(dynamo, 2)
    write(dynamo, 3, pk="b")
    dynamo.restore(kept)
    assert read(dynamo) == "1"
    assert due(dynamo) == ["1"]
