"""A counsellor lets somebody who comes back by nickname in, or not."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor.talk import while_held
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.frames import resumed
from chalicelib.actions.shared.notify import tell
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.moves import allow_return, refuse_return
from chalicelib.privacy.origins import Arrival
from chalicelib.privacy.tokens import Purpose, hashed, joined
from chalicelib.protocol import outbound


def allow(context: Context, caller: Caller, conversation: Conversation, question: str | None) -> outbound.PeerFrame:
    """The counsellor lets the asker in: a new token, and nothing from before."""
    if conversation.ask and context.blocks.of([conversation.ask.origin_hash], context.now()):
        # Blocked since they asked.
        return refuse(context, caller, conversation, conversation.ask.question)
    secret, floor = context.new_secret(), context.messages.last(conversation.id)
    token_hash = hashed(secret, Purpose.RESUME)
    step = while_held(caller, lambda one: allow_return(one, question, token_hash, floor, context.now()))
    ask = conversation.ask
    arrival = Arrival("nickname", of=ask.number) if ask else None
    before, after = change(context, conversation.id, step, arrival=arrival)
    if before.visitor.connection != after.visitor.connection:
        context.push.close(before.visitor.connection)
    tell(context, after, Side.VISITOR, resumed(context, after, floor, joined(after.id, secret)))
    return _where(after)


def _where(conversation: Conversation) -> outbound.PeerFrame:
    """Where the visitor is, for the counsellor."""
    here = conversation.here(Side.VISITOR)
    return outbound.PeerFrame(
        conversation=conversation.id, here=here, until=None if here else conversation.visitor.until
    )


def refuse(context: Context, caller: Caller, conversation: Conversation, question: str | None) -> outbound.PeerFrame:
    """The counsellor does not know the asker, who is told the same as for an unknown nickname."""
    return _where(change(context, conversation.id, while_held(caller, lambda one: refuse_return(one, question)))[1])
