"""What a counsellor does with a conversation besides talking: attach, note, block."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor.desk import staff_of
from chalicelib.actions.counsellor.talk import held_conversation
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.frames import assigned, ended, noted
from chalicelib.actions.shared.notify import tell
from chalicelib.actions.shared.reassignment import tell_end
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.audit import Act
from chalicelib.domain.blocks import BLOCK_LASTS, Block
from chalicelib.domain.connection import StaffConnection
from chalicelib.domain.conversation import Conversation, Position, Side
from chalicelib.domain.moves import counsellor_returns, place_block
from chalicelib.domain.note import Note
from chalicelib.domain.staff import Role, Staff
from chalicelib.domain.steps import IllegalMove
from chalicelib.protocol import inbound, outbound


def attach(context: Context, caller: Caller, frame: inbound.AttachFrame) -> outbound.AssignedFrame:
    """The desk is back: this conversation goes on over the new connection, with what was missed."""
    staff = staff_of(context, caller)
    before, after = _attached(context, staff, frame.conversation)
    if before.counsellor.connection != staff.connection:
        context.push.close(before.counsellor.connection)
    answer = assigned(context, after, Position(frame.have.visitor, frame.have.counsellor))
    if not before.here(Side.COUNSELLOR):
        tell(context, after, Side.VISITOR, outbound.PeerFrame(conversation=after.id, here=True))
    return answer


def _attached(context: Context, staff: StaffConnection, id: str) -> tuple[Conversation, Conversation]:
    def step(one: Conversation) -> Conversation:
        if one.holder.counsellor != staff.counsellor:
            raise Refusal("not_yours")
        return counsellor_returns(one, staff.connection, context.now())

    try:
        return change(context, id, step)
    except IllegalMove:
        raise Refusal("ended") from None
    except Refusal:
        # Somebody else's and nobody's look the same.
        raise Refusal("not_yours") from None


def note(context: Context, caller: Caller, frame: inbound.NoteFrame) -> outbound.NotedFrame:
    """Keeps a private note."""
    staff = staff_of(context, caller)
    conversation = held_conversation(context, caller, frame.conversation)
    written = Note(conversation.id, frame.id, frame.text, staff.first_name, context.now())
    return noted(context.messages.add_note(written, conversation.expires_at))


def block(context: Context, caller: Caller, frame: inbound.BlockFrame) -> outbound.EndedFrame:
    """Ends the conversation and takes access away for eight hours; the numbers for help go along.

    Who ends it themself does not get away: its last counsellor may still do this until the books close.
    """
    before, after = _blocked(context, staff_of(context, caller), frame)
    if before != after:
        tell_end(context, before, after, Side.VISITOR)
    return ended(context, after)


def _blocked(context: Context, staff: StaffConnection, frame: inbound.BlockFrame) -> tuple[Conversation, Conversation]:
    now = context.now()

    def step(one: Conversation) -> Conversation:
        if not _may_block(one, staff):
            raise Refusal("not_yours")
        return place_block(one, now + BLOCK_LASTS, now)

    def placed(one: Conversation) -> Block:
        """Of the line as it is when it ends: whoever came back from elsewhere meanwhile is meant, and nobody else."""
        return Block(one.origin_hash or "", now, frame.reason, staff.first_name, one.id)

    who = Staff(staff.counsellor, staff.first_name, frozenset({Role.COUNSELLOR}), staff.channels)
    deed = deed_of(context, who, Act.BLOCK_PLACED, frame.conversation, role=Role.COUNSELLOR)
    try:
        return change(context, frame.conversation, step, placed, deed=deed)
    except IllegalMove:
        raise Refusal("ended") from None
    except Refusal:
        # Somebody else's and nobody's look the same.
        raise Refusal("not_yours") from None


def _may_block(one: Conversation, staff: StaffConnection) -> bool:
    """A live one over its line alone; after the end there is no line any more, and a desk may have been reloaded."""
    same_desk = not one.live or one.counsellor.connection == staff.connection
    return same_desk and one.holder.counsellor == staff.counsellor
