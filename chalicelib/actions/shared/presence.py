"""Signs of life: written at most once in two minutes, and enough to bring a silent side back."""

from contextlib import suppress
from datetime import datetime

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import change, change_duty
from chalicelib.actions.shared.notify import tell
from chalicelib.domain.connection import StaffConnection, VisitorConnection
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.duty import Duty, present
from chalicelib.domain.moves import counsellor_returns, seen, visitor_returns
from chalicelib.domain.races import LostRace
from chalicelib.domain.states import IllegalMove
from chalicelib.protocol.outbound import PeerFrame


def visitor_seen(context: Context, bound: VisitorConnection, n: int | None = None) -> None:
    """The visitor is there; `n` is the number of messages they have said, for the throttle."""
    now = context.now()
    if bound.stale(now):
        with suppress(LostRace):  # somebody who changes the same knows more; what was asked is done
            context.connections.mark(bound.connection, now, n)
            side_seen(context, bound.conversation, Side.VISITOR, bound.connection)


def caller_seen(context: Context, caller: Caller) -> None:
    """Whoever has a conversation or a desk is there, whatever they sent.

    Clients ping only after two minutes without any frame, so every frame has to count.
    """
    bound = context.connections.get(caller.connection)
    if isinstance(bound, StaffConnection):
        staff_seen(context, bound)
    elif isinstance(bound, VisitorConnection) and not bound.ended:
        visitor_seen(context, bound)


def side_seen(context: Context, id: str, side: Side, connection: str) -> None:
    """A sign of life over a connection: it refreshes the current one, and brings it back when it was given up."""
    comes_back = visitor_returns if side is Side.VISITOR else counsellor_returns

    def step(one: Conversation) -> Conversation:
        if one.line(side).connection != connection or not one.live:
            return one
        return seen(one, side, context.now()) if one.here(side) else comes_back(one, connection, context.now())

    try:
        before, after = change(context, id, step)
    except IllegalMove:
        return
    if after.here(side) and not before.here(side):
        tell(context, after, side.other, PeerFrame(conversation=id, here=True))


def staff_seen(context: Context, staff: StaffConnection) -> None:
    """The counsellor is there: their slots and their conversations know it."""
    now = context.now()
    if staff.stale(now):
        with suppress(LostRace):
            _staff_marked(context, staff, now)


def _staff_marked(context: Context, staff: StaffConnection, now: datetime) -> None:
    context.connections.mark(staff.connection, now)
    change_duty(context, staff.counsellor, lambda duty: _present(duty, staff, context))
    for slot in context.duties.slots_of(staff.counsellor, staff.channels):
        if slot.conversation:
            side_seen(context, slot.conversation, Side.COUNSELLOR, staff.connection)


def counsellor_seen(context: Context, held: Conversation) -> None:
    """The counsellor of this conversation is there, and so for all their others."""
    if seen(held, Side.COUNSELLOR, context.now()) == held:
        return
    staff = context.connections.get(held.counsellor.connection)
    if isinstance(staff, StaffConnection):
        staff_seen(context, staff)


def _present(duty: Duty, staff: StaffConnection, context: Context) -> Duty:
    return present(duty, staff.connection, context.now())
