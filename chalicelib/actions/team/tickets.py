"""What the page of the board asks over HTTP before it opens a line."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request
from chalicelib.domain.connection import Ticket
from chalicelib.domain.staff import board_of
from chalicelib.privacy.tokens import Purpose, hashed
from chalicelib.protocol import answers
from chalicelib.protocol.requests import BadRequest, Nothing, Query


def ticket(context: Context, request: Request[Nothing, Query]) -> answers.BoardTicketView:
    """A ticket of 30 seconds for one line of a team lead, which is good for looking and for nothing else."""
    staff, now = request.staff, context.now()
    channels = tuple(channel for channel in context.service if channel in staff.channels)
    if not channels:
        raise BadRequest("not_allowed", (("channels", "no_channel"),))
    boards = tuple(map(board_of, channels))
    secret = context.new_secret()
    granted = Ticket(staff.id, staff.shown, boards, staff.counts_until or now)
    return answers.BoardTicketView(
        ticket=secret,
        expires_at=context.connections.add_ticket(hashed(secret, Purpose.TICKET), granted, now),
        websocket=context.deployment.websocket_url,
        channels=channels,
    )
