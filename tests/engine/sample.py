"""A table with the shapes that matter: a range key, and sparse indexes of every projection."""

from typing import Any

TABLE = "chat"


def index(name: str, projection: dict[str, Any]) -> dict[str, Any]:
    keys = [
        {"AttributeName": f"{name}_shard", "KeyType": "HASH"},
        {"AttributeName": f"{name}_at", "KeyType": "RANGE"},
    ]
    return {"IndexName": name, "KeySchema": keys, "Projection": projection}


DEFINITION: dict[str, Any] = {
    "TableName": TABLE,
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [
        {"AttributeName": "pk", "AttributeType": "S"},
        {"AttributeName": "sk", "AttributeType": "S"},
        {"AttributeName": "due_shard", "AttributeType": "S"},
        {"AttributeName": "due_at", "AttributeType": "N"},
        {"AttributeName": "full_shard", "AttributeType": "S"},
        {"AttributeName": "full_at", "AttributeType": "N"},
        {"AttributeName": "some_shard", "AttributeType": "S"},
        {"AttributeName": "some_at", "AttributeType": "N"},
    ],
    "KeySchema": [
        {"AttributeName": "pk", "KeyType": "HASH"},
        {"AttributeName": "sk", "KeyType": "RANGE"},
    ],
    "GlobalSecondaryIndexes": [
        index("due", {"ProjectionType": "KEYS_ONLY"}),
        index("full", {"ProjectionType": "ALL"}),
        index("some", {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["a"]}),
    ],
}


def key(pk: str, sk: str = "one") -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}}
