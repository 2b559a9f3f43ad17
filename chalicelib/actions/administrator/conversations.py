"""That conversations took place, and nothing that anybody said."""

import re
from typing import cast

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import persistently
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.paging import cursor, place_of
from chalicelib.actions.shared.refusals import language_of
from chalicelib.actions.shared.requests import Request
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.domain.audit import Act
from chalicelib.domain.brussels import day_of
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.retention import expiry_day
from chalicelib.domain.schedule import parse_date
from chalicelib.domain.states import State
from chalicelib.domain.tombstone import Tombstone
from chalicelib.protocol import answers
from chalicelib.protocol.outbound import EndedBy, EndReason
from chalicelib.protocol.requests import BadRequest, EraseConversation, Nothing, OfDay, Query

_ID = re.compile(r"[A-Za-z0-9_-]{16,32}")


def list_conversations(context: Context, request: Request[Nothing, OfDay]) -> answers.ConversationsView:
    """Conversations that began on a day, today when none is named, in order."""
    asked = request.query
    if asked.channel not in context.service:
        raise BadRequest("unknown")
    with at("day"):
        day = parse_date(asked.day) if asked.day else day_of(context.now())
    found, following = context.conversations.of_day(asked.channel, day, place_of(asked), asked.limit)
    return answers.ConversationsView(items=tuple(map(_shown, found)), next=following and cursor(following))


def erase_conversation(context: Context, request: Request[EraseConversation, Query]) -> answers.ErasedView:
    """Erases everything of a conversation that is over, before its time. It goes within a minute, for good.

    Asked twice, it is one act. Raises BadRequest for one that is unknown, or not over.
    """
    id = request.path["id"]
    found = context.conversations.get(id, fresh=True) if _ID.fullmatch(id) else None
    if found is not None and found.state is not State.CLOSED:
        raise BadRequest("still_going")
    stone = context.tombstones.of(id) if _ID.fullmatch(id) else None
    if found is None and stone is None:
        raise BadRequest("unknown")
    stone = stone or persistently(context, lambda: _placed(context, request, cast("Conversation", found)))
    return answers.ErasedView(conversation=id, erased_at=stone.erased_at, done=stone.done_at is not None)


def _placed(context: Context, request: Request[EraseConversation, Query], found: Conversation) -> Tombstone:
    """The tombstone, and the deed of whoever was first to erase it."""
    if stone := context.tombstones.of(found.id):
        return stone
    who, day = request.staff.shown, expiry_day(found.started_at)
    stone = Tombstone(found.id, context.now(), who, request.body.reason, found.visitor.connection, day)
    context.tombstones.place(stone, deed_of(context, request.staff, Act.CONVERSATION_ERASED, found.id))
    return stone


def _shown(one: Conversation) -> answers.ConversationView:
    # To people a conversation whose books are closed is an ended one.
    state = State.ENDED if one.state is State.CLOSED else one.state
    return answers.ConversationView(
        conversation=one.id,
        channel=one.channel,
        state=state.value,
        started_at=one.started_at,
        ended_at=one.ended_at,
        ended_by=cast("EndedBy | None", one.ended_by),
        reason=cast("EndReason | None", one.end_reason),
        counsellor=one.holder.first_name,
        language=language_of(one.language),
    )
