"""Who may read a conversation again that is over: whoever held it at its end, for a month."""

from datetime import datetime, timedelta

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.subject import Subject

READABLE_FOR = timedelta(days=30)
"""So long after its end a conversation may be read again by its counsellor."""


def may_reread(conversation: Subject | Conversation, counsellor: str, now: datetime) -> bool:
    """Whether this counsellor held the conversation at its end, less than thirty days ago.

    Who handed it over does not: from then on it is a colleague's, like every other.
    """
    ended = conversation.ended_at
    mine = conversation.holder.counsellor == counsellor
    return mine and not conversation.live and ended is not None and now < ended + READABLE_FOR
