"""The beginning and the end of a connection."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.listed import range_of
from chalicelib.actions.shared.notify import dropped, duty_lost
from chalicelib.domain.connection import Desk, StaffConnection, VisitorConnection
from chalicelib.domain.conversation import Side
from chalicelib.domain.ranges import CONNECTIONS_A_PLACE
from chalicelib.privacy.tokens import Purpose, hashed

PROTOCOL = "1"


def connect(context: Context, caller: Caller, version: str | None, ticket: str | None) -> bool:
    """Whether the connection may open. A visitor is only counted; a counsellor's ticket is used up.

    Nothing may be pushed to a connection before this has answered.
    """
    if version != PROTOCOL or _is_flood(context, caller):
        return False
    return ticket is None or _open_desk(context, caller, ticket)


def _is_flood(context: Context, caller: Caller) -> bool:
    """Whether this origin opens connections too fast: the gateway's own limit is shared by everybody."""
    opened = context.throttles.count(context.hash_origin(caller.origin), "connect", context.now())
    return opened > context.limits.connections_a_minute and opened > _of_a_range(context, caller)


def _of_a_range(context: Context, caller: Caller) -> int:
    """How many a school or a shelter may open, of each of its addresses."""
    found = range_of(context, caller.origin)
    return found[1].places * CONNECTIONS_A_PLACE if found else 0


def _open_desk(context: Context, caller: Caller, secret: str) -> bool:
    now = context.now()
    ticket = context.connections.use_ticket(hashed(secret, Purpose.TICKET), now)
    if ticket is None:
        return False
    # Known to upkeep before it can be used: no desk is open that nobody looks at.
    context.desks.open(Desk(ticket.counsellor, caller.connection, ticket.channels, ticket.counts_until), now)
    staff = StaffConnection(caller.connection, ticket.counsellor, ticket.first_name, ticket.channels, now)
    context.connections.add_staff(staff)
    return True


def disconnect(context: Context, connection: str) -> None:
    """A connection is over. It may be told late or never, and means nothing for a newer connection."""
    bound = context.connections.get(connection, fresh=True)
    if isinstance(bound, VisitorConnection):
        dropped(context, bound.conversation, Side.VISITOR, connection)
    elif isinstance(bound, StaffConnection):
        _desk_lost(context, bound)
    else:
        for channel in context.service:
            context.channels.unwatch(channel, connection)


def _desk_lost(context: Context, staff: StaffConnection) -> None:
    duty_lost(context, staff.counsellor, staff.connection)
    duty = context.duties.get(staff.counsellor)
    for conversation in duty.conversations if duty else ():
        dropped(context, conversation, Side.COUNSELLOR, staff.connection)
    if duty:
        context.channels.unwatch(duty.channel, staff.connection)
    context.connections.forget(staff.connection)
    context.desks.forget(staff.counsellor, staff.connection)
