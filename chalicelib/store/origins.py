"""The vault: where a conversation came from. The chat can put an origin and never read one."""

from boto3.dynamodb.conditions import Attr

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.retention import to_epoch
from chalicelib.privacy.origins import Origin
from chalicelib.store import keys
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Condition, Put, Update


class Origins:
    """Plans the write of an origin, which belongs to the transaction that starts a conversation, and its seal."""

    def __init__(self, vault: Table) -> None:
        self._table = vault

    def keeping(self, conversation: Conversation, origin: Origin) -> Put:
        """The write that keeps the origin of a conversation."""
        item = {
            **keys.origin(conversation.id),
            "address": origin.for_the_vault(),
            "channel": conversation.channel,
            "kept_at": keys.milliseconds(conversation.started_at),
            "expires_at": to_epoch(conversation.expires_at),
        }
        return Put(self._table.name, item)

    def seal(self, conversation: Conversation) -> None:
        """Gives the origin of an ended conversation its exact expiry, without reading it."""
        there = Condition(Attr("pk").exists(), ConditionFailed, "sealing revives nothing that TTL has deleted")
        expiry = {"expires_at": to_epoch(conversation.expires_at)}
        try:
            self._table.write(Update(self._table.name, keys.origin(conversation.id), expiry, only_if=there))
        except ConditionFailed:
            return
