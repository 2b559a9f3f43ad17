"""What time does to a conversation, and when: the rule behind the due-time index."""

from datetime import datetime
from enum import StrEnum

from chalicelib.domain.conversation import (
    HINT_AFTER,
    HOUR,
    SETTLED,
    Conversation,
    NoticeWord,
    Side,
)
from chalicelib.domain.states import State


class Due(StrEnum):
    """What is to be done now."""

    VISITOR_OVERDUE = "visitor_overdue"
    COUNSELLOR_OVERDUE = "counsellor_overdue"
    OFFER_OVER = "offer_over"
    COUNSELLOR_UNTOLD = "counsellor_untold"
    ASKER_UNTOLD = "asker_untold"
    STILL_NO_WORD = "still_no_word"
    FIFTY_MINUTES = "fifty_minutes"
    ONE_HOUR = "one_hour"
    CLOSING = "closing"
    CLOSE_BOOKS = "close_books"


def timers(conversation: Conversation) -> dict[Due, datetime]:
    """Everything that time will still do to this conversation, and when."""
    if conversation.state is State.CLOSED:
        return {}
    if conversation.ended_at is not None:
        return {Due.CLOSE_BOOKS: conversation.ended_at + SETTLED}
    rules = (_absence, _notices, _offer, _untold, _turned_away, _wordless)
    return {word: moment for rule in rules for word, moment in rule(conversation).items()}


def _absence(conversation: Conversation) -> dict[Due, datetime]:
    """Who is away and until when. Who falls silent is found through the duty of the counsellor."""
    sides = {Due.VISITOR_OVERDUE: Side.VISITOR, Due.COUNSELLOR_OVERDUE: Side.COUNSELLOR}
    away = {word: conversation.line(side).until for word, side in sides.items() if not conversation.here(side)}
    return {word: until for word, until in away.items() if until is not None}


def _notices(conversation: Conversation) -> dict[Due, datetime]:
    started = conversation.started_at
    moments = {
        NoticeWord.FIFTY_MINUTES: started + HINT_AFTER,
        NoticeWord.ONE_HOUR: started + HOUR,
        NoticeWord.CLOSING: conversation.closing_at,
    }
    return {
        Due(word.value): moment
        for word, moment in moments.items()
        if moment is not None and word not in conversation.noticed
    }


def _offer(conversation: Conversation) -> dict[Due, datetime]:
    return {Due.OFFER_OVER: conversation.offer.until} if conversation.offer else {}


def _untold(conversation: Conversation) -> dict[Due, datetime]:
    if conversation.untold is None or not conversation.here(Side.COUNSELLOR):
        return {}
    return {Due.COUNSELLOR_UNTOLD: conversation.untold}


def _turned_away(conversation: Conversation) -> dict[Due, datetime]:
    """They are told at once; this is for what was lost on the way."""
    untold = [one.until for one in conversation.turned_away]
    return {Due.ASKER_UNTOLD: min(untold)} if untold else {}


def _wordless(conversation: Conversation) -> dict[Due, datetime]:
    """The end of what was asked, only while both are here. When to ask is found through the duty of the counsellor."""
    if conversation.answer_by is None or conversation.state is not State.TALKING:
        return {}
    return {Due.STILL_NO_WORD: conversation.answer_by}


def due_at(conversation: Conversation) -> datetime | None:
    """When upkeep has to look at this conversation again; never when its books are closed."""
    return min(timers(conversation).values(), default=None)


def due_now(conversation: Conversation, now: datetime) -> Due | None:
    """The one thing to do first: the earliest of what is due."""
    ready = [(moment, word) for word, moment in timers(conversation).items() if moment <= now]
    return min(ready)[1] if ready else None
