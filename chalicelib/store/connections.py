"""Who is behind a connection, and the tickets with which counsellors open theirs."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.domain.connection import StaffConnection, Ticket, VisitorConnection
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Key
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Condition, Delete, Item, Put, Update

LONGEST_CONNECTION = timedelta(hours=3)
"""API Gateway closes a connection after two hours; what is left after three is forgotten."""

TICKET_LASTS = timedelta(seconds=30)

_visitor, _staff, _ticket = ItemMapping(VisitorConnection), ItemMapping(StaffConnection), ItemMapping(Ticket)


def visitor_item(bound: VisitorConnection) -> dict[str, object]:
    """The item of a visitor's connection; it expires with the conversation, for the survey after it."""
    key, expiry = keys.connection(bound.connection), to_epoch(bound.expires_at)
    return {**key, **_visitor.to_item(bound), "kind": "visitor", "expires_at": expiry}


def bound_of(item: Item | None) -> VisitorConnection | StaffConnection | None:
    """Who is there, of the item of a connection."""
    if item is None:
        return None
    return _staff.from_item(item) if item["kind"] == "staff" else _visitor.from_item(item)


class Connections:
    """Reads and writes connections and tickets."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, connection: str, *, fresh: bool = False) -> VisitorConnection | StaffConnection | None:
        """Who is there; None for a visitor who has not started."""
        return bound_of(self._table.get(keys.connection(connection), fresh=fresh))

    def add_staff(self, staff: StaffConnection) -> None:
        """A counsellor's connection is open."""
        key, expiry = keys.connection(staff.connection), to_epoch(staff.seen_at + LONGEST_CONNECTION)
        item = {**key, **_staff.to_item(staff), "kind": "staff", "expires_at": expiry}
        self._table.write(Put(self._table.name, item))

    def narrow(self, connection: str, channels: Sequence[str]) -> None:
        """A counsellor's connection is good for these channels only; nothing where it is gone."""
        known = Condition(Attr("pk").exists(), ConditionFailed, "what is taken away makes no connection")
        self._try(Update(self._table.name, keys.connection(connection), {"channels": list(channels)}, only_if=known))

    def mark(self, connection: str, now: datetime, n: int | None = None) -> None:
        """A sign of life, and the number of messages at that moment; nothing where the connection is gone."""
        marks = {} if n is None else {"mark_n": n, "mark_at": keys.milliseconds(now)}
        known = Condition(Attr("pk").exists(), ConditionFailed, "a mark makes no connection")
        seen = {"seen_at": keys.milliseconds(now)} | marks
        self._try(Update(self._table.name, keys.connection(connection), seen, only_if=known))

    def _try(self, update: Update) -> None:
        try:
            self._table.write(update)
        except ConditionFailed:
            return

    def forget(self, connection: str) -> None:
        """The connection is over."""
        self._table.write(Delete(self._table.name, keys.connection(connection)))

    def is_of(self, connection: str, conversation: str) -> bool:
        """Whether a line still is that of this conversation, expired or not; no more is read of it."""
        wanted = Key("pk").eq(keys.connection(connection)["pk"])
        found = self._table.query(wanted, fresh=True, expired=True, only=("pk", "sk", "conversation"))
        return any(item.get("conversation") == conversation for item in found)

    def let_go(self, connection: str, conversation: str) -> None:
        """Deletes the line of a conversation that is over, unless it has another one by now."""
        mine = Condition(Attr("conversation").eq(conversation), ConditionFailed, "a line may begin anew")
        with suppress(ConditionFailed):
            self._table.write(Delete(self._table.name, keys.connection(connection), mine, blind=True))

    def add_ticket(self, secret_hash: str, ticket: Ticket, now: datetime) -> datetime:
        """Keeps a ticket by its hash; gives the moment up to which it is good."""
        until = now + TICKET_LASTS
        item = {**keys.ticket(secret_hash), **_ticket.to_item(ticket)}
        times = {"until": keys.milliseconds(until), "expires_at": to_epoch(until)}
        self._table.write(Put(self._table.name, item | times))
        return until

    def use_ticket(self, secret_hash: str, now: datetime) -> Ticket | None:
        """Takes the ticket away and gives it, once; None when it is unknown, used or over 30 seconds old."""
        good = Attr("until").gt(keys.milliseconds(now))
        condition = Condition(good, ConditionFailed, "single use, 30 seconds")
        try:
            item = self._table.write(Delete(self._table.name, keys.ticket(secret_hash), condition))
        except ConditionFailed:
            return None
        return _ticket.from_item(item) if item else None
