"""What a restored table still has and the table in use has not comes back, once the restored one has forgotten.

Nothing newer is overwritten, nothing that is over or was erased returns, and what is of a moment that is past stays so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.domain.retention import is_expired
from chalicelib.store import keys
from chalicelib.store.attributes import to_attributes
from infra.retention import trails
from infra.retention.forget import Tables, conversation_of, everything

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = Mapping[str, Any]

COMES_BACK = (
    "AUDIT#",
    "CHANNEL#",
    "CONVERSATION#",
    "DISCLOSURE#",
    "FAULTS#",
    "FIGURES#",
    "LEDGER#",
    "ORIGIN#",
    "PROVED#",
    "SETTINGS",
    "TOMBSTONES",
    "TURNED#",
)
"""Families that nobody takes away on purpose but by erasing. A lifted block or a removed range would come back too."""

STAYS_AWAY = ("CONNECTION#", "DESKS", "OUTBOX", "RETENTION", "SALTS", "TICKET#", "WATCHERS#")
"""Never, also when asked for: lines and desks of back then, deeds that were chained, salts that were forgotten."""

AT_ONCE = 100
"""Items that DynamoDB reads in one call."""


class NotForgotten(Exception):
    """This table still knows what is over: `make forget` has not come to its end there."""


def swap(
    client: "DynamoDBClient", live: Tables, into: str, restored: str, now: Callable[[], datetime], only: str = ""
) -> Mapping[str, int]:
    """Copies what is missing into the table in use; gives counts by family, and of what was `there already`
    or erased.

    `only` what begins so, also of a family that does not come back by itself. The audit trail of another stage never:
    it stays in the restored table, whole. Raises NotForgotten, and then nothing has
    changed. Done twice it finds nothing.
    """
    if "Item" not in client.get_item(TableName=restored, Key=to_attributes(keys.forgotten())):
        raise NotForgotten(restored)
    counted, wanted = Counter[str](), _wanted(client, restored, only, now)
    if trails.is_another(client, into, restored):
        wanted = (item for item in wanted if not str(item["pk"]).startswith(trails.FAMILY))
    for page in _pages(wanted):
        lacking = _lacking(client, into, page)
        counted["there already"] += len(page) - len(lacking)
        counted.update(_put(client, live, into, item) for item in lacking)
    return counted


def _wanted(client: "DynamoDBClient", restored: str, only: str, now: Callable[[], datetime]) -> Iterator[Item]:
    return (item for item in everything(client, restored) if _comes_back(item, only, now()))


def _comes_back(item: Item, only: str, now: datetime) -> bool:
    family = str(item["pk"])
    if family.startswith(STAYS_AWAY) or is_expired(item.get("expires_at"), now) or not family.startswith(only):
        return False
    # What an administrator opened again stays open.
    return bool(only) or (family.startswith(COMES_BACK) and _key(item) != keys.closing(keys.id_of(family)))


def _key(item: Item) -> keys.Key:
    return {name: str(item[name]) for name in ("pk", "sk")}


def _pages(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while page := list(islice(rest, AT_ONCE)):
        yield page


def _lacking(client: "DynamoDBClient", table: str, page: Sequence[Item]) -> list[Item]:
    """Those of which the table has none, expired or not."""
    asked: Any = {table: {"Keys": [to_attributes(_key(item)) for item in page], "ConsistentRead": True}}
    there: set[tuple[str, str]] = set()
    while asked:
        answer = client.batch_get_item(RequestItems=asked)
        there |= {(one["pk"]["S"], one["sk"]["S"]) for one in answer["Responses"].get(table, [])}
        asked = answer.get("UnprocessedKeys")
    return [item for item in page if (item["pk"], item["sk"]) not in there]


def _put(client: "DynamoDBClient", live: Tables, into: str, item: Item) -> str:
    """One item, unless it came meanwhile or its conversation was erased; gives what it counts as."""
    absent = "attribute_not_exists(pk)"
    writes: list[Any] = [{"Put": {"TableName": into, "Item": to_attributes(item), "ConditionExpression": absent}}]
    stone = keys.tombstone(conversation_of(item))
    if stone["sk"] and item["pk"] != stone["pk"]:
        check = {"TableName": live.chat, "Key": to_attributes(stone), "ConditionExpression": absent}
        writes.append({"ConditionCheck": check})
    try:
        client.transact_write_items(TransactItems=writes)
    except ClientError as error:
        return _lost(error)
    return str(item["pk"]).partition("#")[0]


def _lost(error: ClientError) -> str:
    """A condition that failed is an answer; anything else is no copy, and whoever restores has to know."""
    reasons = {one["Code"] for one in error.response.get("CancellationReasons", [])} - {"None"}
    if reasons != {"ConditionalCheckFailed"}:
        raise error
    return "there already"
