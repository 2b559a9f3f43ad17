"""Frames for the other side, and what follows when a connection turns out to be gone."""

from chalicelib.actions.changing import Step, change, change_duty
from chalicelib.actions.world import World
from chalicelib.domain import duty as duties
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.moves import drop, fall_silent
from chalicelib.protocol.outbound import Peer, SentFrame
from chalicelib.protocol.reached import Reached


def tell(world: World, conversation: Conversation, side: Side, frame: SentFrame) -> bool:
    """Pushes a frame to the current connection of a side; says whether it arrived.

    `conversation` may be a moment old. Whoever comes back first writes the new connection, then has the
    old one closed, then reads what was said: so a push to an old connection is always noticed as gone,
    and an old "away" is always looked at again. Who is away for silence alone may have a line that works,
    and would not know what to ask for when they speak again: so it is tried as well.
    """
    tried = conversation.line(side).connection
    reached = world.push.push(tried, frame)
    if reached is Reached.YES or (reached is Reached.UNSURE and conversation.here(side)):
        return reached is Reached.YES
    return _tell_newest(world, conversation.id, side, frame, tried)


def _tell_newest(world: World, id: str, side: Side, frame: SentFrame, tried: str) -> bool:
    newest = world.conversations.get(id, fresh=True)
    if newest is None:
        return False
    connection = newest.line(side).connection
    reached = Reached.GONE if connection == tried else world.push.push(connection, frame)
    if reached is Reached.GONE and newest.here(side):
        connection_lost(world, newest, side, connection)
    return reached is Reached.YES


def tell_once(world: World, conversation: Conversation, side: Side, frame: SentFrame) -> None:
    """Pushes what is lost without harm, like typing: nobody is looked up again for it."""
    if conversation.here(side):
        world.push.push(conversation.line(side).connection, frame)


def connection_lost(world: World, conversation: Conversation, side: Side, connection: str) -> None:
    """A connection of a conversation is gone: the five minutes start, and the other side sees them."""
    if side is Side.COUNSELLOR:
        duty_lost(world, conversation.holder.counsellor, connection)
    dropped(world, conversation.id, side, connection)


def dropped(world: World, id: str, side: Side, connection: str) -> None:
    """Starts the five minutes, only if this was the side's current connection."""
    _away(world, id, side, lambda one: drop(one, side, connection, world.now()))


def silent(world: World, id: str, side: Side) -> None:
    """Starts the five minutes of a side that gave no sign of life; one that came just now counts."""
    _away(world, id, side, lambda one: fall_silent(one, side, world.now()))


def _away(world: World, id: str, side: Side, step: Step) -> None:
    before, after = change(world, id, step)
    if before != after:
        tell(world, after, side.other, Peer(conversation=id, here=False, until=after.line(side).until))


def duty_lost(world: World, counsellor: str, connection: str) -> None:
    """A counsellor's connection is gone: their free slots are offered to nobody."""
    change_duty(world, counsellor, lambda duty: duties.dropped(duty, connection, world.now()))
