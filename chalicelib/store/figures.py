"""Counters of a channel, by day: of conversations, of the light, and apart of those who were turned away."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zlib import crc32

from chalicelib.domain.brussels import day_of
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.figures import Counts, Words, counts_moved, counts_of, hour_of
from chalicelib.domain.light import Light
from chalicelib.domain.light_minutes import lit
from chalicelib.store import keys
from chalicelib.store.conditions import Key
from chalicelib.store.table import Table
from chalicelib.store.writes import Item, Update


class Figures:
    """Counts, and gives what was counted. Counts bear no expiry: they are of nobody."""

    def __init__(self, chat: Table) -> None:
        self._table = chat

    def closing(self, closed: Conversation, words: Words) -> Update:
        """The write that belongs to the transaction that closes the books, so that each is counted once."""
        return self.adding(closed, counts_of(closed, words))

    def moving(self, before: Conversation, after: Conversation) -> Sequence[Update]:
        """The write that belongs to another wrap-up of what has been counted."""
        counts = counts_moved(before.wrap_up, after.wrap_up)
        return (self.adding(after, counts),) if counts else ()

    def adding(self, of: Conversation, counts: Counts) -> Update:
        """More on the day on which the conversation began."""
        key = keys.talks(of.channel, day_of(of.started_at), crc32(of.id.encode()) % keys.TALKS_SHARDS)
        return Update(self._table.name, key, add=counts)

    def turn_away(self, channel: str, reason: str, connection: str, now: datetime) -> None:
        """One start more that was refused. A flood finds them spread over shards, apart from conversations."""
        key = keys.turned_away(channel, day_of(now), crc32(connection.encode()) % keys.TURNED_SHARDS)
        self._table.write(Update(self._table.name, key, add={f"{reason}.{hour_of(now)}": 1}))

    def talks_in(self, channel: str, month: date) -> dict[date, Counts]:
        """What was counted of conversations that began on each day of a month."""
        return _by_day(self._of(keys.talks_of(channel, month), keys.COUNTED))

    def light(self, channel: str, light: Light, since: datetime, until: datetime) -> None:
        """A light that stood from one moment to another."""
        for day, amounts in lit(light, since, until).items():
            self._table.write(Update(self._table.name, keys.lit(channel, day), add=amounts))

    def lit_in(self, channel: str, month: date) -> dict[date, Counts]:
        """How long each light stood on each day of a month, by hour, in milliseconds."""
        return _by_day(self._of(keys.talks_of(channel, month), keys.LIT))

    def turned_in(self, channel: str, month: date) -> dict[date, Counts]:
        """How many were turned away on each day of a month, by reason and hour."""
        shards = range(keys.TURNED_SHARDS)
        return _by_day(
            item for shard in shards for item in self._of(keys.turned_of(channel, month, shard), keys.COUNTED)
        )

    def _of(self, partition: str, kind: str) -> Iterator[Item]:
        return self._table.query(Key("pk").eq(partition) & Key("sk").begins_with(kind), fresh=True)


def _by_day(items: Iterator[Item]) -> dict[date, Counts]:
    found: dict[date, Counter[str]] = {}
    for item in items:
        counts = {name: count for name, count in item.items() if isinstance(count, int)}
        found.setdefault(date.fromisoformat(str(item["sk"]).split("#")[1]), Counter()).update(counts)
    return dict(found)
