"""A visitor comes back: with the token, or with the nickname and the counsellor's yes."""

from chalicelib.actions.changing import change
from chalicelib.actions.refusals import About, Refuse, elsewhere, language_of
from chalicelib.actions.showing import asked, resumed
from chalicelib.actions.talking import while_held
from chalicelib.actions.telling import tell
from chalicelib.actions.visitor import retokened
from chalicelib.actions.world import Caller, World
from chalicelib.domain.connection import StaffConnection, VisitorConnection
from chalicelib.domain.conversation import Conversation, Floor, Side
from chalicelib.domain.delivery import highest
from chalicelib.domain.moves import allow_return, ask_return, refuse_return, visitor_returns
from chalicelib.domain.races import AlreadyBound
from chalicelib.domain.states import IllegalMove
from chalicelib.privacy.tokens import Purpose, hashed, joined, matches, parted
from chalicelib.protocol import inbound, outbound

# Compared with when there is no conversation, so that both answers take the same time.
NOBODYS_HASH = "0" * 64


def resume_with_token(world: World, caller: Caller, frame: inbound.ResumeByToken) -> outbound.Resumed:
    """The conversation and everything that was missed; the newest connection wins.

    Order matters: the new connection is written, then the old one closed, then the messages are read. So a
    message that is not among them is pushed to the new connection, or fails on the closed one and follows.
    """
    _refuse_guessing(world, caller)
    id, secret = parted(frame.token)
    conversation = world.conversations.get(id, fresh=True) if id else None
    right = matches(secret, Purpose.RESUME, conversation.token_hash if conversation else NOBODYS_HASH)
    if conversation is None or not right:
        raise _not_found(world, caller)
    _refuse_second(world, caller, id)
    before, after = _returned(world, caller, conversation, secret)
    _replace(world, before, caller)
    return _welcome(world, after, Floor(frame.have.visitor, frame.have.counsellor))


def _refuse_guessing(world: World, caller: Caller) -> None:
    tries = world.throttles.tries(world.hash_origin(caller.origin), "resume", world.now())
    if tries >= world.limits.failed_resumes_a_minute:
        raise Refuse("too_fast", retry_after=60)


def _not_found(world: World, caller: Caller) -> Refuse:
    """The one answer to whatever does not lead to a conversation."""
    world.throttles.count(world.hash_origin(caller.origin), "resume", world.now())
    return Refuse("unknown")


def _refuse_second(world: World, caller: Caller, id: str) -> None:
    bound = world.connections.get(caller.connection)
    if isinstance(bound, StaffConnection) or (bound and bound.conversation != id and not bound.ended):
        raise Refuse("not_now")


def _returned(
    world: World, caller: Caller, conversation: Conversation, secret: str
) -> tuple[Conversation, Conversation]:
    def step(one: Conversation) -> Conversation:
        if not matches(secret, Purpose.RESUME, one.token_hash):
            raise Refuse("unknown")
        return visitor_returns(one, caller.connection, world.now())

    try:
        return change(world, conversation.id, step)
    except IllegalMove:
        raise _over(world, conversation) from None
    except AlreadyBound:
        raise Refuse("not_now") from None


def _over(world: World, conversation: Conversation) -> Refuse:
    channel = world.service[conversation.channel]
    return Refuse("ended", elsewhere=elsewhere(channel, language_of(conversation.language)))


def _replace(world: World, before: Conversation, caller: Caller) -> None:
    old = before.visitor.connection
    if old != caller.connection:
        world.push.push(old, Refuse("replaced").frame(About()))
        world.push.close(old)


def _welcome(world: World, conversation: Conversation, known: Floor) -> outbound.Resumed:
    """The counsellor hears it first: if that shows that they are gone, the answer says so too."""
    tell(world, conversation, Side.COUNSELLOR, outbound.Peer(conversation=conversation.id, here=True))
    newest = world.conversations.get(conversation.id, fresh=True) or conversation
    answer = resumed(world, newest, highest(known, conversation.floor))
    world.connections.mark(conversation.visitor.connection, world.now(), answer.last.visitor)
    return answer


def resume_with_nickname(
    world: World, caller: Caller, frame: inbound.ResumeByNickname
) -> outbound.Waiting | outbound.Resumed:
    """Asks the counsellor whether this is the visitor who dropped. Who is not away is not found."""
    _refuse_guessing(world, caller)
    id = world.conversations.with_nickname(frame.channel, frame.nickname)
    if id is None:
        raise _not_found(world, caller)
    _refuse_second(world, caller, id)
    if _is_mine(world, caller, id):
        return _told_again(world, id)
    conversation = _asked(world, caller, id)
    tell(world, conversation, Side.COUNSELLOR, asked(conversation))
    return outbound.Waiting(until=conversation.visitor.until or world.now())


def _is_mine(world: World, caller: Caller, id: str) -> bool:
    bound = world.connections.get(caller.connection, fresh=True)
    return isinstance(bound, VisitorConnection) and bound.conversation == id and not bound.ended


def _told_again(world: World, id: str) -> outbound.Resumed:
    """The counsellor said yes and the answer was lost: again, with a new token and still no history."""
    secret = world.new_secret()
    conversation = retokened(world, id, secret)
    return resumed(world, conversation, conversation.floor, joined(id, secret))


def _asked(world: World, caller: Caller, id: str) -> Conversation:
    origin_hash = world.hash_origin(caller.origin)

    def step(one: Conversation) -> Conversation:
        same = one.origin_hash == origin_hash
        if one.ask and one.ask.same_origin and not same:
            raise IllegalMove("a stranger does not push out who comes from the same place")
        return ask_return(one, caller.connection, same, world.now())

    try:
        return change(world, id, step)[1]
    except IllegalMove:
        raise _not_found(world, caller) from None


def allow(world: World, caller: Caller, conversation: Conversation, question: str | None) -> outbound.Peer:
    """The counsellor lets the asker in: a new token, and nothing from before."""
    secret, floor = world.new_secret(), world.messages.last(conversation.id)
    token_hash = hashed(secret, Purpose.RESUME)
    step = while_held(caller, lambda one: allow_return(one, question, token_hash, floor, world.now()))
    before, after = change(world, conversation.id, step)
    if before.visitor.connection != after.visitor.connection:
        world.push.close(before.visitor.connection)
    tell(world, after, Side.VISITOR, resumed(world, after, floor, joined(after.id, secret)))
    return _where(after)


def _where(conversation: Conversation) -> outbound.Peer:
    """Where the visitor is, for the counsellor."""
    here = conversation.here(Side.VISITOR)
    return outbound.Peer(conversation=conversation.id, here=here, until=None if here else conversation.visitor.until)


def refuse(world: World, caller: Caller, conversation: Conversation, question: str | None) -> outbound.Peer:
    """The counsellor does not know the asker, who is told the same as for an unknown nickname."""
    before, after = change(world, conversation.id, while_held(caller, lambda one: refuse_return(one, question)))
    if before.ask:
        language = language_of(conversation.language)
        frame = Refuse("unknown").frame(About(frame="resume", language=language))
        world.push.push(before.ask.connection, frame)
    return _where(after)
