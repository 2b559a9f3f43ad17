"""The settings that administrators keep: an item for each document, all of them in one partition."""

from collections.abc import Sequence

from chalicelib.domain.audit import Deed
from chalicelib.domain.configuration import Documents, KeptChannel, KeptService
from chalicelib.domain.races import Outdated
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import Table, missing
from chalicelib.store.writes import Condition, Put

_channel, _service = ItemMapping(KeptChannel), ItemMapping(KeptService)


class Configuration:
    """Reads and replaces them."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table, self._outbox = table, outbox

    def all(self, *, fresh: bool = False) -> Documents:
        """Every document, in one call. Raises ValidationError for one that we did not write."""
        items = {str(item["sk"]): item for item in self._table.query(Key("pk").eq(keys.configuration()), fresh=fresh)}
        service = items.pop(keys.SERVICE, None)
        kept = _service.from_item(service) if service else KeptService()
        return Documents(tuple(map(_channel.from_item, items.values())), kept)

    def replace(self, changed: Sequence[KeptChannel | KeptService], deeds: Sequence[Deed]) -> None:
        """Replaces the versions before, all or none, and leaves the deeds with them. Raises Outdated or Contended."""
        left = [part for deed in deeds for part in self._outbox.leaving(deed)]
        self._table.write_together((*map(self._put, changed), *left))

    def _put(self, after: KeptChannel | KeptService) -> Put:
        same = Attr("version").eq(after.version - 1) if after.version > 1 else missing()
        unchanged = Condition(same, Outdated, "two administrators do not undo each other unseen")
        if isinstance(after, KeptService):
            return Put(self._table.name, {**keys.settings_of_service(), **_service.to_item(after)}, unchanged)
        return Put(
            self._table.name, {**keys.settings_of_channel(after.channel.id), **_channel.to_item(after)}, unchanged
        )
