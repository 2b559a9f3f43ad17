"""Messages and their order: per sender by number, between senders by the server's time.

The browsers' reducer implements the same rule; `tests/vectors/` is shared by both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.conversation import Position, Side


@dataclass(frozen=True)
class Message:
    """One message, written once. `author`: the first name of the counsellor who wrote it, who may hand over later, and
    `writer` who that is: two colleagues may bear one name. A message from before that was kept has no writer."""

    conversation: str
    sender: Side
    n: int
    id: str
    text: str
    at: datetime
    author: str | None = None
    writer: str | None = None


def in_order(messages: Iterable[Message]) -> list[Message]:
    """Sorts messages for reading.

    Two frames of one sender may be stored the wrong way round, so a message counts as no earlier than any
    before it of the same sender.
    """
    latest: dict[Side, datetime] = {}
    timed = []
    for message in sorted(messages, key=lambda message: (message.sender, message.n)):
        latest[message.sender] = max(message.at, latest.get(message.sender, message.at))
        timed.append((latest[message.sender], message.sender, message.n, message))
    return [message for *_, message in sorted(timed, key=lambda row: row[:3])]


def highest(one: Position, other: Position) -> Position:
    """The higher number of each sender."""
    return Position(max(one.visitor, other.visitor), max(one.counsellor, other.counsellor))
