"""The one place that talks to DynamoDB: reads that hide what has expired, writes whose lost races have names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from botocore.exceptions import ClientError

from chalicelib.domain.races import Contended, LostRace
from chalicelib.domain.retention import is_expired
from chalicelib.store.attributes import from_attributes, to_attributes
from chalicelib.store.conditions import Attr, Expression, Places
from chalicelib.store.expressions import outside, parameters, transact_item
from chalicelib.store.keys import Key
from chalicelib.store.writes import Check, Item, Part, Put, Update, Write

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

_CONTENTION = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
"""Reasons of a cancelled transaction that say: not now. The first of them is met by single writes too."""

_BUSY = frozenset({"TransactionConflictException", "TransactionInProgressException"})


class ConditionFailed(LostRace):
    """A condition of one write did not hold; `existing` is the item that was in the way, if there is one."""

    def __init__(self, existing: Item | None) -> None:
        super().__init__()
        self.existing = existing


class Table:
    """One table. Every read compares `expires_at` with now, because TTL deletes up to days late."""

    def __init__(self, client: "DynamoDBClient", name: str, now: Callable[[], datetime]) -> None:
        self._client, self.name, self.now = client, name, now

    def get(self, key: Key, *, fresh: bool = False) -> Item | None:
        """The item, or None. `fresh` costs twice as much and sees every write that was answered."""
        answer = self._client.get_item(TableName=self.name, Key=to_attributes(key), ConsistentRead=fresh)
        return self._unexpired(answer.get("Item"))

    def _unexpired(self, attributes: "Mapping[str, AttributeValueTypeDef] | None") -> Item | None:
        item = from_attributes(attributes) if attributes else None
        return None if item is None or self._is_gone(item) else item

    def _is_gone(self, item: Item) -> bool:
        expiry = item.get("expires_at")
        return is_expired(expiry if isinstance(expiry, int) else None, self.now())

    def query(
        self,
        condition: Expression,
        *,
        index: str | None = None,
        fresh: bool = False,
        newest_first: bool = False,
        page: int | None = None,
        expired: bool = False,
        only: Sequence[str] = (),
    ) -> Iterator[Item]:
        """Items of one partition in order of their sort key, read page by page as they are asked for.

        `expired` is for who deletes: what has expired shows too. `only` these attributes are read, where no more is
        allowed.
        """
        places = Places()
        arguments: dict[str, object] = {
            "TableName": self.name,
            "KeyConditionExpression": condition.written(places),
            "ScanIndexForward": not newest_first,
        }
        arguments |= _projection(only, places) | outside(places)
        arguments |= {"IndexName": index} if index else {"ConsistentRead": fresh}
        arguments |= {"Limit": page} if page else {}
        yield from self._pages(arguments, expired)

    def _pages(self, arguments: dict[str, object], expired: bool) -> Iterator[Item]:
        while True:
            answer = self._client.query(**arguments)  # type: ignore[arg-type]
            for attributes in answer["Items"]:
                item = from_attributes(attributes) if expired else self._unexpired(attributes)
                if item is not None:
                    yield item
            if "LastEvaluatedKey" not in answer:
                return
            arguments["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def get_many(self, keys: Sequence[Key], *, fresh: bool = False) -> list[Item]:
        """The items that exist, in any order; at most 100."""
        distinct = {(key["pk"], key["sk"]): to_attributes(key) for key in keys}
        asked = {self.name: {"Keys": list(distinct.values()), "ConsistentRead": fresh}}
        found: list[Item] = []
        while asked:
            answer = self._client.batch_get_item(RequestItems=asked)  # type: ignore[arg-type]
            items = map(self._unexpired, answer["Responses"].get(self.name, []))
            found += [item for item in items if item is not None]
            asked = answer.get("UnprocessedKeys") or {}  # type: ignore[assignment]
        return found

    def write(self, write: Write) -> Item | None:
        """One write. Gives the item as it is after a returning update and as it was before a delete.

        Raises the race of its condition; plain ConditionFailed where the condition names that one. Raises
        Contended when a transaction of somebody else has the item at this moment.
        """
        try:
            return self._written(write)
        except ClientError as error:
            _refuse_contended(error)
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException" or write.only_if is None:
                raise
            if _is_own(write, _existing(error.response)):
                return None
            raise _lost(write, _existing(error.response)) from None

    def _written(self, write: Write) -> Item | None:
        arguments = parameters(write)
        if isinstance(write, Put):
            self._client.put_item(**arguments)  # type: ignore[arg-type]
            return None
        if isinstance(write, Update):
            wanted = "ALL_NEW" if write.returning else "NONE"
            changed = self._client.update_item(**arguments, ReturnValues=wanted)  # type: ignore[arg-type]
            return from_attributes(changed.get("Attributes", {}))
        told = "NONE" if write.blind else "ALL_OLD"
        deleted = self._client.delete_item(**arguments, ReturnValues=told)  # type: ignore[arg-type]
        return self._unexpired(deleted.get("Attributes"))

    def write_together(self, writes: Sequence[Part]) -> None:
        """All or nothing; writes may go to other tables too. Raises the race of the first condition that failed."""
        if len(writes) == 1 and not isinstance(writes[0], Check):
            self.write(writes[0])
            return
        try:
            self._client.transact_write_items(TransactItems=[transact_item(write) for write in writes])
        except ClientError as error:
            _refuse_contended(error)
            if error.response["Error"]["Code"] != "TransactionCanceledException":
                raise
            _raise_lost(writes, error)


def _projection(only: Sequence[str], places: Places) -> dict[str, object]:
    return {"ProjectionExpression": ", ".join(map(places.name, only)), "Select": "SPECIFIC_ATTRIBUTES"} if only else {}


def _refuse_contended(error: ClientError) -> None:
    if error.response["Error"]["Code"] in _BUSY:
        raise Contended from None


def _existing(response: Mapping[str, object]) -> Item | None:
    item = response.get("Item")
    return from_attributes(item) if isinstance(item, dict) else None


def _is_own(write: Part, existing: Item | None) -> bool:
    """Whether what is in the way is this very write: its answer was lost, and the SDK has sent it again."""
    if not isinstance(write, Put) or existing is None:
        return False
    return existing == from_attributes(to_attributes(write.item))


def _lost(write: Part, existing: Item | None) -> LostRace:
    race = write.only_if.lost if write.only_if else LostRace
    return ConditionFailed(existing) if race is ConditionFailed else race()


def _raise_lost(writes: Sequence[Part], error: ClientError) -> NoReturn:
    reasons = error.response.get("CancellationReasons", [])
    for write, reason in zip(writes, reasons, strict=False):
        if reason.get("Code") == "ConditionalCheckFailed":
            raise _lost(write, _existing(reason)) from None
    if any(reason.get("Code") in _CONTENTION for reason in reasons):
        raise Contended from None
    raise error


def missing() -> Expression:
    """There is no such item."""
    return Attr("pk").not_exists()


def missing_or_expired(now_seconds: int) -> Expression:
    """There is no such item, or TTL has yet to delete it."""
    return Attr("pk").not_exists() | Attr("expires_at").lte(now_seconds)
