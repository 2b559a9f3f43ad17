"""Nicknames of live conversations: taken just before the conversation is opened, free again when it ends.

Alone and not in the transaction that opens it, which would double the price. What a start that died has left behind
names a conversation that never came, and is in nobody's way for long.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.places import STARTING
from chalicelib.domain.races import NicknameTaken
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Attr, Expression
from chalicelib.store.table import ConditionFailed, Table, missing_or_expired
from chalicelib.store.writes import Condition, Delete, Item, Put

KEPT = timedelta(days=2)
"""No conversation lasts this long."""


class Nicknames:
    """Takes, finds and frees them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, channel: str, nickname: str) -> str | None:
        """Which conversation of the channel has this nickname."""
        item = self._table.get(keys.nickname(channel, nickname), fresh=True)
        return str(item["conversation"]) if item else None

    def take(self, conversation: Conversation, named: Callable[[str], Conversation | None]) -> None:
        """Takes the nickname for a conversation that is about to be opened; the same again is no harm.

        `named` reads the conversation that has it. Raises NicknameTaken or Contended.
        """
        now = conversation.started_at
        try:
            self._put(conversation, missing_or_expired(to_epoch(now)))
        except ConditionFailed as lost:
            there = lost.existing or {}
            other = str(there.get("conversation"))
            if other != conversation.id:
                if _is_taken(named(other), there, now):
                    raise NicknameTaken from None
                self._put_over(conversation, other)

    def _put_over(self, conversation: Conversation, other: str) -> None:
        try:
            self._put(conversation, Attr("conversation").eq(other))
        except ConditionFailed:
            raise NicknameTaken from None

    def _put(self, conversation: Conversation, unless: Expression) -> None:
        at = conversation.started_at
        key = keys.nickname(conversation.channel, conversation.nickname)
        item = {**key, "conversation": conversation.id, "taken_at": keys.milliseconds(at)}
        once = Condition(unless, ConditionFailed, "unique while it lives")
        self._table.write(Put(self._table.name, item | {"expires_at": to_epoch(at + KEPT)}, once))

    def freeing(self, conversation: Conversation) -> Delete:
        """The write that frees it, in the transaction that ends the conversation."""
        return Delete(self._table.name, keys.nickname(conversation.channel, conversation.nickname))

    def let_go(self, conversation: Conversation) -> None:
        """Frees the nickname of a conversation that did not come to be."""
        mine = Condition(Attr("conversation").eq(conversation.id), ConditionFailed, "what another has stays")
        with suppress(ConditionFailed):
            self._table.write(
                Delete(self._table.name, keys.nickname(conversation.channel, conversation.nickname), mine)
            )


def _is_taken(other: Conversation | None, there: Item, now: datetime) -> bool:
    at = there.get("taken_at")
    if other is not None or not isinstance(at, int):
        return other is not None and other.live
    return keys.milliseconds(now - STARTING) < at
