"""Disclosures in the vault, each act in one transaction with its entry of the audit trail: no act without entry."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice

from chalicelib.domain.audit import Addition
from chalicelib.domain.disclosure import Disclosure
from chalicelib.domain.disclosure_figures import Figures, counts_of_answer, counts_of_look
from chalicelib.domain.races import Decided
from chalicelib.domain.retention import to_epoch
from chalicelib.domain.sightings import Sighting
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import Table, missing
from chalicelib.store.trail import Trail
from chalicelib.store.writes import Condition, Item, Put, Update

_shape = ItemMapping(Disclosure)
_sighting = ItemMapping(Sighting)


class Disclosures:
    """Reads and changes them, and reads what they disclose. Only the function `vault` has the right to."""

    def __init__(self, vault: Table, trail: Trail) -> None:
        self._table, self._trail = vault, trail

    def get(self, id: str) -> Disclosure | None:
        """The disclosure, unless it went with its conversation."""
        item = self._table.get(keys.disclosure(id), fresh=True)
        return _shape.from_item(item) if item else None

    def latest_of(self, conversation: str, asker: str) -> str | None:
        """The id of what somebody asked last about a conversation."""
        item = self._table.get(keys.disclosure_of(conversation, asker), fresh=True)
        return str(item["id"]) if item else None

    def since(self, moment: datetime) -> Iterator[Disclosure]:
        """What was asked from a moment on, the newest first."""
        wanted = Key("pk").eq(keys.disclosures()) & Key("sk").gte(keys.disclosures_from(moment))
        return map(_shape.from_item, self._table.query(wanted, fresh=True, newest_first=True))

    def newest(self, before: str | None, page: int) -> list[Disclosure]:
        """What was asked before another one, or last."""
        wanted = Key("pk").eq(keys.disclosures()) & Key("sk").lt(before or "~")
        return list(map(_shape.from_item, islice(self._table.query(wanted, newest_first=True, page=page), page)))

    def ask(self, disclosure: Disclosure, instead_of: str | None, added: Addition) -> None:
        """A new one in the place of what its asker asked before. Raises Decided when they asked another meanwhile."""
        ends = {"expires_at": to_epoch(disclosure.expires_at)}
        last = Attr("id").eq(instead_of) if instead_of else missing()
        once = Condition(last, Decided, "one open request an asker and conversation")
        new = Condition(missing(), Decided, "ids are new")
        of = {**keys.disclosure_of(disclosure.conversation, disclosure.asker), "id": disclosure.id, **ends}
        self._table.write_together(
            (
                Put(self._table.name, of, once, blind=True),
                Put(self._table.name, _item(disclosure), new, blind=True),
                self._counting(disclosure, {"asked": 1}),
                *self._trail.adding(added),
            )
        )

    def decide(self, before: Disclosure, after: Disclosure, added: Addition, *, lone: bool) -> None:
        """The answer. Raises Decided where it was answered already, and where who decides is who asked."""
        decider = after.decision.by if after.decision else ""
        open_still = Attr("version").eq(before.version)
        two = open_still if lone else open_still & Attr("asker").ne(decider)
        condition = Condition(two, Decided, "two people, and one answer: whatever a page or a rule above says")
        self._change(after, condition, counts_of_answer(after), added)

    def look(self, before: Disclosure, after: Disclosure, added: Addition) -> None:
        """A look is written down. Raises Decided when there was another one at the same moment."""
        same = Condition(Attr("version").eq(before.version), Decided, "looks are counted one by one")
        self._change(after, same, counts_of_look(after), added)

    def _change(self, after: Disclosure, condition: Condition, counts: Mapping[str, int], added: Addition) -> None:
        put = Put(self._table.name, _item(after), condition, blind=True)
        self._table.write_together((put, self._counting(after, counts), *self._trail.adding(added)))

    def _counting(self, disclosure: Disclosure, counts: Mapping[str, int]) -> Update:
        return Update(self._table.name, keys.disclosure_figures(disclosure.year), add=counts)

    def mark_told(self, disclosure: Disclosure) -> None:
        """Administrators were told once more; of two that told at the same moment one is counted."""
        same = Condition(Attr("told").eq(disclosure.told), Decided, "counted once")
        self._table.write(Update(self._table.name, keys.disclosure(disclosure.id), add={"told": 1}, only_if=same))

    def sightings(self, conversation: str) -> list[Sighting]:
        """Where a conversation was held from, in order."""
        wanted = Key("pk").eq(keys.origins(conversation))
        return [_sighted(item) for item in self._table.query(wanted, fresh=True)]

    def figures(self, year: int) -> Figures:
        """The counts of a year."""
        item = self._table.get(keys.disclosure_figures(year)) or {}
        return Figures(year, {name: count for name, count in item.items() if isinstance(count, int)})


def _item(disclosure: Disclosure) -> dict[str, object]:
    item = {**keys.disclosure(disclosure.id), **_shape.to_item(disclosure)}
    return item | {"expires_at": to_epoch(disclosure.expires_at)}


def _sighted(item: Item) -> Sighting:
    return _sighting.from_item({**item, "number": int(str(item["sk"])), "at": item["kept_at"]})
