"""Duties of counsellors: one item each, changed only from the version that was read.

A sparse index leads to who has a place to offer, fairest first, so that finding one costs the same however many
counsellors there are. An index lags: what it finds is read again before anything is decided.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple

from chalicelib.domain.duty import Duty, Offers
from chalicelib.domain.light import Light
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import Table
from chalicelib.store.writes import Condition, Item, Put

_duty = ItemMapping(Duty)

KEPT = timedelta(days=2)
"""No duty lasts this long: what is left of one is forgotten."""

FIRST, PAGE = 1, 16
"""Candidates that are read together: the first is nearly always it, so finding one costs the same at every size. The
index gives a page of the others for one unit."""

HELD_IN: Final = "held_in"
"""Goes into the index, so that who holds something of another channel is found without reading every duty."""

MOST_LOOKED_AT = 104
"""Beyond so many who fell silent and were not found yet nobody is looked for: upkeep takes them out of the index."""


class Duties:
    """Reads and changes duties."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, counsellor: str) -> Duty | None:
        """What the counsellor offers, or offered last."""
        return duty_of(self._table.get(keys.duty(counsellor), fresh=True))

    def save(self, before: Duty | None, after: Duty, now: datetime) -> Duty:
        """Changes a duty. Raises Outdated or Contended."""
        saved = next_version(before, after)
        self._table.write(self.changing(before, saved, now))
        return saved

    def changed(self, before: Duty, after: Duty, now: datetime) -> Put:
        """The write of `save`, for who writes something else in the same transaction."""
        return self.changing(before, next_version(before, after), now)

    def changing(self, before: Duty | None, after: Duty, now: datetime) -> Put:
        """The write that changes a duty, alone or together with the conversation that it holds or lets go."""
        same = Attr("version").eq(before.version) if before else Attr("version").not_exists()
        # TTL deletes late: a duty that reads as gone may still be lying there.
        gone = Attr("expires_at").lte(to_epoch(now))
        return Put(
            self._table.name, _item(after, now), Condition(same | gone, Outdated, "decided on what is still true")
        )

    def free(self, channel: str, now: datetime) -> Iterator[Duty]:
        """Who can take a conversation: fewest live conversations first, then who is idle longest."""
        return (duty for duty in self._offering(channel, Offers.FREE) if duty.free(now))

    def places(self, channel: str, now: datetime) -> Light:
        """What the places of a channel say, whatever its hours: open with a free one of somebody present, busy
        with somebody present, else closed."""
        light = self._free_places(channel, now)
        if light is not Light.CLOSED:
            return light
        here = next((duty for duty in self._looked_at(channel, Offers.TAKEN) if duty.present(now)), None)
        if here:
            return Light.OPEN if here.free(now) else Light.BUSY
        # Who came free between the two questions was found by neither.
        return self._free_places(channel, now)

    def _free_places(self, channel: str, now: datetime) -> Light:
        """Open at the first free place; busy where only places were found that have just been taken."""
        light = Light.CLOSED
        for duty in self._looked_at(channel, Offers.FREE):
            if duty.free(now):
                return Light.OPEN
            light = Light.BUSY if duty.present(now) else light
        return light

    def at_work(self, channel: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Who is on duty in a channel or was last, with that channel and those of all that they hold, as the index
        says it."""
        found = self._table.query(Key("offers_in").eq(channel), index=keys.OFFERS_INDEX)
        return ((keys.id_of(str(hit["pk"])), frozenset({channel, *_held_in(hit)})) for hit in found)

    def of_channel(self, channel: str) -> Iterator[Duty]:
        """Everybody who offers or holds something of a channel, in no particular order."""
        for offers in Offers:
            yield from self._offering(channel, offers)

    def _offering(self, channel: str, offers: Offers) -> Iterator[Duty]:
        return (duty for duty in self._looked_at(channel, offers) if duty.offers is offers)

    def fairest(self, channel: str) -> "Candidate | None":
        """Whom the index names first to take a conversation: to be read with what else a start asks."""
        wanted = Key("offers_in").eq(channel) & Key("offers_rank").begins_with(Offers.FREE.value)
        hit = next(self._table.query(wanted, index=keys.OFFERS_INDEX, page=1), None)
        return Candidate.of(hit) if hit else None

    def _looked_at(self, channel: str, offers: Offers) -> Iterator[Duty]:
        """Who offers this as the index says it, as they are now: a place that was just taken is busy, and not gone."""
        wanted = Key("offers_in").eq(channel) & Key("offers_rank").begins_with(offers.value)
        found = islice(self._table.query(wanted, index=keys.OFFERS_INDEX, page=PAGE), MOST_LOOKED_AT)
        yield from self._read_again(list(islice(found, FIRST)), channel)
        while some := list(islice(found, PAGE)):
            yield from self._read_again(some, channel)

    def _read_again(self, hits: list[Item], channel: str) -> Iterator[Duty]:
        """The duties themselves, with the last sign of life over their connection, in the order of the index."""
        if not hits:
            return
        candidates = list(map(Candidate.of, hits))
        wanted = [key for one in candidates for key in one]
        items = {(item["pk"], item["sk"]): item for item in self._table.get_many(wanted, fresh=True)}
        yield from (duty for one in candidates if (duty := one.read(items, channel)))


class Candidate(NamedTuple):
    """Where somebody's duty lies whom the index names, and the line that it knows of them."""

    duty: keys.Key
    line: keys.Key

    @classmethod
    def of(cls, hit: Item) -> "Candidate":
        """The keys of what the index found."""
        line = keys.connection_of_rank(str(hit["offers_rank"]))
        return cls({"pk": str(hit["pk"]), "sk": str(hit["sk"])}, keys.connection(line))

    def read(self, items: Mapping[tuple[object, object], Item], channel: str) -> Duty | None:
        """The duty as it is now, with the last sign of life over its line; None where it is of no such channel."""
        duty = duty_of(items.get((self.duty["pk"], self.duty["sk"])))
        if duty is None or duty.channel != channel:
            return None
        line = keys.connection(duty.connection)
        return _seen(duty, items.get((line["pk"], line["sk"])))


def duty_of(item: Item | None) -> Duty | None:
    """What the item of a duty says."""
    return _duty.from_item(item) if item else None


def next_version(before: Duty | None, after: Duty) -> Duty:
    return replace(after, version=(before.version if before else 0) + 1)


def _seen(duty: Duty, connection: Item | None) -> Duty:
    at = connection.get("seen_at") if connection else None
    if not isinstance(at, int):
        return duty
    return replace(duty, seen_at=max(duty.seen_at, datetime.fromtimestamp(at / 1000, UTC)))


def _item(duty: Duty, now: datetime) -> Item:
    key = keys.duty(duty.counsellor)
    item: dict[str, object] = {**key, **_duty.to_item(duty), "expires_at": to_epoch(now + KEPT)}
    if duty.due_at is not None:
        item |= {"due_shard": keys.due_shard(key["pk"]), "due_at": keys.milliseconds(duty.due_at)}
    if duty.on or duty.held:
        item |= {"offers_in": duty.channel, "offers_rank": keys.offers_rank(duty), HELD_IN: sorted(duty.held_in)}
    return item


def _held_in(hit: Item) -> list[str]:
    held = hit.get(HELD_IN)
    return [str(channel) for channel in held] if isinstance(held, list) else []
