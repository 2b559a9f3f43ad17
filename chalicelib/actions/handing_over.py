"""A conversation whose counsellor stayed away: to a free slot of the channel, or an apology."""

from chalicelib.actions.changing import change
from chalicelib.actions.showing import assigned, ended
from chalicelib.actions.telling import connection_lost, tell
from chalicelib.actions.world import World
from chalicelib.domain.conversation import Conversation, Floor, Holder, Side
from chalicelib.domain.moves import give_up, reassign, told, untold
from chalicelib.domain.races import SlotTaken
from chalicelib.domain.slots import Slot, fairest_first
from chalicelib.domain.states import IllegalMove
from chalicelib.protocol.outbound import Peer
from chalicelib.protocol.reached import Reached

TRIES = 12


def hand_over(world: World, id: str) -> bool:
    """Moves a conversation without a counsellor to a free slot; says whether there was one.

    The counsellor who dropped and is on duty again counts as free for their own conversation.
    """
    for _ in range(TRIES):
        conversation = world.conversations.get(id, fresh=True)
        if conversation is None or not conversation.live or conversation.here(Side.COUNSELLOR):
            return True
        slot = _taker(world, conversation)
        if slot is None:
            return False
        if _moved(world, conversation, slot):
            return True
    return False


def _taker(world: World, conversation: Conversation) -> Slot | None:
    slots, now = world.duties.slots(conversation.channel), world.now()
    own = [
        slot
        for slot in slots
        if slot.conversation == conversation.id
        and slot.present(now)
        and slot.connection != conversation.counsellor.connection
    ]
    return next(iter([*own, *fairest_first(slots, now)]), None)


def _moved(world: World, conversation: Conversation, slot: Slot) -> bool:
    holder = Holder(slot.counsellor, slot.first_name, slot.place)

    def step(one: Conversation) -> Conversation:
        if one.counsellor != conversation.counsellor:
            raise IllegalMove("the counsellor was back meanwhile")
        return reassign(one, holder, slot.connection, world.now())

    try:
        after = change(world, conversation.id, step)[1]
    except SlotTaken:
        return False
    except IllegalMove:
        return True
    world.announce(after.channel)
    return introduced_to_both(world, after)


def introduced(world: World, conversation: Conversation) -> bool:
    """Shows the counsellor a conversation that is theirs now; says whether there was somebody to show it to.

    A push that may not have arrived is made again by upkeep, or the counsellor would never know.
    """
    connection = conversation.counsellor.connection
    reached = world.push.push(connection, assigned(world, conversation, Floor()))
    if reached is Reached.GONE:
        connection_lost(world, conversation, Side.COUNSELLOR, connection)
    elif reached is Reached.UNSURE:
        change(world, conversation.id, lambda one: untold(one, connection, world.now()))
    elif conversation.untold:
        change(world, conversation.id, lambda one: told(one, connection))
    return reached is not Reached.GONE


def introduced_to_both(world: World, conversation: Conversation) -> bool:
    """The same, and tells the visitor who it is."""
    if not introduced(world, conversation):
        return False
    peer = Peer(conversation=conversation.id, here=True, counsellor=conversation.holder.first_name)
    tell(world, conversation, Side.VISITOR, peer)
    return True


def apologise(world: World, id: str) -> Conversation | None:
    """Ends a conversation in which somebody stayed away for five minutes, and tells both sides."""

    def step(one: Conversation) -> Conversation:
        return give_up(one, world.now())

    try:
        before, after = change(world, id, step)
    except IllegalMove:
        return None
    tell_end(world, before, after)
    return after


def tell_end(world: World, before: Conversation, after: Conversation, *sides: Side) -> None:
    """Tells that it is over; who is away for silence alone may hear it too."""
    for side in sides or tuple(Side):
        world.push.push(before.line(side).connection, ended(world, after))
