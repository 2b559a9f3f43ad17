"""Own conversations of the last thirty days: listed, and read again once that is written down."""

from datetime import datetime

from chalicelib.actions.context import Context
from chalicelib.actions.shared.asking_vault import asked_of_vault
from chalicelib.actions.shared.paging import cursor, place_of
from chalicelib.actions.shared.requests import Request
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.domain.brussels import ONE_DAY, midnight
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.delivery import Message, in_order
from chalicelib.domain.rereading import READABLE_FOR, may_reread
from chalicelib.domain.schedule import parse_date
from chalicelib.domain.staff import Role, Staff
from chalicelib.protocol import rereading as views
from chalicelib.protocol.requests import BadRequest, Nothing, Query, read_query

Listing = Request[Nothing, views.OfReadable]


def list_readable(context: Context, request: Listing) -> views.ReadablesView:
    """Own conversations that ended in the last thirty days, or on one day of them, the newest first."""
    _only_counsellors(request.staff)
    since, until = _span(context, request.query)
    before, limit = place_of(request.query), request.query.limit
    ids, following = context.rereading.ended_with(request.staff.id, since, until, before, limit)
    found = context.conversations.get_each(ids)
    own = [found[id] for id in ids if id in found and _is_own(context, request.staff, found[id])]
    return views.ReadablesView(
        items=tuple(views.ReadableView(**_times(one)) for one in own),
        next=following and cursor(following),
    )


def read_again(context: Context, request: Request[Nothing, Query]) -> views.ReadingView:
    """Everything that was said in an own conversation that is over. Each opening is written down first."""
    _only_counsellors(request.staff)
    asked = read_query(views.OneConversation, {"id": request.path["id"]})
    _own(context, request.staff, asked.id)
    asked_of_vault(context, request, "conversation_reread", views.OpenedView, asked)
    # It may have been erased while it was written down.
    one = _own(context, request.staff, asked.id)
    said = in_order(message for side in Side for message in context.messages.since(one.id, side, 0))
    return views.ReadingView(**_times(one), messages=tuple(map(_said, said)))


def _only_counsellors(staff: Staff) -> None:
    if Role.COUNSELLOR not in staff.roles:
        raise BadRequest("not_allowed")


def _own(context: Context, staff: Staff, id: str) -> Conversation:
    """Raises BadRequest: somebody else's and nobody's look the same."""
    found = context.conversations.get(id, fresh=True)
    if found is None or not _is_own(context, staff, found):
        raise BadRequest("unknown")
    return found


def _is_own(context: Context, staff: Staff, one: Conversation) -> bool:
    """Who left a channel leaves its conversations behind too."""
    return one.channel in staff.channels and may_reread(one, staff.id, context.now())


def _span(context: Context, asked: views.OfReadable) -> tuple[datetime, datetime | None]:
    since = context.now() - READABLE_FOR
    if asked.day is None:
        return since, None
    with at("day"):
        day = parse_date(asked.day)
    return max(since, midnight(day)), midnight(day + ONE_DAY)


def _times(one: Conversation) -> dict[str, object]:
    ended = one.ended_at or one.started_at
    return {
        "conversation": one.id,
        "channel": one.channel,
        "nickname": one.nickname,
        "started_at": one.started_at,
        "ended_at": ended,
        "readable_until": ended + READABLE_FOR,
    }


def _said(one: Message) -> views.SaidView:
    return views.SaidView(sender=one.sender.value, n=one.n, at=one.at, author=one.author, text=one.text)
