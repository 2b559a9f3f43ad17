"""Whether a restored audit trail is that of the table in use.

A stage that was made anew, in another region, has begun its own. Two trails in one table are none: numbers meet, and no
entry could be added any more.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chalicelib.store import keys
from chalicelib.store.attributes import from_attributes, to_attributes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

FAMILY = "AUDIT#"


def is_another(client: "DynamoDBClient", into: str, restored: str) -> bool:
    """Whether both tables have a trail, and no entry stands in both."""
    if not _has_one(client, into) or not _has_one(client, restored):
        return False
    return not any(_stands_in(client, into, entry) for entry in _entries(client, restored))


def _has_one(client: "DynamoDBClient", table: str) -> bool:
    return "Item" in client.get_item(TableName=table, Key=to_attributes(keys.audit_head()), ConsistentRead=True)


def _entries(client: "DynamoDBClient", table: str) -> Iterator[Any]:
    pages = client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    items = (from_attributes(item) for page in pages for item in page["Items"])
    return (item for item in items if str(item["pk"]).startswith(FAMILY) and str(item["sk"]).isdigit())


def _stands_in(client: "DynamoDBClient", table: str, entry: Any) -> bool:  # noqa: ANN401 - an item is any item
    key = to_attributes({name: str(entry[name]) for name in ("pk", "sk")})
    found = client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item", {})
    return bool(found) and from_attributes(found)["hash"] == entry["hash"]
