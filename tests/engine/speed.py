"""`python -m tests.engine.speed`: calls a second, by operation."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from tests.engine.memory import MemoryDynamo
from tests.engine.sample import DEFINITION, TABLE, key

CALLS = 20_000
CONDITION = {
    "ConditionExpression": "attribute_not_exists(pk) OR #n < :n",
    "ExpressionAttributeNames": {"#n": "n"},
}


def client() -> MemoryDynamo:
    dynamo = MemoryDynamo()
    dynamo.create_table(**DEFINITION)
    return dynamo


def put(dynamo: MemoryDynamo, n: int) -> None:
    item = {**key(f"c{n % 500}", f"m{n % 40}"), "n": {"N": str(n)}, "text": {"S": "words " * 20}}
    dynamo.put_item(TableName=TABLE, Item=item, ExpressionAttributeValues={":n": {"N": str(n)}}, **CONDITION)


def update(dynamo: MemoryDynamo, n: int) -> None:
    dynamo.update_item(
        TableName=TABLE,
        Key=key(f"c{n % 500}", f"m{n % 40}"),
        UpdateExpression="SET due_shard = :s, due_at = :n, seen = if_not_exists(seen, :n) REMOVE gone",
        ConditionExpression="attribute_exists(pk)",
        ExpressionAttributeValues={":s": {"S": f"s{n % 8}"}, ":n": {"N": str(n)}},
        ReturnValues="ALL_NEW",
    )


def get(dynamo: MemoryDynamo, n: int) -> None:
    dynamo.get_item(TableName=TABLE, Key=key(f"c{n % 500}", f"m{n % 40}"))


def query(dynamo: MemoryDynamo, n: int) -> None:
    values = {":p": {"S": f"c{n % 500}"}, ":m": {"S": "m"}}
    dynamo.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :p AND begins_with(sk, :m)",
        ExpressionAttributeValues=values,
        Limit=10,
    )


def due(dynamo: MemoryDynamo, n: int) -> None:
    dynamo.query(
        TableName=TABLE,
        IndexName="due",
        KeyConditionExpression="due_shard = :s AND due_at <= :n",
        ExpressionAttributeValues={":s": {"S": f"s{n % 8}"}, ":n": {"N": str(n)}},
        Limit=10,
    )


def transact(dynamo: MemoryDynamo, n: int) -> None:
    puts: list[dict[str, Any]] = [
        {"Put": {"TableName": TABLE, "Item": {**key(f"t{n}", str(part)), "n": {"N": "1"}}}} for part in range(3)
    ]
    dynamo.transact_write_items(TransactItems=puts)


def rate(call: Callable[[MemoryDynamo, int], None], dynamo: MemoryDynamo) -> float:
    start = perf_counter()
    for n in range(CALLS):
        call(dynamo, n)
    return CALLS / (perf_counter() - start)


if __name__ == "__main__":
    shared = client()
    for each in (put, get, query, update, due, transact):
        speed = rate(each, shared)
        print(f"{each.__name__:10} {speed:10,.0f} calls/s {1e6 / speed:8.1f} µs")
