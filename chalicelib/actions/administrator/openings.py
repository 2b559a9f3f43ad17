"""Hours on which a channel is open by exception."""

from dataclasses import replace

from chalicelib.actions.administrator.schedules import MOST, change_schedule, known_id, readable_or_new
from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.paging import page_of
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.schedule import Opening, Schedule, format_wall, opening_between, parse_wall
from chalicelib.protocol import answers
from chalicelib.protocol.requests import AddOpening, BadRequest, Nothing, Paged, Query


def list_openings(context: Context, request: Request[Nothing, Paged]) -> answers.OpeningsView:
    """Exceptional openings in order of their beginning."""
    schedule = readable_or_new(context, channel_of(context, request).id)
    page, following = page_of(schedule.openings, request.query, lambda one: f"{one.opens.isoformat()}#{one.id}")
    return answers.OpeningsView(items=tuple(map(_shown, page)), next=following)


def add_opening(context: Context, request: Request[AddOpening, Query]) -> answers.OpeningView:
    """One exceptional opening more."""
    asked = request.body
    with at("opens"):
        opens = parse_wall(asked.opens)
    with at("closes"):
        closes = parse_wall(asked.closes)
    with at("closes"):
        opening = opening_between(context.new_id(), opens, closes, asked.reason)
    if opening.closes <= context.now():
        raise BadRequest("invalid", (("opens", "past"),))
    channel, shown = channel_of(context, request).id, _shown(opening)
    hours = {Detail.CHANNEL: channel, Detail.OPENS: shown.opens, Detail.CLOSES: shown.closes}
    deed = deed_of(context, request.staff, Act.OPENING_ADDED, opening.id, hours)
    change_schedule(context, channel, lambda one: _with(one, opening), deed, "closes")
    return shown


def _with(schedule: Schedule, opening: Opening) -> Schedule:
    if len(schedule.openings) >= MOST:
        raise BadRequest("invalid", (("request", "too_many"),))
    if any(opening.overlaps(other) for other in schedule.openings):
        raise BadRequest("invalid", (("opens", "overlapping_opening"),))
    return replace(schedule, openings=(*schedule.openings, opening))


def remove_opening(context: Context, request: Request[Nothing, Query]) -> None:
    """One exceptional opening less. Raises BadRequest when there is no such opening."""
    channel, id = channel_of(context, request).id, known_id(request.path["id"])
    deed = deed_of(context, request.staff, Act.OPENING_REMOVED, id, {Detail.CHANNEL: channel})
    change_schedule(context, channel, lambda one: _without(one, id), deed)


def _without(schedule: Schedule, id: str) -> Schedule:
    left = tuple(opening for opening in schedule.openings if opening.id != id)
    if len(left) == len(schedule.openings):
        raise BadRequest("unknown")
    return replace(schedule, openings=left)


def _shown(opening: Opening) -> answers.OpeningView:
    opens, closes = format_wall(opening.opens), format_wall(opening.closes)
    return answers.OpeningView(id=opening.id, opens=opens, closes=closes, reason=opening.reason)
