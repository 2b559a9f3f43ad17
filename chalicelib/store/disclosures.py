"""Disclosures in the vault, each act in one transaction with its entry of the audit trail: no act without entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import islice

from chalicelib.domain.audit import Addition
from chalicelib.domain.disclosure import Disclosure
from chalicelib.domain.disclosure_figures import Figures, counts_of_answer, counts_of_look
from chalicelib.domain.races import Decided
from chalicelib.domain.retention import LEDGER_KEPT, to_epoch
from chalicelib.domain.sightings import Sighting
from chalicelib.domain.subject import Subject
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import Table, missing
from chalicelib.store.trail import Trail
from chalicelib.store.writes import Check, Condition, Item, Put, Update

_shape = ItemMapping(Disclosure)
_sighting, _subject = ItemMapping(Sighting), ItemMapping(Subject)

KNOWN_OF_SUBJECTS = ("pk", "sk", "expires_at", *(field.name for field in fields(Subject)))
"""All that is read of conversations here, and all that the right of `vault` lets through."""


class Disclosures:
    """Reads and changes them, and reads what they disclose. Only the function `vault` has the right to."""

    def __init__(self, vault: Table, chat: Table, trail: Trail) -> None:
        self._table, self._chat, self._trail = vault, chat, trail

    def subject(self, conversation: str) -> Subject | None:
        """The conversation, unless its six months are over or it was erased."""
        key = keys.conversation(conversation)
        wanted = Key("pk").eq(key["pk"]) & Key("sk").eq(key["sk"])
        found = self._chat.query(wanted, fresh=True, only=KNOWN_OF_SUBJECTS)
        return next(map(_subject.from_item, found), None)

    def get(self, id: str) -> Disclosure | None:
        """The disclosure, unless it went with its conversation."""
        item = self._table.get(keys.disclosure(id), fresh=True)
        return _shape.from_item(item) if item else None

    def asked_by(self, asker: str, conversation: str) -> list[str]:
        """The ids of what somebody asked about a conversation, the latest last."""
        item = self._table.get(keys.disclosure_of(conversation, asker), fresh=True)
        return ids_of(item) if item else []

    def since(self, moment: datetime) -> Iterator[Disclosure]:
        """What was asked from a moment on, the newest first."""
        wanted = Key("pk").eq(keys.disclosures()) & Key("sk").gte(keys.disclosures_from(moment))
        return map(_shape.from_item, self._table.query(wanted, fresh=True, newest_first=True))

    def newest(self, before: str | None, page: int) -> list[Disclosure]:
        """What was asked before another one, or last."""
        wanted = Key("pk").eq(keys.disclosures()) & Key("sk").lt(before or "~")
        return list(map(_shape.from_item, islice(self._table.query(wanted, newest_first=True, page=page), page)))

    def ask(self, disclosure: Disclosure, before: Sequence[str], added: Addition) -> None:
        """A new one after those that its asker asked before. Raises Decided when they asked another meanwhile, or when
        the conversation is gone."""
        last = Attr("ids").eq(list(before)) if before else missing()
        once = Condition(last, Decided, "one open request an asker and conversation")
        new = Condition(missing(), Decided, "ids are new")
        there = Condition(Attr("pk").exists(), Decided, "of what was erased nothing is written any more")
        # Whoever deletes finds the disclosures here, so it outlives them.
        ends = to_epoch(disclosure.expires_at + LEDGER_KEPT)
        of = keys.disclosure_of(disclosure.conversation, disclosure.asker)
        asked = {**of, "ids": [*before, disclosure.id], "expires_at": ends}
        self._table.write_together(
            (
                Check(self._chat.name, keys.conversation(disclosure.conversation), there),
                Put(self._table.name, asked, once, blind=True),
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


def ids_of(asked: Item) -> list[str]:
    """The disclosures that somebody asked of one conversation."""
    ids = asked["ids"]
    return list(map(str, ids)) if isinstance(ids, list) else []


def _item(disclosure: Disclosure) -> dict[str, object]:
    item = {**keys.disclosure(disclosure.id), **_shape.to_item(disclosure)}
    return item | {"expires_at": to_epoch(disclosure.expires_at)}


def _sighted(item: Item) -> Sighting:
    return _sighting.from_item({**item, "number": int(str(item["sk"])), "at": item["kept_at"]})
