"""What is left of a conversation in one table. It is found and deleted by key alone: nothing that it says is read."""

from collections.abc import Callable

from chalicelib.store import keys
from chalicelib.store.conditions import Key
from chalicelib.store.disclosures import ids_of
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


class RemainsOfDisclosures:
    """What was asked about a conversation, in the vault: found through the index of who asked, which goes last."""

    def __init__(self, vault: Table) -> None:
        self._table, self._index = vault, Remains(vault, keys.disclosures_of)

    def of(self, conversation: str) -> list[ItemKey]:
        """The keys of all disclosures that are there, expired or not."""
        asked = Key("pk").eq(keys.disclosures_of(conversation))
        index = self._table.query(asked, fresh=True, expired=True)
        wanted = [keys.disclosure(id) for item in index for id in ids_of(item)]
        return [key for key in wanted if self._is_there(key)]

    def _is_there(self, key: ItemKey) -> bool:
        wanted = Key("pk").eq(key["pk"]) & Key("sk").eq(key["sk"])
        return any(self._table.query(wanted, fresh=True, expired=True, only=("pk", "sk")))

    def delete(self, key: ItemKey) -> None:
        """Deletes one, and is told nothing of it."""
        self._index.delete(key)

    def forget(self, conversation: str) -> None:
        """Deletes the index, once nothing that it leads to is left."""
        for key in self._index.of(conversation):
            self._index.delete(key)
