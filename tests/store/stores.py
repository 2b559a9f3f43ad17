"""The stores on one engine, with a clock that a test decides, and a look at everything that is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.actions.context import Context
from chalicelib.domain.races import LostRace
from chalicelib.settings import Settings
from tests.engine.gateway import MemoryGateway
from tests.engine.memory import MemoryDynamo
from tests.engine.wire import Item
from tests.engines import everything, fresh_tables, world_on
from tests.service import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass
class Stores:
    """Every store of the product, and the tables behind them."""

    client: "DynamoDBClient | MemoryDynamo"
    chosen: Settings
    clock: Clock
    context: Context = field(init=False)

    def __post_init__(self) -> None:
        self.context = world_on(self.client, self.chosen, self.clock, MemoryGateway(), StringIO())

    @property
    def now(self) -> datetime:
        return self.clock()

    def chat(self) -> list[Item]:
        """All items of the chat, by key."""
        return sorted(
            everything(self.client, self.chosen.chat_table), key=lambda item: (item["pk"]["S"], item["sk"]["S"])
        )

    def vault(self) -> list[Item]:
        return everything(self.client, self.chosen.vault_table)

    def item(self, partition: str, sort: str = "") -> Item:
        """The one item whose keys begin like this."""
        (found,) = (
            item for item in self.chat() if item["pk"]["S"].startswith(partition) and item["sk"]["S"].startswith(sort)
        )
        return found

    def put(self, item: dict[str, Any]) -> None:
        """Writes an item as nobody of ours would."""
        self.client.put_item(TableName=self.chosen.chat_table, Item=item)

    @contextmanager
    def lost(self, race: type[LostRace]) -> Iterator[None]:
        """The work in the block loses this race, and nothing is written."""
        before = self.chat(), self.vault()
        with pytest.raises(race):
            yield
        assert (self.chat(), self.vault()) == before


@contextmanager
def stores_on(client: "DynamoDBClient | MemoryDynamo") -> Iterator[Stores]:
    with fresh_tables(client) as chosen:
        yield Stores(client, chosen, Clock())
