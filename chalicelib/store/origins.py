"""The vault: where a conversation came from, each time. The chat can put an origin and never read or replace one."""

from datetime import datetime

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.races import Outdated
from chalicelib.domain.retention import to_epoch
from chalicelib.privacy.origins import Arrival
from chalicelib.store import keys
from chalicelib.store.table import Table, missing
from chalicelib.store.writes import Condition, Put


class Origins:
    """Plans the write of an origin, which belongs to the transaction that binds its line."""

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
