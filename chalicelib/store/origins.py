"""The vault: where a conversation came from, each time. The chat can put an origin and never read or replace one."""

from datetime import datetime

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import to_epoch
from chalicelib.privacy.origins import Arrival
from chalicelib.store import keys
from chalicelib.store.conditions import Attr
from chalicelib.store.table import ConditionFailed, Table, missing
from chalicelib.store.writes import Condition, Put, Update


class Origins:
    """Plans the write of an origin, which belongs to the transaction that binds its line, and its seal."""

    def __init__(self, vault: Table) -> None:
        self._table = vault

    def keeping(self, conversation: Conversation, arrival: Arrival, at: datetime) -> Put:
        """The write that keeps where a conversation is held from since a moment, under the next number."""
        item = {
            **keys.origin(conversation.id, conversation.origins),
            "address": arrival.origin.for_the_vault() if arrival.origin else None,
            "way": arrival.way,
            "of": arrival.of,
            "channel": conversation.channel,
            "kept_at": keys.milliseconds(at),
            "expires_at": to_epoch(conversation.expires_at),
        }
        new = Condition(missing(), Outdated, "what was kept is never replaced")
        return Put(self._table.name, item, new, blind=True)

    def seal(self, conversation: Conversation) -> None:
        """Gives the origins of an ended conversation their exact expiry, without reading them."""
        for number in range(1, conversation.origins + 1):
            self._seal(conversation, number)

    def _seal(self, conversation: Conversation, number: int) -> None:
        there = Condition(Attr("pk").exists(), ConditionFailed, "sealing revives nothing that TTL has deleted")
        expiry = {"expires_at": to_epoch(conversation.expires_at)}
        try:
            self._table.write(Update(self._table.name, keys.origin(conversation.id, number), expiry, only_if=there))
        except ConditionFailed:
            return
