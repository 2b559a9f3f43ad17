"""Frames for the other side, and what follows when a connection turns out to be gone."""

from datetime import datetime

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import Step, change, change_duty, change_with_duty
from chalicelib.domain import duty as duties
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.duty import Duty
from chalicelib.domain.moves import drop, fall_silent
from chalicelib.protocol.delivery import Delivery
from chalicelib.protocol.outbound import PeerFrame, SentFrame

Known = tuple[Conversation, Duty | None]
"""A conversation, and the duty of who holds it where that was read with it."""


def tell(context: Context, conversation: Conversation, side: Side, frame: SentFrame) -> bool:
    """Pushes a frame to the current connection of a side; says whether it arrived.

    `conversation` may be a moment old. Whoever comes back first writes the new connection, then has the
    old one closed, then reads what was said: so a push to an old connection is always noticed as gone,
    and an old "gone" is always looked at again. Who is away for silence alone may have a line that works,
    and would not know what to ask for when they speak again: so it is tried as well. A line that is known
    as gone is not.
    """
    holder = conversation.holder.counsellor if side is Side.COUNSELLOR else None
    return pass_on(context, conversation.id, side, frame, conversation.line(side).reachable, holder)


def pass_on(
    context: Context, id: str, side: Side, frame: SentFrame, tried: str | None, holder: str | None = None
) -> bool:
    """The same to a side whose reachable connection was `tried`, a moment ago; None when its line was gone.

    `holder` is the counsellor behind it: their duty is looked up with the conversation, since it ends with the line.
    """
    reached = context.push.push(tried, frame) if tried else Delivery.GONE
    if reached is not Delivery.GONE:
        return reached is Delivery.YES
    known = _newest(context, id, holder if tried else None)
    return known is not None and _tell_newest(context, known, side, frame, tried)


def _newest(context: Context, id: str, holder: str | None) -> Known | None:
    if holder:
        conversation, duty = context.conversations.get_with_duty(id, holder)
    else:
        conversation, duty = context.conversations.get(id, fresh=True), None
    return (conversation, duty) if conversation else None


def _tell_newest(context: Context, known: Known, side: Side, frame: SentFrame, tried: str | None) -> bool:
    connection = known[0].line(side).reachable
    if connection is None:
        return False
    reached = Delivery.GONE if connection == tried else context.push.push(connection, frame)
    if reached is Delivery.GONE:
        connection_lost(context, known, side, connection)
    return reached is Delivery.YES


def tell_once(context: Context, conversation: Conversation, side: Side, frame: SentFrame) -> None:
    """Pushes what is lost without harm, like typing: nobody is looked up again for it."""
    connection = conversation.line(side).reachable
    if connection:
        context.push.push(connection, frame)


def connection_lost(context: Context, known: Known, side: Side, connection: str) -> None:
    """A connection of a conversation is gone: the five minutes start, and the other side sees them.

    The places of a counsellor are offered to nobody from the same moment on. `known` was read a moment ago.
    """
    (one, duty), now = known, context.now()
    if side is Side.VISITOR:
        dropped(context, one.id, side, connection, one)
        return
    counsellor = one.holder.counsellor
    read = (one, duty) if duty and duty.counsellor == counsellor else None
    before, after = change_with_duty(
        context,
        one.id,
        counsellor,
        lambda talk: drop(talk, side, connection, now),
        lambda held: duties.dropped(held, connection, now),
        read,
    )
    if before == after:
        duty_lost(context, counsellor, connection)
    _tell_away(context, side, before, after)


def dropped(context: Context, id: str, side: Side, connection: str, known: Conversation | None = None) -> None:
    """Starts the five minutes, only if this was the side's current connection; `known` was read a moment ago."""
    _away(context, id, side, lambda one: drop(one, side, connection, context.now()), known)


def silent(context: Context, id: str, side: Side, seen_at: datetime) -> None:
    """Starts the five minutes of a side whose last sign of life came at `seen_at`, when that was too long ago."""
    _away(context, id, side, lambda one: fall_silent(one, side, seen_at, context.now()))


def _away(context: Context, id: str, side: Side, step: Step, known: Conversation | None = None) -> None:
    _tell_away(context, side, *change(context, id, step, known=known))


def _tell_away(context: Context, side: Side, before: Conversation, after: Conversation) -> None:
    if before != after:
        away = PeerFrame(conversation=after.id, here=False, until=after.line(side).until)
        tell(context, after, side.other, away)


def duty_lost(context: Context, counsellor: str, connection: str) -> None:
    """A counsellor's connection is gone: their free slots are offered to nobody."""
    change_duty(context, counsellor, lambda duty: duties.dropped(duty, connection, context.now()))
