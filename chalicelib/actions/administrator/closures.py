"""Days on which a channel stays closed."""

from dataclasses import replace

from chalicelib.actions.administrator.schedules import MOST, change_schedule, known_id, readable_or_new
from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.paging import page_of
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.schedule import Closure, Schedule, day_of, parse_date
from chalicelib.protocol import answers
from chalicelib.protocol.requests import AddClosure, BadRequest, Nothing, Paged, Query


def list_closures(context: Context, request: Request[Nothing, Paged]) -> answers.ClosuresView:
    """Closures in order of their first day."""
    schedule = readable_or_new(context, channel_of(context, request).id)
    page, following = page_of(schedule.closures, request.query, lambda one: f"{one.first}#{one.id}")
    return answers.ClosuresView(items=tuple(map(_shown, page)), next=following)


def add_closure(context: Context, request: Request[AddClosure, Query]) -> answers.ClosureView:
    """One closure more."""
    asked = request.body
    with at("first"):
        first = parse_date(asked.first)
    with at("last"):
        last = parse_date(asked.last)
    if first <= last < day_of(context.now()):
        raise BadRequest("invalid", (("first", "past"),))
    closure = Closure(context.new_id(), first, last, asked.reason)
    channel = channel_of(context, request).id
    days = {Detail.CHANNEL: channel, Detail.FIRST: first.isoformat(), Detail.LAST: last.isoformat()}
    deed = deed_of(context, request.staff, Act.CLOSURE_ADDED, closure.id, days)
    change_schedule(context, channel, lambda one: _with(one, closure), deed, "last")
    return _shown(closure)


def _with(schedule: Schedule, closure: Closure) -> Schedule:
    if len(schedule.closures) >= MOST:
        raise BadRequest("invalid", (("request", "too_many"),))
    return replace(schedule, closures=(*schedule.closures, closure))


def remove_closure(context: Context, request: Request[Nothing, Query]) -> None:
    """One closure less. Raises BadRequest when there is no such closure."""
    channel, id = channel_of(context, request).id, known_id(request.path["id"])
    deed = deed_of(context, request.staff, Act.CLOSURE_REMOVED, id, {Detail.CHANNEL: channel})
    change_schedule(context, channel, lambda one: _without(one, id), deed)


def _without(schedule: Schedule, id: str) -> Schedule:
    left = tuple(closure for closure in schedule.closures if closure.id != id)
    if len(left) == len(schedule.closures):
        raise BadRequest("unknown")
    return replace(schedule, closures=left)


def _shown(closure: Closure) -> answers.ClosureView:
    first, last = closure.first.isoformat(), closure.last.isoformat()
    return answers.ClosureView(id=closure.id, first=first, last=last, reason=closure.reason)
