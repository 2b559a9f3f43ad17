"""A counsellor says yes or no: to a visitor who comes back by nickname, or to a colleague who offers a conversation."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor.desk import staff_of
from chalicelib.actions.counsellor.returns import allow, refuse
from chalicelib.actions.counsellor.transfer import transfer_state
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.frames import asked, assigned
from chalicelib.actions.shared.notify import tell
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.connection import StaffConnection
from chalicelib.domain.conversation import TRANSFER, Conversation, Holder, Position, Side
from chalicelib.domain.moves import AnotherAsks, close_offer, take_over
from chalicelib.domain.races import AlreadyBound, SlotTaken
from chalicelib.domain.states import Actor
from chalicelib.domain.steps import IllegalMove
from chalicelib.protocol import inbound, outbound

Answer = outbound.PeerFrame | outbound.AssignedFrame | outbound.TransferStateFrame | outbound.ResumeAskedFrame


def accept(context: Context, caller: Caller, frame: inbound.AcceptFrame) -> Answer:
    """Yes: to a visitor who asks to come back, or to a colleague who offers a conversation."""
    staff, conversation = _asked_of(context, caller, frame.conversation)
    try:
        if frame.question == TRANSFER:
            return _taken_over(context, caller, conversation, staff)
        return _let_in(context, caller, _held(conversation, caller, staff), frame.question)
    except AnotherAsks:
        return _who_asks(context, conversation)
    except (IllegalMove, AlreadyBound):
        raise Refusal("not_now") from None


def _let_in(context: Context, caller: Caller, conversation: Conversation, question: str | None) -> Answer:
    """Nobody asks any more: then this is a yes again, whose answer was lost."""
    if conversation.ask is None and conversation.live:
        return assigned(context, conversation, Position())
    return allow(context, caller, conversation, question)


def decline(context: Context, caller: Caller, frame: inbound.DeclineFrame) -> Answer:
    """No, to the same two questions."""
    staff, conversation = _asked_of(context, caller, frame.conversation)
    try:
        if frame.question == TRANSFER:
            return _declined(context, conversation, staff)
        return refuse(context, caller, _held(conversation, caller, staff), frame.question)
    except AnotherAsks:
        return _who_asks(context, conversation)
    except IllegalMove:
        raise Refusal("not_now") from None


def _who_asks(context: Context, conversation: Conversation) -> outbound.ResumeAskedFrame:
    """The question again, about whoever asks by now."""
    newest = context.conversations.get(conversation.id, fresh=True)
    if newest is None or newest.ask is None:
        raise Refusal("not_now")
    return asked(newest)


def _asked_of(context: Context, caller: Caller, id: str) -> tuple[StaffConnection, Conversation]:
    staff, conversation = staff_of(context, caller), context.conversations.get(id, fresh=True)
    if conversation is None or not _concerns(conversation, staff):
        raise Refusal("not_yours")
    return staff, conversation


def _concerns(conversation: Conversation, staff: StaffConnection) -> bool:
    offered = conversation.offer.counsellor if conversation.offer else None
    return staff.counsellor in (conversation.holder.counsellor, offered)


def _held(conversation: Conversation, caller: Caller, staff: StaffConnection) -> Conversation:
    if conversation.holder.counsellor != staff.counsellor:
        raise Refusal("invalid", faults=("question: missing",))
    if conversation.counsellor.connection != caller.connection:
        raise Refusal("replaced")
    return conversation


def _taken_over(
    context: Context, caller: Caller, offered: Conversation, staff: StaffConnection
) -> outbound.AssignedFrame:
    """A yes that comes again, because its answer was lost, gets the same answer."""
    if offered.holder.counsellor == staff.counsellor and offered.live:
        held = _held(offered, caller, staff)
        tell(context, held, Side.VISITOR, _new_peer(held))
        return assigned(context, held, Position())
    own = context.duties.get(staff.counsellor)
    if own is None or own.channel != offered.channel or not own.free_places:
        raise Refusal("busy")
    holder = Holder(staff.counsellor, staff.first_name, own.next_place)
    try:
        before, after = change(context, offered.id, lambda one: take_over(one, holder, staff.connection, context.now()))
    except SlotTaken:
        raise Refusal("busy") from None
    context.announce(after.channel)
    taken = transfer_state(after, "taken", staff.first_name)
    context.push.push(before.counsellor.connection, taken)
    tell(context, after, Side.VISITOR, _new_peer(after))
    return assigned(context, context.conversations.get(after.id, fresh=True) or after, Position())


def _new_peer(conversation: Conversation) -> outbound.PeerFrame:
    return outbound.PeerFrame(conversation=conversation.id, here=True, counsellor=conversation.holder.first_name)


def _declined(context: Context, offered: Conversation, staff: StaffConnection) -> outbound.TransferStateFrame:
    after = change(context, offered.id, lambda one: close_offer(one, Actor.COLLEAGUE, staff.counsellor))[1]
    answer = transfer_state(after, "declined", staff.first_name)
    tell(context, after, Side.COUNSELLOR, answer)
    return answer
