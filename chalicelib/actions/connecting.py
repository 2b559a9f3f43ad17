"""The beginning and the end of a connection."""

from chalicelib.actions.telling import dropped, duty_lost
from chalicelib.actions.world import Caller, World
from chalicelib.domain.connection import StaffConnection, VisitorConnection
from chalicelib.domain.conversation import Side
from chalicelib.privacy.tokens import Purpose, hashed

PROTOCOL = "1"


def connect(world: World, caller: Caller, version: str | None, ticket: str | None) -> bool:
    """Whether the connection may open. A visitor writes nothing; a counsellor's ticket is used up.

    Nothing may be pushed to a connection before this has answered.
    """
    if version != PROTOCOL:
        return False
    return ticket is None or _open_desk(world, caller, ticket)


def _open_desk(world: World, caller: Caller, secret: str) -> bool:
    now = world.now()
    ticket = world.connections.use_ticket(hashed(secret, Purpose.TICKET), now)
    if ticket is None:
        return False
    staff = StaffConnection(caller.connection, ticket.counsellor, ticket.first_name, tuple(ticket.channels), now)
    world.connections.add_staff(staff)
    return True


def disconnect(world: World, connection: str) -> None:
    """A connection is over. It may be told late or never, and means nothing for a newer connection."""
    bound = world.connections.get(connection, fresh=True)
    if isinstance(bound, VisitorConnection):
        dropped(world, bound.conversation, Side.VISITOR, connection)
    elif isinstance(bound, StaffConnection):
        _desk_lost(world, bound)
    else:
        for channel in world.service:
            world.channels.unwatch(channel, connection)


def _desk_lost(world: World, staff: StaffConnection) -> None:
    duty_lost(world, staff.counsellor, staff.connection)
    for slot in world.duties.slots_of(staff.counsellor, staff.channels):
        if slot.conversation:
            dropped(world, slot.conversation, Side.COUNSELLOR, staff.connection)
    world.connections.forget(staff.connection)
