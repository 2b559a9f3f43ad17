"""What a piece of work costs: units of the engine's own bill, calls, pushes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.engine.gateway import MemoryGateway
from tests.engine.hooks import Arguments, attached
from tests.engine.memory import MemoryDynamo

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

    billed = _in_memory(client, spent) if isinstance(client, MemoryDynamo) else _outside(client, spent)
    with attached(gateway, before=[pushes]), billed:
        yield spent


@contextmanager
def _in_memory(client: MemoryDynamo, spent: Spent) -> Iterator[None]:
    client.meter.reset()
    with attached(client, before=[lambda operation, _: spent.calls.append(operation)]):
        yield
    spent.written, spent.read = client.meter.write_total, client.meter.read_total


@contextmanager
def _outside(client: "DynamoDBClient", spent: Spent) -> Iterator[None]:
    """The product does not ask for its bill, so the client asks on its behalf.

    A transaction is counted and not billed: the engine that Amazon gives away writes down four units for each
    table and index, whether one item is written or ten.
    """

    def ask(params: dict[str, Any], **_: object) -> dict[str, Any]:
        spent.together += len(params.get("TransactItems", ()))
        return {**params, "ReturnConsumedCapacity": "INDEXES"}

    def add(parsed: dict[str, Any], model: Any, **_: object) -> None:
        spent.calls.append(model.name)
        lines = parsed.get("ConsumedCapacity", [])
        units = sum(line["CapacityUnits"] for line in (lines if isinstance(lines, list) else [lines]))
        if model.name in _READS:
            spent.read += units
        elif model.name != "TransactWriteItems":
            spent.written += units

    events: Any = client.meta.events
    events.register("provide-client-params.dynamodb", ask)
    events.register("after-call.dynamodb", add)
    try:
        yield
    finally:
        events.unregister("provide-client-params.dynamodb", ask)
        events.unregister("after-call.dynamodb", add)
