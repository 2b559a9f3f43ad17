"""What a counsellor asks before the desk opens: a ticket."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.connection import Ticket
from chalicelib.domain.staff import Role, Staff
from chalicelib.privacy.tokens import Purpose, hashed
from chalicelib.protocol import answers
from chalicelib.protocol.requests import BadRequest, Nothing, Query


def ticket(context: Context, request: Request[Nothing, Query]) -> answers.TicketView:
    """A ticket of 30 seconds for one connection of the desk."""
    granted = _granted(context, request.staff)
    secret = context.new_secret()
    until = context.connections.add_ticket(hashed(secret, Purpose.TICKET), granted, context.now())
    return answers.TicketView(ticket=secret, expires_at=until, websocket=context.deployment.websocket_url)


def _granted(context: Context, staff: Staff) -> Ticket:
    if Role.COUNSELLOR not in staff.roles:
        raise BadRequest("not_allowed")
    channels = tuple(channel for channel in context.service if channel in staff.channels)
    if not channels:
        raise BadRequest("not_allowed", (("channels", "no_channel"),))
    if not staff.first_name:
        # Visitors are told who answers: an access token does not say.
        raise BadRequest("not_allowed", (("first_name", "no_first_name"),))
    return Ticket(staff.id, staff.first_name, channels)
