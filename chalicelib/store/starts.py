"""Everything that a start has to know, in two calls: each question more would be one more wait of somebody in need."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.start import Known
from chalicelib.store import keys
from chalicelib.store.blocks import holding
from chalicelib.store.channels import schedule_of
from chalicelib.store.connections import bound_of
from chalicelib.store.duties import Duties
from chalicelib.store.places import read_places
from chalicelib.store.table import Table


class Starts:
    """Reads what lies with channels, blocks, connections and places."""

    def __init__(self, table: Table, duties: Duties) -> None:
        self._table, self._duties = table, duties

    def known(self, channel: str, connection: str, origin_hashes: Sequence[str], now: datetime) -> Known:
        """What is known at this moment; of a schedule that is missing or broken: none, which means closed."""
        line, hours = keys.connection(connection), keys.schedule(channel)
        blocks, places = [[key(one) for one in origin_hashes] for key in (keys.block, keys.places)]
        fairest = self._duties.fairest(channel)
        wanted = [line, hours, *blocks, *places, *(fairest or ())]
        items = {(item["pk"], item["sk"]): item for item in self._table.get_many(wanted, fresh=True)}
        found = [items.get((key["pk"], key["sk"])) for key in wanted[: 2 + 2 * len(origin_hashes)]]
        return Known(
            bound=bound_of(found[0]),
            schedule=schedule_of(found[1]),
            block=holding([item for item in found[2 : 2 + len(blocks)] if item], now),
            fairest=fairest.read(items, channel) if fairest else None,
            places=tuple(read_places(origin_hashes, [item for item in found[2 + len(blocks) :] if item])),
        )
