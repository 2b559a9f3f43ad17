"""The centres of a channel, in one item."""

from chalicelib.domain.audit import Deed
from chalicelib.domain.centres import Centres as Listed
from chalicelib.domain.races import Outdated
from chalicelib.store import keys
from chalicelib.store.conditions import Attr
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import Table, missing
from chalicelib.store.writes import Condition, Put

_listed = ItemMapping(Listed)


class Centres:
    """Reads and replaces the list of a channel."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table, self._outbox = table, outbox

    def of(self, channel: str, *, fresh: bool = False) -> Listed:
        """The list; an empty one when nobody has given it any."""
        item = self._table.get(keys.centres(channel), fresh=fresh)
        return _listed.from_item(item) if item else Listed()

    def replace(self, channel: str, after: Listed, deed: Deed) -> None:
        """Replaces the list of the version before, and leaves the deed with it. Raises Outdated or Contended."""
        same = Attr("version").eq(after.version - 1) if after.version > 1 else missing()
        unchanged = Condition(same, Outdated, "two administrators do not undo each other unseen")
        put = Put(self._table.name, {**keys.centres(channel), **_listed.to_item(after)}, unchanged)
        self._table.write_together((put, *self._outbox.leaving(deed)))
