"""A table that was restored from a backup forgets what has expired or was erased since, before anybody may read it.

It reads the whole restored table, which no function of the product may, with the credentials of whoever restores.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.brussels import day_of
from chalicelib.domain.retention import is_expired
from chalicelib.store import keys
from chalicelib.store.attributes import from_attributes, to_attributes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = Mapping[str, Any]


class StillRead(Exception):
    """That is the table that people are served from."""


@dataclass(frozen=True)
class Tables:
    """The stage's own tables; the ledger and the tombstones stand in the first."""

    chat: str
    vault: str


def forget(
    client: "DynamoDBClient", live: Tables, restored: str, now: Callable[[], datetime], *, also_live: bool = False
) -> Mapping[str, int]:
    """Deletes from `restored` what is over, and gives counts by reason; the rest is `kept`. When all of it is, the
    table says so of itself, and may be swapped in.

    What is over: expired by its own time, erased by a tombstone of the live table or of the restored one, or of a
    conversation whose last day is over by the ledger that was restored with it. Raises StillRead for a live
    table, unless asked.
    """
    if restored in (live.chat, live.vault) and not also_live:
        raise StillRead(restored)
    items = list(everything(client, restored))
    erased = {str(one["sk"]) for one in [*_tombstones(client, live.chat), *items] if one["pk"] == keys.tombstones()}
    over = _over(items, now())
    counted = Counter[str]()
    for item in items:
        reason = _reason(item, erased, over, now())
        counted[reason] += 1
        if reason != "kept":
            client.delete_item(TableName=restored, Key={name: {"S": str(item[name])} for name in ("pk", "sk")})
    if set(counted) <= {"kept"} and restored not in (live.chat, live.vault):
        client.put_item(TableName=restored, Item=to_attributes({**keys.forgotten(), "at": keys.moment(now())}))
    return counted


def _reason(item: Item, erased: set[str], over: set[str], now: datetime) -> str:
    """Why an item has to go, or `kept`. A tombstone and the audit trail say that something was: they stay."""
    if is_expired(item.get("expires_at"), now):
        return "expired"
    if item["pk"] == keys.tombstones() or str(item["pk"]).startswith("AUDIT#") or item["pk"] == keys.outbox():
        return "kept"
    conversation = conversation_of(item)
    if conversation in erased:
        return "erased"
    return "over by the ledger" if conversation in over and not _is_ledger(item) else "kept"


def conversation_of(item: Item) -> str:
    """Whose item it is: by its partition, by what it names, or by its place in the ledger; empty for nobody's."""
    pk = str(item["pk"])
    if pk.startswith(("CONVERSATION#", "ORIGIN#", keys.disclosures_of(""))):
        return pk.rpartition("#")[2]
    return str(item["sk"]) if _is_ledger(item) else str(item.get("conversation", ""))


def _is_ledger(item: Item) -> bool:
    return str(item["pk"]).startswith("LEDGER#")


def _over(items: list[Item], now: datetime) -> set[str]:
    """Conversations whose last day is over by the ledger that was restored with them."""
    today = day_of(now).isoformat()
    return {str(one["sk"]) for one in items if _is_ledger(one) and keys.id_of(str(one["pk"])) < today}


def _tombstones(client: "DynamoDBClient", chat: str) -> Iterator[Item]:
    wanted = {":pk": {"S": keys.tombstones()}}
    pages = client.get_paginator("query").paginate(
        TableName=chat,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=wanted,
        ConsistentRead=True,
    )
    return (from_attributes(item) for page in pages for item in page["Items"])


def everything(client: "DynamoDBClient", table: str) -> Iterator[Item]:
    """A whole table, as it is now."""
    pages = client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    return (from_attributes(item) for page in pages for item in page["Items"])
