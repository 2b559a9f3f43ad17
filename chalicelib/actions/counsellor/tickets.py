"""What a desk asks over HTTP: a ticket before it opens, and later that the issuer's new word counts for it."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.actions.context import Context
from chalicelib.actions.shared.chosen import on_call_of
from chalicelib.actions.shared.requests import Request
from chalicelib.actions.shared.tickets import issued
from chalicelib.domain.connection import Desk, Ticket
from chalicelib.domain.staff import Role, Staff, Standing, is_board
from chalicelib.protocol import answers
from chalicelib.protocol.requests import BadRequest, Nothing, Query


def ticket(context: Context, request: Request[Nothing, Query]) -> answers.TicketView:
    """A ticket of 30 seconds for one connection of the desk."""
    granted = _granted(context, request.staff)
    secret, until = issued(context, granted)
    return answers.TicketView(
        ticket=secret,
        expires_at=until,
        websocket=context.deployment.websocket_url,
        counts_for=_seconds_left(context, granted.counts_until),
        on_call=on_call_of(context) or None,
    )


def renew_session(context: Context, request: Request[Nothing, Query]) -> answers.SessionView:
    """Has the open desks of this person count on, as long as the newest word of the issuer does.

    What the issuer says now is noted even when it is a no: upkeep closes the desks within the minute.
    """
    staff = request.staff
    until = staff.counts_until or context.now()
    for desk in context.desks.of(staff.id):
        channels = _still(context, staff, desk)
        context.desks.save(replace(desk, channels=channels, counts_until=max(desk.counts_until, until)))
    return answers.SessionView(counts_for=_seconds_left(context, _granted(context, staff).counts_until))


def _still(context: Context, staff: Staff, desk: Desk) -> tuple[str, ...]:
    """What this line is good for by now: a board stays one."""
    if not any(map(is_board, desk.channels)):
        return _channels(context, staff)
    boards = Standing(staff.roles, staff.channels).boards
    return tuple(right for right in desk.channels if right in boards)


def _channels(context: Context, staff: Staff) -> tuple[str, ...]:
    answering = Role.COUNSELLOR in staff.roles
    return tuple(channel for channel in context.service if answering and channel in staff.channels)


def _granted(context: Context, staff: Staff) -> Ticket:
    if Role.COUNSELLOR not in staff.roles:
        raise BadRequest("not_allowed")
    channels = _channels(context, staff)
    if not channels:
        raise BadRequest("not_allowed", (("channels", "no_channel"),))
    if not staff.first_name:
        # Visitors are told who answers: an access token does not say.
        raise BadRequest("not_allowed", (("first_name", "no_first_name"),))
    return Ticket(staff.id, staff.first_name, channels, staff.counts_until or context.now())


def _seconds_left(context: Context, until: datetime) -> int:
    return max(0, (until - context.now()) // timedelta(seconds=1))
