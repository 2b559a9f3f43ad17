"""Who asked to come back by nickname and does not any more: let in, or to be told no.

Whatever took their question away - the owner came back, somebody else asks, it ended, the counsellor said no - they are
told the same, and they are written down until they were: a question that nobody answers is worse than a no.
"""

from collections.abc import Collection
from dataclasses import replace

from chalicelib.domain.conversation import Ask, Conversation


def with_turned_away(before: Conversation, after: Conversation) -> Conversation:
    """What a step makes of a conversation, with whoever asked before it and is neither let in nor asks still."""
    ask = before.ask
    if ask is None or ask == after.ask or after.visitor.connection == ask.connection:
        return after
    return replace(after, turned_away=(*after.turned_away, ask))


def without_told(conversation: Conversation, told: Collection[Ask]) -> Conversation:
    """These know."""
    left = tuple(one for one in conversation.turned_away if one not in told)
    return conversation if left == conversation.turned_away else replace(conversation, turned_away=left)
