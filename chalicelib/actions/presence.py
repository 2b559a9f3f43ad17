"""Signs of life: written at most once in two minutes, and enough to bring a silent side back."""

from contextlib import suppress
from datetime import datetime

from chalicelib.actions.changing import change, change_duty
from chalicelib.actions.telling import tell
from chalicelib.actions.world import Caller, World
from chalicelib.domain.connection import StaffConnection, VisitorConnection
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.duty import Duty, present
from chalicelib.domain.moves import counsellor_returns, seen, visitor_returns
from chalicelib.domain.races import LostRace
from chalicelib.domain.states import IllegalMove
from chalicelib.protocol.outbound import Peer


def visitor_seen(world: World, bound: VisitorConnection, n: int | None = None) -> None:
    """The visitor is there; `n` is the number of messages they have said, for the throttle."""
    now = world.now()
    if bound.stale(now):
        with suppress(LostRace):  # somebody who changes the same knows more; what was asked is done
            world.connections.mark(bound.connection, now, n)
            side_seen(world, bound.conversation, Side.VISITOR, bound.connection)


def caller_seen(world: World, caller: Caller) -> None:
    """Whoever has a conversation or a desk is there, whatever they sent.

    Clients ping only after two minutes without any frame, so every frame has to count.
    """
    bound = world.connections.get(caller.connection)
    if isinstance(bound, StaffConnection):
        staff_seen(world, bound)
    elif isinstance(bound, VisitorConnection) and not bound.ended:
        visitor_seen(world, bound)


def side_seen(world: World, id: str, side: Side, connection: str) -> None:
    """A sign of life over a connection: it refreshes the current one, and brings it back when it was given up."""
    comes_back = visitor_returns if side is Side.VISITOR else counsellor_returns

    def step(one: Conversation) -> Conversation:
        if one.line(side).connection != connection or not one.live:
            return one
        return seen(one, side, world.now()) if one.here(side) else comes_back(one, connection, world.now())

    try:
        before, after = change(world, id, step)
    except IllegalMove:
        return
    if after.here(side) and not before.here(side):
        tell(world, after, side.other, Peer(conversation=id, here=True))


def staff_seen(world: World, staff: StaffConnection) -> None:
    """The counsellor is there: their slots and their conversations know it."""
    now = world.now()
    if staff.stale(now):
        with suppress(LostRace):
            _staff_marked(world, staff, now)


def _staff_marked(world: World, staff: StaffConnection, now: datetime) -> None:
    world.connections.mark(staff.connection, now)
    change_duty(world, staff.counsellor, lambda duty: _present(duty, staff, world))
    for slot in world.duties.slots_of(staff.counsellor, staff.channels):
        if slot.conversation:
            side_seen(world, slot.conversation, Side.COUNSELLOR, staff.connection)


def counsellor_seen(world: World, held: Conversation) -> None:
    """The counsellor of this conversation is there, and so for all their others."""
    if seen(held, Side.COUNSELLOR, world.now()) == held:
        return
    staff = world.connections.get(held.counsellor.connection)
    if isinstance(staff, StaffConnection):
        staff_seen(world, staff)


def _present(duty: Duty, staff: StaffConnection, world: World) -> Duty:
    return present(duty, staff.connection, world.now())
