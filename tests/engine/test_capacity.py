"""What calls cost: the figures of the service's own price list."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.engine.capacity import item_size
from tests.engine.memory import MemoryDynamo
from tests.engine.sample import DEFINITION, TABLE, key

TOTAL = {"ReturnConsumedCapacity": "TOTAL"}


@pytest.fixture
def dynamo() -> MemoryDynamo:
    client = MemoryDynamo()
    client.create_table(**DEFINITION)
    return client


def weighing(size: int, pk: str = "a", **more: Any) -> dict[str, Any]:
    item = {**key(pk), **more}
    return {**item, "text": {"S": "x" * (size - item_size(item) - len("text"))}}


def put(dynamo: MemoryDynamo, item: dict[str, Any]) -> float:
    answer = dynamo.put_item(TableName=TABLE, Item=item, **TOTAL)
    return float(answer["ConsumedCapacity"]["CapacityUnits"])


def test_sizes_follow_the_documented_rules() -> None:
    item: dict[str, Any] = {
        "é": {"S": "é"},
        "n": {"N": "-123.40"},
        "b": {"BOOL": True},
        "l": {"L": [{"S": "x"}]},
    }
    assert item_size(item) == (2 + 2) + (1 + 4) + (1 + 1) + (1 + 3 + 1 + 1)


@pytest.mark.parametrize(("size", "units"), [(100, 1), (1024, 1), (1025, 2), (4096, 4), (4097, 5)])
def test_a_write_costs_a_unit_for_each_started_kilobyte(dynamo: MemoryDynamo, size: int, units: int) -> None:
    assert put(dynamo, weighing(size)) == units


def test_a_smaller_replacement_costs_what_the_old_item_weighed(dynamo: MemoryDynamo) -> None:
    put(dynamo, weighing(3000))
    assert put(dynamo, weighing(100)) == 3


@pytest.mark.parametrize(
    ("size", "consistent", "units"), [(4096, True, 1), (4097, True, 2), (4097, False, 1), (100, False, 0.5)]
)
def test_a_read_costs_by_four_kilobytes(dynamo: MemoryDynamo, size: int, consistent: bool, units: float) -> None:
    put(dynamo, weighing(size))
    answer = dynamo.get_item(TableName=TABLE, Key=key("a"), ConsistentRead=consistent, **TOTAL)
    assert answer["ConsumedCapacity"]["CapacityUnits"] == units


def test_a_query_adds_up_sizes_before_it_rounds(dynamo: MemoryDynamo) -> None:
    for at in range(8):
        put(dynamo, {**weighing(1000), "sk": {"S": f"{at:03}"}})
    answer = dynamo.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :p",
        ExpressionAttributeValues={":p": {"S": "a"}},
        ReturnConsumedCapacity="TOTAL",
    )
    assert answer["ConsumedCapacity"] == {"TableName": TABLE, "CapacityUnits": 1.0}


def test_indexes_are_paid_for_only_when_they_change(dynamo: MemoryDynamo) -> None:
    due: dict[str, Any] = {"due_shard": {"S": "d"}, "due_at": {"N": "1"}}
    assert put(dynamo, weighing(100)) == 1
    assert put(dynamo, weighing(100, **due)) == 2
    assert put(dynamo, weighing(200, **due)) == 1, "keys-only: nothing it shows has changed"
    assert put(dynamo, weighing(200, **{**due, "due_at": {"N": "2"}})) == 3, "a deletion and an insertion"
    assert put(dynamo, weighing(200)) == 2


def test_a_transaction_costs_double_and_indexes_do_not(dynamo: MemoryDynamo) -> None:
    absent = {"TableName": TABLE, "Key": key("b"), "ConditionExpression": "attribute_not_exists(pk)"}
    item = weighing(1500, due_shard={"S": "d"}, due_at={"N": "1"})
    answer = dynamo.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": TABLE, "Item": item}},
            {"ConditionCheck": absent},
        ],
        ReturnConsumedCapacity="INDEXES",
    )
    (consumed,) = answer["ConsumedCapacity"]
    assert consumed["CapacityUnits"] == consumed["WriteCapacityUnits"] == 7.0
    assert consumed["Table"]["CapacityUnits"] == 6.0
    assert consumed["GlobalSecondaryIndexes"]["due"]["CapacityUnits"] == 1.0


def test_a_refused_write_is_metered_too(dynamo: MemoryDynamo) -> None:
    put(dynamo, weighing(2000))
    dynamo.meter.reset()
    with pytest.raises(ClientError):
        dynamo.put_item(TableName=TABLE, Item=key("a"), ConditionExpression="attribute_not_exists(pk)")
    assert (dynamo.meter.write_total, dynamo.meter.read_total) == (2.0, 0.0)
