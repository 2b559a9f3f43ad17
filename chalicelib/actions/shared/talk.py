"""What a say, a replay and an end do, whoever asks for it."""

from datetime import datetime

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.frames import ended, gap, have, shown
from chalicelib.actions.shared.notify import pass_on
from chalicelib.actions.shared.reassignment import tell_end
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain import moves
from chalicelib.domain.conversation import Conversation, Position, Side
from chalicelib.domain.delivery import Message
from chalicelib.domain.races import NumberTaken
from chalicelib.domain.steps import IllegalMove
from chalicelib.protocol import outbound
from chalicelib.protocol.fields import Have


def said(context: Context, message: Message, expires_at: datetime, peer: str | None) -> outbound.SaidFrame:
    """Store first, then push: a failed push loses nothing.

    `peer` is the other side's connection as it was read before, None when it was gone: whoever comes back over
    another one reads what is stored after the old one is closed, so nothing falls in between.
    """
    stored = _stored(context, message, expires_at)
    delivered = pass_on(context, message.conversation, message.sender.other, shown(stored), peer)
    return outbound.SaidFrame(
        conversation=stored.conversation, n=stored.n, id=stored.id, at=stored.at, delivered=delivered
    )


def _stored(context: Context, message: Message, expires_at: datetime) -> Message:
    try:
        return context.messages.add(message, expires_at)
    except NumberTaken:
        last = context.messages.last(message.conversation)
        of_sender = last.visitor if message.sender is Side.VISITOR else last.counsellor
        raise Refusal("out_of_step", last_n=of_sender) from None


def position_of(known: Have) -> Position:
    """What a client says that it has."""
    return Position(known.visitor, known.counsellor)


def replayed(
    context: Context, conversation: Conversation, after: Position, reader: str | None = None
) -> outbound.ReplayedFrame:
    """What comes after a position."""
    messages, more = gap(context, conversation, after, reader)
    return outbound.ReplayedFrame(
        conversation=conversation.id,
        messages=tuple(messages),
        more=more,
        last=have(context.messages.last(conversation.id)),
    )


def end(context: Context, id: str, side: Side, caller: Caller, *, quick: bool = False) -> outbound.EndedFrame:
    """Ends a conversation over the current line of a side, and tells the other; `quick`: by the quick exit."""

    def step(one: Conversation) -> Conversation:
        if one.line(side).connection != caller.connection:
            raise Refusal("replaced")
        return moves.end(one, side, context.now(), quick=quick)

    try:
        before, after = change(context, id, step)
    except IllegalMove:
        raise Refusal("ended") from None
    tell_end(context, before, after, side.other)
    return ended(context, after)
