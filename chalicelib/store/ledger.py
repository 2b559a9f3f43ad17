"""The retention ledger: which conversations end on which day, and how far the nightly step has come with them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from chalicelib.domain.audit import Deed
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.ledger import LedgerEntry, Night
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import expiry_day, ledger_expires_at, to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import ConditionFailed, Table, missing
from chalicelib.store.writes import Condition, Put, Update


class Ledger:
    """Enters conversations and reads days. An entry bears ids only: of the conversation and of its last line."""

    def __init__(self, chat: Table, outbox: Outbox) -> None:
        self._table, self._outbox = chat, outbox

    def entering(self, closed: Conversation) -> Put:
        """The write that belongs to the transaction that closes the books."""
        return self._put(expiry_day(closed.started_at), closed.id, closed.visitor.connection)

    def _put(self, day: date, conversation: str, line: str | None, unless: Condition | None = None) -> Put:
        entry = {**keys.ledger_entry(day, conversation), "line": line}
        return Put(self._table.name, entry | {"expires_at": to_epoch(ledger_expires_at(day))}, unless)

    def enter_late(self, day: date, conversation: str) -> None:
        """Enters a conversation whose books were never closed; one that is entered stays as it is."""
        once = Condition(missing(), ConditionFailed, "what closing the books entered says more")
        with suppress(ConditionFailed):
            self._table.write(self._put(day, conversation, None, once))

    def began_on(self, channel: str, day: date) -> Iterator[str]:
        """Conversations of a channel that began on a day and are still there, expired or not."""
        found = self._table.query(Key("day").eq(keys.day(channel, day)), index=keys.DAY_INDEX)
        return (keys.id_of(str(item["pk"])) for item in found)

    def entries(self, day: date, after: str = "") -> Iterator[LedgerEntry]:
        """The conversations whose last day this is, in order of their ids, those after one."""
        wanted = Key("pk").eq(keys.ledger(day)) & Key("sk").gt(after or " ")
        for item in self._table.query(wanted, fresh=True):
            line = item.get("line")
            yield LedgerEntry(str(item["sk"]), str(line) if line else None, item.get("late") is True)

    def mark_late(self, day: date, conversation: str) -> None:
        """Written before anything of it is deleted, so that whoever goes on after a crash counts it too."""
        there = Condition(Attr("pk").exists(), ConditionFailed, "a mark makes no entry")
        self._table.write(Update(self._table.name, keys.ledger_entry(day, conversation), {"late": True}, only_if=there))

    def night(self) -> Night | None:
        """How far the nightly step has come; None on a stage that is new."""
        item = self._table.get(keys.night(), fresh=True)
        if item is None:
            return None
        remaining, version = (int(str(item[name])) for name in ("remaining", "version"))
        return Night(date.fromisoformat(str(item["day"])), str(item["after"]), remaining, version)

    def proved_in(self, month: date) -> dict[date, bool]:
        """The days of a month that were proved, and whether something of them was late."""
        found = self._table.query(Key("pk").eq(keys.proved_of(month)), fresh=True)
        return {date.fromisoformat(str(item["sk"]).partition("#")[2]): item.get("late") is True for item in found}

    def save_night(self, before: Night, after: Night, deed: Deed | None = None, *, late: bool = False) -> Night:
        """How far it has come now, with the proof of a day for the audit trail and the figures in the same transaction.

        Raises Outdated when another run was first, or Contended; then nothing is written.
        """
        saved = replace(after, version=before.version + 1)
        same = Attr("version").eq(before.version) if before.version else missing()
        only_one = Condition(same, Outdated, "two runs at once: one of them goes on")
        item = {"day": saved.day.isoformat(), "after": saved.after, "remaining": saved.remaining}
        put = Put(self._table.name, {**keys.night(), **item, "version": saved.version}, only_one)
        # A count of nobody, which stays: the trail is kept for some years only.
        proof = [Put(self._table.name, {**keys.proved(before.day), "late": late})] if deed else []
        self._table.write_together((put, *proof, *self._outbox.leaving(deed)))
        return saved
