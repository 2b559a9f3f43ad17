"""A conversation whose counsellor stayed away: to a free slot of the channel, or an apology."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.frames import assigned, ended
from chalicelib.actions.shared.notify import connection_lost, tell
from chalicelib.domain.conversation import Conversation, Holder, Position, Side
from chalicelib.domain.moves import give_up, reassign, told, untold
from chalicelib.domain.races import SlotTaken
from chalicelib.domain.slots import Slot, fairest_first
from chalicelib.domain.states import IllegalMove
from chalicelib.protocol.delivery import Delivery
from chalicelib.protocol.outbound import PeerFrame

TRIES = 12


def hand_over(context: Context, id: str) -> bool:
    """Moves a conversation without a counsellor to a free slot; says whether there was one.

    The counsellor who dropped and is on duty again counts as free for their own conversation.
    """
    for _ in range(TRIES):
        conversation = context.conversations.get(id, fresh=True)
        if conversation is None or not conversation.live or conversation.here(Side.COUNSELLOR):
            return True
        slot = _taker(context, conversation)
        if slot is None:
            return False
        if _moved(context, conversation, slot):
            return True
    return False


def _taker(context: Context, conversation: Conversation) -> Slot | None:
    slots, now = context.duties.slots(conversation.channel), context.now()
    own = [
        slot
        for slot in slots
        if slot.conversation == conversation.id
        and slot.present(now)
        and slot.connection != conversation.counsellor.connection
    ]
    return next(iter([*own, *fairest_first(slots, now)]), None)


def _moved(context: Context, conversation: Conversation, slot: Slot) -> bool:
    holder = Holder(slot.counsellor, slot.first_name, slot.place)

    def step(one: Conversation) -> Conversation:
        if one.counsellor != conversation.counsellor:
            raise IllegalMove("the counsellor was back meanwhile")
        return reassign(one, holder, slot.connection, context.now())

    try:
        after = change(context, conversation.id, step)[1]
    except SlotTaken:
        return False
    except IllegalMove:
        return True
    context.announce(after.channel)
    return introduced_to_both(context, after)


def introduced(context: Context, conversation: Conversation) -> bool:
    """Shows the counsellor a conversation that is theirs now; says whether there was somebody to show it to.

    A push that may not have arrived is made again by upkeep, or the counsellor would never know.
    """
    connection = conversation.counsellor.connection
    reached = context.push.push(connection, assigned(context, conversation, Position()))
    if reached is Delivery.GONE:
        connection_lost(context, conversation, Side.COUNSELLOR, connection)
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
    """Tells that it is over; who is away for silence alone may hear it too."""
    for side in sides or tuple(Side):
        context.push.push(before.line(side).connection, ended(context, after))
