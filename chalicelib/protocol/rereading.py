"""What is asked and answered about own conversations that are over and may be read again."""

from typing import Annotated

from pydantic import Field

from chalicelib.protocol.answers import Next
from chalicelib.protocol.fields import Closed, ConversationId, Moment
from chalicelib.protocol.requests import Day, Paged
from chalicelib.protocol.sent import Sent, Side


class OfReadable(Paged):
    """Those that ended on a day; all of the last thirty days when none is named."""

    day: Day | None = None


class OneConversation(Closed):
    """Which conversation."""

    id: ConversationId


class OpenedView(Sent):
    """That it is written down who opens a conversation, and when."""

    conversation: str
    opened_at: Moment


class ReadableView(Sent):
    """An own conversation that is over, with no word of it."""

    conversation: str
    channel: str
    nickname: str
    started_at: Moment
    ended_at: Moment
    readable_until: Moment


class ReadablesView(Sent):
    """Own conversations that may be read again, the newest first. A page may be shorter than was asked for."""

    items: tuple[ReadableView, ...]
    next: Next = None


class SaidView(Sent):
    """One message: who wrote it, its number among those of its side, when. `author`: the counsellor's first name."""

    sender: Annotated[Side, Field(serialization_alias="from")]
    n: int
    at: Moment
    author: str | None
    text: str


class ReadingView(ReadableView):
    """What was said, in the order of reading."""

    messages: tuple[SaidView, ...]
