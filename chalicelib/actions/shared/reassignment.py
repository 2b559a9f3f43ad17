"""A conversation whose counsellor stayed away: to a free slot of the channel, or an apology."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.frames import assigned, ended
from chalicelib.actions.shared.notify import connection_lost, tell
from chalicelib.domain.conversation import Conversation, Holder, Position, Side
from chalicelib.domain.duty import Duty
from chalicelib.domain.moves import give_up, reassign, told, untold
from chalicelib.domain.races import SlotTaken
from chalicelib.domain.steps import IllegalMove
from chalicelib.protocol.delivery import Delivery
from chalicelib.protocol.outbound import PeerFrame

TRIES = 12


def hand_over(context: Context, id: str, never: str | None = None) -> bool:
    """Moves a conversation without a counsellor to a free slot; says whether there was one.

    The counsellor who dropped and is on duty again counts as free for their own conversation; who may not hold it
    any more (`never`) does not, whatever else they are on duty for.
    """
    for _ in range(TRIES):
        conversation = context.conversations.get(id, fresh=True)
        if conversation is None or not conversation.live or conversation.here(Side.COUNSELLOR):
            return True
        taker = _taker(context, conversation, never)
        if taker is None:
            return False
        if _moved(context, conversation, taker):
            return True
    return False


def _taker(context: Context, conversation: Conversation, never: str | None) -> Duty | None:
    own, now = context.duties.get(conversation.holder.counsellor), context.now()
    back = own is not None and own.present(now) and conversation.id in own.conversations
    if own and back and own.counsellor != never and own.connection != conversation.counsellor.connection:
        return own
    others = (duty for duty in context.duties.free(conversation.channel, now) if duty.counsellor != never)
    return next(others, None)


def _moved(context: Context, conversation: Conversation, taker: Duty) -> bool:
    same = taker.counsellor == conversation.holder.counsellor
    place = conversation.holder.place if same else taker.next_place
    holder = Holder(taker.counsellor, taker.first_name, place)

    def step(one: Conversation) -> Conversation:
        if one.counsellor != conversation.counsellor:
            raise IllegalMove("the counsellor was back meanwhile")
        return reassign(one, holder, taker.connection, context.now())

    try:
        after = change(context, conversation.id, step)[1]
    except SlotTaken:
        return False
    except IllegalMove:
        return True
    heard = introduced_to_both(context, after)
    context.announce(after.channel)
    return heard


def introduced(context: Context, conversation: Conversation, *, new: bool = False) -> bool:
    """Shows the counsellor a conversation that is theirs now; says whether there was somebody to show it to.

    Nothing has been said or noted in a `new` one. A push that may not have arrived is made again by upkeep, or the
    counsellor would never know.
    """
    connection = conversation.counsellor.connection
    reached = context.push.push(connection, assigned(context, conversation, Position(), new=new))
    if reached is Delivery.GONE:
        connection_lost(context, (conversation, None), Side.COUNSELLOR, connection)
    elif reached is Delivery.UNSURE:
        change(context, conversation.id, lambda one: untold(one, connection, context.now()))
    elif conversation.untold:
        change(context, conversation.id, lambda one: told(one, connection))
    return reached is not Delivery.GONE


def introduced_to_both(context: Context, conversation: Conversation) -> bool:
    """The same, and tells the visitor who it is."""
    if not introduced(context, conversation):
        return False
    peer = PeerFrame(conversation=conversation.id, here=True, counsellor=conversation.holder.first_name)
    tell(context, conversation, Side.VISITOR, peer)
    return True


def apologise(context: Context, id: str) -> Conversation | None:
    """Ends a conversation in which somebody stayed away for five minutes, and tells both sides."""

    def step(one: Conversation) -> Conversation:
        return give_up(one, context.now())

    try:
        before, after = change(context, id, step)
    except IllegalMove:
        return None
    tell_end(context, before, after)
    return after


def tell_end(context: Context, before: Conversation, after: Conversation, *sides: Side) -> None:
    """Tells that it is over; who is away for silence alone may hear it too.

    A place may have come free: watchers hear it after those who were in the conversation."""
    for side in sides or tuple(Side):
        context.push.push(before.line(side).connection, ended(context, after))
    if before.live and not after.live:
        context.announce(after.channel)
