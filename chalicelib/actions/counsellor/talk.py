"""What a counsellor does in a conversation they hold: say, type, ask what was missed, end."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import Step
from chalicelib.actions.shared.notify import tell_once
from chalicelib.actions.shared.presence import counsellor_seen
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.actions.shared.talk import end, position_of, replayed, said
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.delivery import Message
from chalicelib.protocol import inbound, outbound


def held_conversation(context: Context, caller: Caller, id: str) -> Conversation:
    """A conversation that this connection holds as its counsellor.

    Raises Refusal for an ended one, and the same `not_yours` for somebody else's and for none at all.
    """
    for fresh in (False, True):
        conversation = context.conversations.get(id, fresh=fresh)
        if conversation and conversation.counsellor.connection == caller.connection:
            if not conversation.live:
                raise Refusal("ended")
            return conversation
    raise Refusal("not_yours")


def while_held(caller: Caller, step: Step) -> Step:
    """A step that only the counsellor's current connection may take.

    What `held_conversation` read may be a moment old: meanwhile a colleague may have taken over.
    """

    def checked(one: Conversation) -> Conversation:
        if one.counsellor.connection != caller.connection:
            raise Refusal("not_yours")
        return step(one)

    return checked


def say(context: Context, caller: Caller, frame: inbound.CounsellorSayFrame) -> outbound.SaidFrame:
    """Stores a message of the counsellor and pushes it to the visitor."""
    held, now = held_conversation(context, caller, frame.conversation), context.now()
    message = Message(
        held.id, Side.COUNSELLOR, frame.n, frame.id, frame.text, now, held.holder.first_name, held.holder.counsellor
    )
    answer = said(context, message, held.expires_at, held.visitor.reachable)
    counsellor_seen(context, held)
    return answer


def show_typing(context: Context, caller: Caller, frame: inbound.CounsellorTypingFrame) -> None:
    """Shows the visitor that the counsellor is typing, or has stopped."""
    conversation = held_conversation(context, caller, frame.conversation)
    typing = outbound.TypingFrame(conversation=conversation.id, sender="counsellor", on=frame.on)
    tell_once(context, conversation, Side.VISITOR, typing)
    counsellor_seen(context, conversation)


def replay(context: Context, caller: Caller, frame: inbound.CounsellorReplayFrame) -> outbound.ReplayedFrame:
    """What the counsellor misses."""
    held = held_conversation(context, caller, frame.conversation)
    return replayed(context, held, position_of(frame.have), held.holder.counsellor)


def end_held(context: Context, caller: Caller, frame: inbound.CounsellorEndFrame) -> outbound.EndedFrame:
    """The counsellor ends it."""
    conversation = held_conversation(context, caller, frame.conversation)
    return end(context, conversation.id, Side.COUNSELLOR, caller)
