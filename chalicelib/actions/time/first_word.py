"""A visitor who has not said a word: asked once whether they are there, and then their place goes to somebody else.

Whether they have spoken is seen from what is stored, so that no message has to tell it.
"""

from datetime import datetime

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import Step, change
from chalicelib.actions.shared.notify import tell
from chalicelib.actions.shared.reassignment import tell_end
from chalicelib.domain.conversation import ANSWER_WITHIN, LOOK_ROUND, Conversation, Side
from chalicelib.domain.first_word import ask_for_a_word, spoken
from chalicelib.domain.moves import end_silent
from chalicelib.domain.steps import IllegalMove
from chalicelib.protocol.outbound import NoticeFrame


def look(context: Context, id: str) -> datetime | None:
    """When to look again at a visitor who has not said a word, and asks them when it is time; None for who has, or was
    asked. Read again, because who turned out to be away is not asked."""
    conversation, now = context.conversations.get(id, fresh=True), context.now()
    if conversation is None or conversation.ask_at is None or _has_spoken(context, conversation):
        return None
    return conversation.ask_at if now < conversation.ask_at else _ask(context, conversation, now)


def _ask(context: Context, conversation: Conversation, now: datetime) -> datetime | None:
    """Asked first and written down afterwards: nobody's conversation ends on a question that they did not get."""
    until = now + ANSWER_WITHIN
    question = NoticeFrame(conversation=conversation.id, notice="silent_visitor", at=now, until=until)
    if not tell(context, conversation, Side.VISITOR, question):
        return now + LOOK_ROUND
    if _unless_answered(context, conversation, lambda one: ask_for_a_word(one, until)):
        tell(context, conversation, Side.COUNSELLOR, question)
    return None


def end(context: Context, conversation: Conversation) -> None:
    """They did not answer: told to both."""
    if _has_spoken(context, conversation):
        _unless_answered(context, conversation, spoken)
        return
    ended = _unless_answered(context, conversation, lambda one: end_silent(one, context.now()))
    if ended:
        tell_end(context, *ended)


def _has_spoken(context: Context, conversation: Conversation) -> bool:
    return context.messages.last_at(conversation.id, Side.VISITOR) is not None


def _unless_answered(
    context: Context, conversation: Conversation, step: Step
) -> tuple[Conversation, Conversation] | None:
    """Before and after a step; None when the visitor has answered meanwhile, or it is not to be done any more."""

    def checked(one: Conversation) -> Conversation:
        if one.wordless != conversation.wordless:
            raise IllegalMove("answered")
        return step(one)

    try:
        return change(context, conversation.id, checked)
    except IllegalMove:
        return None
