"""A visitor comes back: with the token, or with the nickname and the counsellor's yes."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.channels import channel_named
from chalicelib.actions.shared.frames import asked, resumed
from chalicelib.actions.shared.notify import tell
from chalicelib.actions.shared.refusals import About, Refusal, blocked, elsewhere, language_of
from chalicelib.actions.visitor.start import retokened
from chalicelib.domain.blocks import Block
from chalicelib.domain.connection import StaffConnection, VisitorConnection
from chalicelib.domain.conversation import Conversation, Position, Side
from chalicelib.domain.delivery import highest
from chalicelib.domain.moves import ask_return, visitor_resumes
from chalicelib.domain.races import AlreadyBound
from chalicelib.domain.steps import IllegalMove
from chalicelib.domain.throttle import mark_after_resume
from chalicelib.privacy.origins import Arrival
from chalicelib.privacy.tokens import Purpose, joined, matches, parted
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.words import Language

# Compared with when there is no conversation, so that both answers take the same time.
NOBODYS_HASH = "0" * 64


def resume_with_token(context: Context, caller: Caller, frame: inbound.ResumeByTokenFrame) -> outbound.ResumedFrame:
    """The conversation and everything that was missed; the newest connection wins.

    Order matters: the new connection is written, then the old one closed, then the messages are read. So a
    message that is not among them is pushed to the new connection, or fails on the closed one and follows.
    """
    id, secret = parted(frame.token)
    conversation = context.conversations.get(id, fresh=True) if id else None
    right = matches(secret, Purpose.RESUME, conversation.token_hash if conversation else NOBODYS_HASH)
    if conversation is None or not right:
        raise _not_found(context, caller)
    _refuse_second(context, caller, id)
    _refuse_blocked_one(context, caller, conversation)
    before, after = _returned(context, caller, conversation, secret)
    _replace(context, before, caller)
    return _welcome(context, after, Position(frame.have.visitor, frame.have.counsellor))


def _refuse_blocked_one(context: Context, caller: Caller, conversation: Conversation) -> None:
    """Who is blocked keeps the conversation that somebody else behind that address has, unless it is the one."""
    block = context.blocks.of(context.recent_hashes(caller.origin), context.now())
    if block and block.conversation == conversation.id and conversation.live:
        raise _blocked(context, block, conversation.channel, language_of(conversation.language))


def _blocked(context: Context, block: Block, channel: str, language: Language) -> Refusal:
    return blocked(block, context.service[channel], language)


def _refuse_guessing(context: Context, caller: Caller) -> None:
    tries = context.throttles.tries(context.hash_origin(caller.origin), "resume", context.now())
    if tries >= context.limits.failed_resumes_a_minute:
        raise Refusal("too_fast", retry_after=60)


def _not_found(context: Context, caller: Caller) -> Refusal:
    """The one answer to whatever does not lead to a conversation; too many of them are too fast.

    Only who is wrong is counted and slowed down, so that nobody behind an address locks the right token out.
    """
    tries = context.throttles.count(context.hash_origin(caller.origin), "resume", context.now())
    if tries > context.limits.failed_resumes_a_minute:
        return Refusal("too_fast", retry_after=60)
    return Refusal("unknown")


def _refuse_second(context: Context, caller: Caller, id: str) -> None:
    bound = context.connections.get(caller.connection)
    if isinstance(bound, StaffConnection) or (bound and bound.conversation != id and not bound.ended):
        raise Refusal("not_now")


def _returned(
    context: Context, caller: Caller, conversation: Conversation, secret: str
) -> tuple[Conversation, Conversation]:
    def step(one: Conversation) -> Conversation:
        if not matches(secret, Purpose.RESUME, one.token_hash):
            raise Refusal("unknown")
        return visitor_resumes(one, caller.connection, context.hash_origin(caller.origin), context.now())

    try:
        return change(context, conversation.id, step, arrival=Arrival("token", caller.origin))
    except IllegalMove:
        raise _over(context, conversation) from None
    except AlreadyBound:
        raise Refusal("not_now") from None


def _over(context: Context, conversation: Conversation) -> Refusal:
    channel = context.service[conversation.channel]
    language = language_of(conversation.language)
    return Refusal("ended", elsewhere=elsewhere(channel, language), language=language)


def _replace(context: Context, before: Conversation, caller: Caller) -> None:
    old = before.visitor.connection
    if old != caller.connection:
        context.push.push(old, Refusal("replaced").frame(About()))
        context.push.close(old)


def _welcome(context: Context, conversation: Conversation, known: Position) -> outbound.ResumedFrame:
    """The counsellor hears it first: if that shows that they are gone, the answer says so too."""
    tell(context, conversation, Side.COUNSELLOR, outbound.PeerFrame(conversation=conversation.id, here=True))
    newest = context.conversations.get(conversation.id, fresh=True) or conversation
    answer = resumed(context, newest, highest(known, conversation.visible_from))
    _carry_allowance(context, conversation.visitor.connection, answer.last.visitor)
    return answer


def _carry_allowance(context: Context, connection: str, last: int) -> None:
    """Coming back gives no new allowance of messages: the line begins with the mark of the one before."""
    bound, now = context.connections.get(connection, fresh=True), context.now()
    if isinstance(bound, VisitorConnection):
        context.connections.mark(connection, now, mark_after_resume(bound.mark_n, bound.mark_at, last, now))


def resume_with_nickname(
    context: Context, caller: Caller, frame: inbound.ResumeByNicknameFrame
) -> outbound.WaitingFrame | outbound.ResumedFrame:
    """Asks the counsellor whether this is the visitor who dropped. Who is not away is not found."""
    _refuse_guessing(context, caller)
    _refuse_blocked(context, caller, frame)
    id = context.nicknames.of(frame.channel, frame.nickname)
    if id is None:
        raise _not_found(context, caller)
    _refuse_second(context, caller, id)
    if _is_mine(context, caller, id):
        return _told_again(context, id)
    conversation = _asked(context, caller, frame, id)
    tell(context, conversation, Side.COUNSELLOR, asked(conversation))
    return outbound.WaitingFrame(until=conversation.visitor.until or context.now())


def _refuse_blocked(context: Context, caller: Caller, frame: inbound.ResumeByNicknameFrame) -> None:
    """Before the nickname is looked for, so that it tells nothing about anybody."""
    channel_named(context, frame.channel)
    if block := context.blocks.of(context.recent_hashes(caller.origin), context.now()):
        raise _blocked(context, block, frame.channel, frame.language)


def _is_mine(context: Context, caller: Caller, id: str) -> bool:
    bound = context.connections.get(caller.connection, fresh=True)
    return isinstance(bound, VisitorConnection) and bound.conversation == id and not bound.ended


def _told_again(context: Context, id: str) -> outbound.ResumedFrame:
    """The counsellor said yes and the answer was lost: again, with a new token and still no history."""
    secret = context.new_secret()
    conversation = retokened(context, id, secret)
    return resumed(context, conversation, conversation.visible_from, joined(id, secret))


def _asked(context: Context, caller: Caller, frame: inbound.ResumeByNicknameFrame, id: str) -> Conversation:
    """Each of these shows on a desk, so an origin asks only so often, however many lines it opens."""
    origin_hashes = context.recent_hashes(caller.origin)
    if context.throttles.count(origin_hashes[0], "ask", context.now()) > context.limits.asks_a_minute:
        raise Refusal("too_fast", retry_after=60)

    def step(one: Conversation) -> Conversation:
        return ask_return(one, caller.connection, origin_hashes, context.now(), frame.language)

    try:
        return change(context, id, step, arrival=Arrival("asked", caller.origin))[1]
    except IllegalMove:
        raise _not_found(context, caller) from None
