"""A conversation whose counsellor stayed away: to a free slot of the channel, or an apology."""

from chalicelib.actions.changing import change, persistently
from chalicelib.actions.showing import assigned, ended
from chalicelib.actions.telling import dropped, duty_lost, tell
from chalicelib.actions.world import World
from chalicelib.domain.conversation import Conversation, Floor, Holder, Side
from chalicelib.domain.moves import give_up, reassign
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
    try:
        after = change(world, conversation.id, lambda one: reassign(one, holder, slot.connection, world.now()))[1]
    except SlotTaken:
        return False
    except IllegalMove:
        return True
    world.announce(after.channel)
    return _introduced(world, after)


def _introduced(world: World, conversation: Conversation) -> bool:
    frame = assigned(world, conversation, Floor())
    connection = conversation.counsellor.connection
    if world.push.push(connection, frame) is Reached.GONE:
        duty_lost(world, conversation.holder.counsellor, connection)
        _gone_again(world, conversation, connection)
        return False
    peer = Peer(conversation=conversation.id, here=True, counsellor=conversation.holder.first_name)
    tell(world, conversation, Side.VISITOR, peer)
    return True


def _gone_again(world: World, conversation: Conversation, connection: str) -> None:
    dropped(world, conversation.id, Side.COUNSELLOR, connection)


def apologise(world: World, id: str) -> Conversation | None:
    """Ends a conversation in which somebody stayed away for five minutes, and tells both sides."""

    def step(one: Conversation) -> Conversation:
        return give_up(one, world.now())

    try:
        before, after = persistently(world, lambda: change(world, id, step))
    except IllegalMove:
        return None
    tell_end(world, before, after)
    return after


def tell_end(world: World, before: Conversation, after: Conversation, *sides: Side) -> None:
    """Tells that it is over to those who were here."""
    for side in sides or tuple(Side):
        if before.here(side):
            world.push.push(before.line(side).connection, ended(world, after))
