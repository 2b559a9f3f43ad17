"""Signs of life: one write in two minutes for a person, at their connection, whatever they hold.

Nothing else is changed and nothing announced by one, unless somebody who was given up turns out to be there.
"""

from contextlib import suppress

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import change, change_duty
from chalicelib.actions.shared.notify import tell
from chalicelib.domain.connection import StaffConnection, VisitorConnection
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.duty import present
from chalicelib.domain.moves import counsellor_returns, visitor_returns
from chalicelib.domain.races import LostRace
from chalicelib.domain.steps import IllegalMove
from chalicelib.protocol.outbound import PeerFrame


def visitor_seen(context: Context, bound: VisitorConnection, n: int | None = None) -> None:
    """The visitor is there; `n` is the number of messages they have said, for the throttle."""
    now = context.now()
    if not bound.stale(now):
        return
    with suppress(LostRace):  # somebody who changes the same knows more; what was asked is done
        context.connections.mark(bound.connection, now, n)
        _back_if_away(context, bound.conversation, Side.VISITOR, bound.connection)


def caller_seen(context: Context, caller: Caller) -> None:
    """Whoever has a conversation or a desk is there, whatever they sent."""
    bound = context.connections.get(caller.connection)
    if isinstance(bound, StaffConnection):
        staff_seen(context, bound)
    elif isinstance(bound, VisitorConnection) and not bound.ended:
        visitor_seen(context, bound)


def staff_seen(context: Context, staff: StaffConnection) -> None:
    """The counsellor is there. Who was given up for silence is on duty again, and in their conversations."""
    now = context.now()
    context.counsellors_seen.was(staff.connection, staff.seen_at)
    if not staff.stale(now):
        return
    with suppress(LostRace):
        context.connections.mark(staff.connection, now)
        context.counsellors_seen.was(staff.connection, now)
        duty = context.duties.get(staff.counsellor)
        if duty is None or duty.connection != staff.connection:
            return
        if duty.until is not None:
            _back_on_duty(context, staff)
        if duty.until is not None or not duty.on:
            for conversation in duty.conversations:
                _back_if_away(context, conversation, Side.COUNSELLOR, staff.connection)


def _back_on_duty(context: Context, staff: StaffConnection) -> None:
    change_duty(context, staff.counsellor, lambda duty: present(duty, staff.connection, context.now()))


def counsellor_seen(context: Context, held: Conversation) -> None:
    """The counsellor of this conversation is there, and so for all their others.

    Their line is looked up when the sign of life that this worker knows of is two minutes old, and not before.
    """
    line = held.counsellor.connection
    if not context.counsellors_seen.is_time(line, context.now()):
        return
    staff = context.connections.get(line)
    if isinstance(staff, StaffConnection):
        staff_seen(context, staff)


def _back_if_away(context: Context, id: str, side: Side, connection: str) -> None:
    conversation = context.conversations.get(id)
    if conversation is None or not conversation.here(side):
        side_returns(context, id, side, connection)


def side_returns(context: Context, id: str, side: Side, connection: str) -> None:
    """A sign of life over the current connection of a side that was given up: it is back, and the other hears it."""
    comes_back = visitor_returns if side is Side.VISITOR else counsellor_returns

    def step(one: Conversation) -> Conversation:
        if one.line(side).connection != connection or not one.live or one.here(side):
            return one
        return comes_back(one, connection, context.now())

    try:
        before, after = change(context, id, step)
    except IllegalMove:
        return
    if after.here(side) and not before.here(side):
        tell(context, after, side.other, PeerFrame(conversation=id, here=True))
