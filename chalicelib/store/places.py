"""The places that an origin takes: one item an origin and day, changed only from the version that was read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.brussels import day_of, midnight
from chalicelib.domain.places import Places as Taken
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Attr
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import Table
from chalicelib.store.writes import Condition, Item, Put

_places = ItemMapping(Taken)

KNOWN = timedelta(days=2)
"""As long as the key of the keyed hash: nobody can ask for it later."""


def read_places(origin_hashes: Sequence[str], items: Sequence[Item]) -> list[Taken]:
    """What the items say of each hash; nothing is taken where there is no item."""
    found = {one.origin_hash: one for one in map(_places.from_item, items)}
    return [found.get(origin_hash, Taken(origin_hash)) for origin_hash in origin_hashes]


class Places:
    """Reads and changes what origins take."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, origin_hashes: Sequence[str]) -> list[Taken]:
        """What is taken under each hash, in their order."""
        items = self._table.get_many([keys.places(one) for one in origin_hashes], fresh=True)
        return read_places(origin_hashes, items)

    def save(self, places: Taken, now: datetime) -> None:
        """Keeps it in place of the version that was read. Raises Outdated or Contended."""
        same = Attr("version").eq(places.version) if places.version else Attr("version").not_exists()
        # TTL deletes late: what reads as gone may still be lying there.
        gone = Attr("expires_at").lte(to_epoch(now))
        condition = Condition(same | gone, Outdated, "counted on what is still true")
        item = {**keys.places(places.origin_hash), **_places.to_item(replace(places, version=places.version + 1))}
        expiry = to_epoch(midnight(day_of(now) + KNOWN))
        self._table.write(Put(self._table.name, item | {"expires_at": expiry}, condition))
