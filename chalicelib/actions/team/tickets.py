"""What the page of the board asks over HTTP before it opens a line."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request
from chalicelib.actions.shared.tickets import issued
from chalicelib.domain.connection import Ticket
from chalicelib.domain.staff import board_of
from chalicelib.protocol import answers
from chalicelib.protocol.requests import BadRequest, Nothing, Query


def ticket(context: Context, request: Request[Nothing, Query]) -> answers.BoardTicketView:
    """A ticket of 30 seconds for one line of a team lead, which is good for looking and for nothing else."""
    staff = request.staff
    channels = tuple(channel for channel in context.service if channel in staff.channels)
    if not channels:
        raise BadRequest("not_allowed", (("channels", "no_channel"),))
    boards = tuple(map(board_of, channels))
    secret, until = issued(context, Ticket(staff.id, staff.shown, boards, staff.counts_until or context.now()))
    return answers.BoardTicketView(
        ticket=secret,
        expires_at=until,
        websocket=context.deployment.websocket_url,
        channels=channels,
    )
