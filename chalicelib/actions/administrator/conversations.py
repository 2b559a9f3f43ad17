"""That conversations took place, and nothing that anybody said."""

from typing import cast

from chalicelib.actions.administrator.paging import cursor, place_of
from chalicelib.actions.administrator.schedules import at
from chalicelib.actions.context import Context
from chalicelib.actions.shared.refusals import language_of
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.brussels import day_of
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.schedule import parse_date
from chalicelib.domain.states import State
from chalicelib.protocol import answers
from chalicelib.protocol.outbound import EndedBy, EndReason
from chalicelib.protocol.requests import BadRequest, Nothing, OfDay


def list_conversations(context: Context, request: Request[Nothing, OfDay]) -> answers.ConversationsView:
    """Conversations that began on a day, today when none is named, in order."""
    asked = request.query
    if asked.channel not in context.service:
        raise BadRequest("unknown")
    with at("day"):
        day = parse_date(asked.day) if asked.day else day_of(context.now())
    found, following = context.conversations.of_day(asked.channel, day, place_of(asked), asked.limit)
    return answers.ConversationsView(items=tuple(map(_shown, found)), next=following and cursor(following))


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
