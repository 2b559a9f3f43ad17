"""Days on which a channel stays closed."""

from dataclasses import replace

from chalicelib.actions.administrator.schedules import MOST, at, change_schedule, readable_or_new
from chalicelib.actions.asking import Request, channel_of
from chalicelib.actions.paging import page_of
from chalicelib.actions.world import World
from chalicelib.domain.schedule import Closure, Schedule, parse_date
from chalicelib.protocol import answers
from chalicelib.protocol.requests import AddClosure, BadRequest, Nothing, Paged, Query


def list_closures(world: World, request: Request[Nothing, Paged]) -> answers.Closures:
    """Closures in order of their first day."""
    schedule = readable_or_new(world, channel_of(world, request).id)
    page, following = page_of(schedule.closures, request.query, lambda one: f"{one.first}#{one.id}")
    return answers.Closures(items=tuple(map(_shown, page)), next=following)


def add_closure(world: World, request: Request[AddClosure, Query]) -> answers.Closure:
    """One closure more."""
    asked = request.body
    with at("first"):
        first = parse_date(asked.first)
    with at("last"):
        last = parse_date(asked.last)
    closure = Closure(world.new_id(), first, last, asked.reason)
    change_schedule(world, channel_of(world, request).id, lambda one: _with(one, closure), "last")
    return _shown(closure)


def _with(schedule: Schedule, closure: Closure) -> Schedule:
    if len(schedule.closures) >= MOST:
        raise BadRequest("invalid", (("request", "too_many"),))
    return replace(schedule, closures=(*schedule.closures, closure))


def remove_closure(world: World, request: Request[Nothing, Query]) -> None:
    """One closure less. Raises BadRequest when there is no such closure."""
    change_schedule(world, channel_of(world, request).id, lambda one: _without(one, request.path["id"]))


def _without(schedule: Schedule, id: str) -> Schedule:
    left = tuple(closure for closure in schedule.closures if closure.id != id)
    if len(left) == len(schedule.closures):
        raise BadRequest("unknown")
    return replace(schedule, closures=left)


def _shown(closure: Closure) -> answers.Closure:
    first, last = closure.first.isoformat(), closure.last.isoformat()
    return answers.Closure(id=closure.id, first=first, last=last, reason=closure.reason)
