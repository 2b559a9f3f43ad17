"""What is left of a conversation in one table. It is found and deleted by key alone: nothing that it says is read."""

from collections.abc import Callable

from chalicelib.store.conditions import Key
from chalicelib.store.keys import Key as ItemKey
from chalicelib.store.table import Table
from chalicelib.store.writes import Delete


class Remains:
    """One table, and the partition of a conversation in it."""

    def __init__(self, table: Table, partition: Callable[[str], str]) -> None:
        self._table, self._partition = table, partition

    def of(self, conversation: str) -> list[ItemKey]:
        """The keys of all that is there, expired or not."""
        wanted = Key("pk").eq(self._partition(conversation))
        found = self._table.query(wanted, fresh=True, expired=True, only=("pk", "sk"))
        return [{name: str(item[name]) for name in ("pk", "sk")} for item in found]

    def delete(self, key: ItemKey) -> None:
        """Deletes one item, and is told nothing of it."""
        self._table.write(Delete(self._table.name, key, blind=True))
