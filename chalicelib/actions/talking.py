"""What both sides do: say, type, ask what was missed, end."""

from chalicelib.actions.changing import Step, change
from chalicelib.actions.handing_over import tell_end
from chalicelib.actions.presence import counsellor_seen, side_seen, visitor_seen
from chalicelib.actions.refusals import Refuse
from chalicelib.actions.showing import ended, gap, have, shown
from chalicelib.actions.telling import tell, tell_once
from chalicelib.actions.world import Caller, World
from chalicelib.domain import moves
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import Conversation, Floor, Side
from chalicelib.domain.delivery import Message, highest
from chalicelib.domain.races import NumberTaken
from chalicelib.domain.states import IllegalMove
from chalicelib.domain.throttle import message_allowance
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.fields import Have


def bound_visitor(world: World, caller: Caller) -> VisitorConnection:
    """The conversation of a visitor's connection.

    A connection never changes sides, so an old read that finds one is right. Raises Refuse before a start and
    after the end.
    """
    bound = world.connections.get(caller.connection) or world.connections.get(caller.connection, fresh=True)
    if not isinstance(bound, VisitorConnection):
        raise Refuse("unknown")
    if bound.ended:
        raise Refuse("ended")
    return bound


def held_conversation(world: World, caller: Caller, id: str) -> Conversation:
    """A conversation that this connection holds as its counsellor.

    Raises Refuse for an ended one, and the same `not_yours` for somebody else's and for none at all.
    """
    for fresh in (False, True):
        conversation = world.conversations.get(id, fresh=fresh)
        if conversation and conversation.counsellor.connection == caller.connection:
            if not conversation.live:
                raise Refuse("ended")
            return conversation
    raise Refuse("not_yours")


def while_held(caller: Caller, step: Step) -> Step:
    """A step that only the counsellor's current connection may take.

    What `held_conversation` read may be a moment old: meanwhile a colleague may have taken over.
    """

    def checked(one: Conversation) -> Conversation:
        if one.counsellor.connection != caller.connection:
            raise Refuse("not_yours")
        return step(one)

    return checked


def visitor_says(world: World, caller: Caller, frame: inbound.VisitorSay) -> outbound.Said:
    """Stores a message of the visitor and pushes it to the counsellor."""
    bound, now = bound_visitor(world, caller), world.now()
    _refuse_hurry(world, bound, frame.n)
    message = Message(bound.conversation, Side.VISITOR, frame.n, frame.id, frame.text, now)
    answer = _said(world, message, caller)
    visitor_seen(world, bound, frame.n)
    return answer


def _refuse_hurry(world: World, bound: VisitorConnection, n: int) -> None:
    """An old read may miss the mark that a resume has just made, so it is read again before saying no."""
    now = world.now()
    if n <= message_allowance(bound.mark_n, bound.mark_at, now):
        return
    newest = world.connections.get(bound.connection, fresh=True)
    marked = newest if isinstance(newest, VisitorConnection) else bound
    allowance = message_allowance(marked.mark_n, marked.mark_at, now)
    if n > allowance:
        raise Refuse("too_fast", retry_after=n - allowance)


def counsellor_says(world: World, caller: Caller, frame: inbound.CounsellorSay) -> outbound.Said:
    """Stores a message of the counsellor and pushes it to the visitor."""
    held, now = held_conversation(world, caller, frame.conversation), world.now()
    message = Message(held.id, Side.COUNSELLOR, frame.n, frame.id, frame.text, now)
    answer = _said(world, message, caller)
    counsellor_seen(world, held)
    return answer


def _said(world: World, message: Message, caller: Caller) -> outbound.Said:
    """Store first, then look the other side up, then push: a failed push loses nothing."""
    stored = _stored(world, message)
    id = message.conversation
    # An old read may miss a conversation that has just begun.
    conversation = world.conversations.get(id) or world.conversations.get(id, fresh=True)
    if conversation is None or (conversation.ended_at and conversation.ended_at < stored.at):
        raise Refuse("ended")
    if not conversation.here(message.sender):
        side_seen(world, conversation.id, message.sender, caller.connection)
    delivered = tell(world, conversation, message.sender.other, shown(stored))
    return outbound.Said(conversation=stored.conversation, n=stored.n, id=stored.id, at=stored.at, delivered=delivered)


def _stored(world: World, message: Message) -> Message:
    try:
        return world.messages.add(message)
    except NumberTaken:
        last = world.messages.last(message.conversation)
        of_sender = last.visitor if message.sender is Side.VISITOR else last.counsellor
        raise Refuse("out_of_step", last_n=of_sender) from None


def visitor_types(world: World, caller: Caller) -> None:
    """Shows the counsellor that the visitor is typing."""
    bound = bound_visitor(world, caller)
    conversation = world.conversations.get(bound.conversation)
    if conversation:
        typing = outbound.Typing(conversation=conversation.id, sender="visitor")
        tell_once(world, conversation, Side.COUNSELLOR, typing)
    visitor_seen(world, bound)


def counsellor_types(world: World, caller: Caller, frame: inbound.CounsellorTyping) -> None:
    """Shows the visitor that the counsellor is typing."""
    conversation = held_conversation(world, caller, frame.conversation)
    typing = outbound.Typing(conversation=conversation.id, sender="counsellor")
    tell_once(world, conversation, Side.VISITOR, typing)
    counsellor_seen(world, conversation)


def visitor_replays(world: World, caller: Caller, frame: inbound.VisitorReplay) -> outbound.Replayed:
    """What the visitor misses, never from below the floor of a resume by nickname."""
    conversation = world.conversations.get(bound_visitor(world, caller).conversation, fresh=True)
    if conversation is None or conversation.visitor.connection != caller.connection:
        raise Refuse("unknown")
    return _replayed(world, conversation, highest(_floor(frame.have), conversation.floor))


def counsellor_replays(world: World, caller: Caller, frame: inbound.CounsellorReplay) -> outbound.Replayed:
    """What the counsellor misses."""
    return _replayed(world, held_conversation(world, caller, frame.conversation), _floor(frame.have))


def _floor(known: Have) -> Floor:
    return Floor(known.visitor, known.counsellor)


def _replayed(world: World, conversation: Conversation, after: Floor) -> outbound.Replayed:
    messages, more = gap(world, conversation, after)
    return outbound.Replayed(
        conversation=conversation.id,
        messages=tuple(messages),
        more=more,
        last=have(world.messages.last(conversation.id)),
    )


def visitor_ends(world: World, caller: Caller) -> outbound.Ended:
    """The visitor ends it."""
    return _ended(world, bound_visitor(world, caller).conversation, Side.VISITOR, caller)


def counsellor_ends(world: World, caller: Caller, frame: inbound.CounsellorEnd) -> outbound.Ended:
    """The counsellor ends it."""
    conversation = held_conversation(world, caller, frame.conversation)
    return _ended(world, conversation.id, Side.COUNSELLOR, caller)


def _ended(world: World, id: str, side: Side, caller: Caller) -> outbound.Ended:
    def step(one: Conversation) -> Conversation:
        if one.line(side).connection != caller.connection:
            raise Refuse("replaced")
        return moves.end(one, side, world.now())

    try:
        before, after = change(world, id, step)
    except IllegalMove:
        raise Refuse("ended") from None
    tell_end(world, before, after, side.other)
    return ended(world, after)
