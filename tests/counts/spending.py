"""What a piece of work costs: units of the engine's own bill, calls, pushes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from tests.engine.gateway import MemoryGateway
from tests.engine.hooks import Arguments, attached
from tests.engine.memory import MemoryDynamo
from tests.engines import Outside

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_READS = frozenset({"GetItem", "Query", "BatchGetItem", "TransactGetItems"})


@dataclass
class Spent:
    """Units written and read, writes that went together, calls to DynamoDB in order, and frames pushed."""

    written: float = 0.0
    read: float = 0.0
    together: int = 0
    pushed: int = 0
    calls: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.written:g} written, {self.read:g} read, {self.pushed} pushed, {len(self.calls)} calls"


@contextmanager
def spending(client: "DynamoDBClient | MemoryDynamo", gateway: MemoryGateway) -> Iterator[Spent]:
    """Adds up what is spent as long as the block lasts."""
    spent = Spent()

    def pushes(operation: str, _arguments: Arguments) -> None:
        spent.pushed += operation == "post_to_connection"

    billed = _in_memory(client, spent) if isinstance(client, MemoryDynamo) else _outside(cast(Any, client), spent)
    with attached(gateway, before=[pushes]), billed:
        yield spent


@contextmanager
def _in_memory(client: MemoryDynamo, spent: Spent) -> Iterator[None]:
    client.meter.reset()
    with attached(client, before=[lambda operation, _: spent.calls.append(operation)]):
        yield
    spent.written, spent.read = client.meter.write_total, client.meter.read_total


@contextmanager
def _outside(client: Outside, spent: Spent) -> Iterator[None]:
    billing = Billing(spent)
    client.watching.append(billing)
    try:
        yield
    finally:
        client.watching.remove(billing)


class Billing:
    """The product does not ask for its bill, so the client asks on its behalf.

    A transaction is counted and not billed: the engine that Amazon gives away writes down four units for each
    table and index, whether one item is written or ten.
    """

    def __init__(self, spent: Spent) -> None:
        self._spent = spent

    def asks(self, _operation: str, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        self._spent.together += len(asked.get("TransactItems", ()))
        return {**asked, "ReturnConsumedCapacity": "INDEXES"}

    def answers(self, operation: str, answer: dict[str, Any]) -> None:
        self._spent.calls.append(operation)
        lines = answer.get("ConsumedCapacity", [])
        units = sum(line["CapacityUnits"] for line in (lines if isinstance(lines, list) else [lines]))
        if operation in _READS:
            self._spent.read += units
        elif operation != "TransactWriteItems":
            self._spent.written += units
