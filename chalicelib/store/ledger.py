"""The retention ledger: which conversations end on which day, entered as their books close."""

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.retention import expiry_day, ledger_expires_at, to_epoch
from chalicelib.store import keys
from chalicelib.store.table import Table
from chalicelib.store.writes import Put


class Ledger:
    """Enters conversations. An entry bears ids only: of the conversation, and of the line that it ended on."""

    def __init__(self, chat: Table) -> None:
        self._table = chat

    def entering(self, closed: Conversation) -> Put:
        """The write that belongs to the transaction that closes the books."""
        day = expiry_day(closed.started_at)
        entry = {**keys.ledger_entry(day, closed.id), "line": closed.visitor.connection}
        return Put(self._table.name, entry | {"expires_at": to_epoch(ledger_expires_at(day))})
