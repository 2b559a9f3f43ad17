"""What was said, noted and answered in a conversation. A message is one item, written once."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from chalicelib.domain.conversation import Conversation, Position, Side
from chalicelib.domain.delivery import Message
from chalicelib.domain.figures import Words, counts_of_survey
from chalicelib.domain.note import Note
from chalicelib.domain.races import NumberTaken
from chalicelib.domain.retention import to_epoch
from chalicelib.store import keys
from chalicelib.store.conditions import Key
from chalicelib.store.figures import Figures
from chalicelib.store.item_mapping import ItemMapping
from chalicelib.store.table import ConditionFailed, Table, missing
from chalicelib.store.writes import Condition, Item, Put

_message, _note = ItemMapping(Message), ItemMapping(Note)
_written_once = Condition(missing(), ConditionFailed, "a number is given once; the same id again is a repeat")


class Messages:
    """Reads and writes what belongs to a conversation. The caller knows that the conversation may be read."""

    def __init__(self, table: Table, figures: Figures) -> None:
        self._table, self._figures = table, figures

    def add(self, message: Message, expires_at: datetime) -> Message:
        """Stores a message once, until its conversation expires; a repeat of the same id gives what was stored.

        Raises NumberTaken.
        """
        key = keys.message(message.conversation, message.sender, message.n)
        existing = self._in_the_way(key, {**_message.to_item(message), "expires_at": to_epoch(expires_at)})
        stored = _message.from_item(existing) if existing else message
        if stored.id != message.id:
            raise NumberTaken
        return stored

    def _in_the_way(self, key: keys.Key, values: Item) -> Item | None:
        """Writes an item once; gives the one that was there, and then nothing is written.

        The refusal brings it along, except from engines that are older than that; those are asked.
        """
        try:
            self._table.write(Put(self._table.name, {**key, **values}, _written_once))
        except ConditionFailed as failed:
            return failed.existing or self._table.get(key, fresh=True)
        return None

    def since(self, conversation: str, side: Side, n: int) -> Iterator[Message]:
        """Messages of one side after number `n`, in order of number."""
        after = Key("pk").eq(keys.belongings(conversation)) & Key("sk").between(
            keys.numbered(side, n + 1), keys.messages(side) + "~"
        )
        return map(_message.from_item, self._table.query(after, fresh=True))

    def last(self, conversation: str) -> Position:
        """The highest number that is stored of each side."""
        return Position(self._last_of(conversation, Side.VISITOR), self._last_of(conversation, Side.COUNSELLOR))

    def last_at(self, conversation: str, side: Side) -> datetime | None:
        """When a side said something for the last time."""
        newest = self._newest(conversation, side)
        return newest.at if newest else None

    def words(self, conversation: str) -> Words:
        """How much was said, and when the counsellor answered first."""
        said = self.last(conversation)
        first = next(self.since(conversation, Side.COUNSELLOR, 0), None) if said.counsellor else None
        return Words(said.visitor, said.counsellor, first.at if first else None)

    def _last_of(self, conversation: str, side: Side) -> int:
        newest = self._newest(conversation, side)
        return newest.n if newest else 0

    def _newest(self, conversation: str, side: Side) -> Message | None:
        wanted = Key("pk").eq(keys.belongings(conversation)) & Key("sk").begins_with(keys.messages(side))
        newest = next(self._table.query(wanted, fresh=True, newest_first=True, page=1), None)
        return _message.from_item(newest) if newest else None

    def add_note(self, note: Note, expires_at: datetime) -> Note:
        """Stores a private note once, until its conversation expires; a repeat gives what was stored."""
        values = {**_note.to_item(note), "expires_at": to_epoch(expires_at)}
        existing = self._in_the_way(keys.note(note.conversation, note.id), values)
        return _note.from_item(existing) if existing else note

    def notes(self, conversation: str) -> list[Note]:
        """Private notes in order of time."""
        wanted = Key("pk").eq(keys.belongings(conversation)) & Key("sk").begins_with(keys.NOTE)
        found = map(_note.from_item, self._table.query(wanted, fresh=True))
        return sorted(found, key=lambda note: (note.at, note.id))

    def add_survey(self, conversation: Conversation, answers: dict[str, object], at: datetime) -> None:
        """Keeps what the visitor thought and counts it, once; the first answer counts. Raises Contended."""
        values = {**answers, "at": keys.milliseconds(at), "expires_at": to_epoch(conversation.expires_at)}
        put = Put(self._table.name, {**keys.survey(conversation.id), **values}, _written_once)
        with suppress(ConditionFailed):
            self._table.write_together((put, self._figures.adding(conversation, counts_of_survey(answers))))
