"""What a visitor does in a conversation: say, type, ask what was missed, end."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.notify import tell
from chalicelib.actions.shared.presence import visitor_seen
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.actions.shared.talk import end, position_of, replayed, said
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.delivery import Message, highest
from chalicelib.domain.first_word import answer
from chalicelib.domain.steps import IllegalMove
from chalicelib.domain.throttle import message_allowance
from chalicelib.protocol import inbound, outbound


def bound_visitor(context: Context, caller: Caller) -> VisitorConnection:
    """The conversation of a visitor's connection.

    A connection never changes sides, so an old read that finds one is right. Raises Refusal before a start and
    after the end.
    """
    bound = context.connections.get(caller.connection) or context.connections.get(caller.connection, fresh=True)
    if not isinstance(bound, VisitorConnection):
        raise Refusal("unknown")
    if bound.ended:
        raise Refusal("ended")
    return bound


def say(context: Context, caller: Caller, frame: inbound.VisitorSayFrame) -> outbound.SaidFrame:
    """Stores a message of the visitor and pushes it to the counsellor."""
    bound, now = bound_visitor(context, caller), context.now()
    _refuse_hurry(context, bound, frame.n)
    message = Message(bound.conversation, Side.VISITOR, frame.n, frame.id, frame.text, now)
    answer = said(context, message, bound.expires_at, bound.peer)
    visitor_seen(context, bound, frame.n)
    return answer


def _refuse_hurry(context: Context, bound: VisitorConnection, n: int) -> None:
    """An old read may miss the mark that a resume has just made, so it is read again before saying no."""
    now = context.now()
    if n <= message_allowance(bound.mark_n, bound.mark_at, now):
        return
    newest = context.connections.get(bound.connection, fresh=True)
    marked = newest if isinstance(newest, VisitorConnection) else bound
    allowance = message_allowance(marked.mark_n, marked.mark_at, now)
    if n > allowance:
        raise Refusal("too_fast", retry_after=n - allowance)


def show_typing(context: Context, caller: Caller, frame: inbound.VisitorTypingFrame) -> None:
    """Shows the counsellor that the visitor is typing, or has stopped."""
    bound = bound_visitor(context, caller)
    if bound.peer and context.hurry.typing.allows(caller.connection, context.now()):
        typing = outbound.TypingFrame(conversation=bound.conversation, sender="visitor", on=frame.on)
        context.push.push(bound.peer, typing)
    visitor_seen(context, bound)


def replay(context: Context, caller: Caller, frame: inbound.VisitorReplayFrame) -> outbound.ReplayedFrame:
    """What the visitor misses, never from below the floor of a resume by nickname."""
    conversation = context.conversations.get(bound_visitor(context, caller).conversation, fresh=True)
    if conversation is None or conversation.visitor.connection != caller.connection:
        raise Refusal("unknown")
    return replayed(context, conversation, highest(position_of(frame.have), conversation.visible_from))


def answer_silence(context: Context, caller: Caller, _: inbound.HereFrame) -> outbound.NoticeFrame:
    """The visitor is there after all, who had not said a word; told to both."""

    def step(one: Conversation) -> Conversation:
        if one.visitor.connection != caller.connection:
            raise Refusal("replaced")
        return answer(one, context.now())

    try:
        before, after = change(context, bound_visitor(context, caller).conversation, step)
    except IllegalMove:
        raise Refusal("not_now") from None
    still_here = outbound.NoticeFrame(conversation=after.id, notice="still_here", at=context.now())
    if before.answer_by:
        tell(context, after, Side.COUNSELLOR, still_here)
    return still_here


def end_own(context: Context, caller: Caller, frame: inbound.VisitorEndFrame) -> outbound.EndedFrame:
    """The visitor ends it."""
    return end(context, bound_visitor(context, caller).conversation, Side.VISITOR, caller, quick=frame.quick)
