"""What a counsellor does at the desk besides talking: duty, pause, reattaching, notes, blocks."""

from chalicelib.actions.changing import change, change_duty
from chalicelib.actions.handing_over import tell_end
from chalicelib.actions.lights import light_of
from chalicelib.actions.refusals import About, Refuse
from chalicelib.actions.showing import assigned, ended, noted
from chalicelib.actions.talking import held_conversation, while_held
from chalicelib.actions.telling import tell
from chalicelib.actions.world import Caller, World
from chalicelib.domain import duty as duties
from chalicelib.domain.blocks import BLOCK_LASTS, Block
from chalicelib.domain.connection import StaffConnection
from chalicelib.domain.conversation import Conversation, Floor, Side
from chalicelib.domain.duty import Duty
from chalicelib.domain.moves import counsellor_returns, end_with_block
from chalicelib.domain.note import Note
from chalicelib.domain.states import IllegalMove
from chalicelib.protocol import inbound, outbound


def staff_of(world: World, caller: Caller) -> StaffConnection:
    """Who sits at this desk. Raises Refuse for a visitor's connection."""
    staff = world.connections.get(caller.connection) or world.connections.get(caller.connection, fresh=True)
    if not isinstance(staff, StaffConnection):
        raise Refuse("not_yours")
    return staff


def take_duty(world: World, caller: Caller, frame: inbound.Duty) -> outbound.OnDuty:
    """On duty in a channel with so many slots; also after a reconnect, and to change the number."""
    staff = staff_of(world, caller)
    if frame.channel not in staff.channels or frame.channel not in world.service:
        raise Refuse("not_yours")
    before, after = change_duty(
        world,
        staff.counsellor,
        lambda duty: _on_duty(world, staff, frame, duty),
        missing=_on_duty(world, staff, frame, None),
    )
    _replace_desk(world, before, staff)
    return _where(world, staff, after)


def _on_duty(world: World, staff: StaffConnection, frame: inbound.Duty, before: Duty | None) -> Duty:
    paused = before is not None and before.slots > 0 and not before.available
    return Duty(
        counsellor=staff.counsellor,
        first_name=staff.first_name,
        channel=frame.channel,
        slots=frame.slots,
        available=not paused,
        connection=staff.connection,
        seen_at=world.now(),
        version=before.version if before else 0,
    )


def _replace_desk(world: World, before: Duty | None, staff: StaffConnection) -> None:
    """The newest desk wins: an older one is told and closed."""
    if before and before.connection != staff.connection:
        world.push.push(before.connection, Refuse("replaced").frame(About()))
        world.push.close(before.connection)
        world.connections.forget(before.connection)


def _where(world: World, staff: StaffConnection, duty: Duty | None) -> outbound.OnDuty:
    held = [slot.conversation for slot in world.duties.slots_of(staff.counsellor, staff.channels)]
    conversations = tuple(id for id in held if id)
    if duty is None or duty.slots == 0:
        return outbound.OnDuty(on=False, conversations=conversations)
    return outbound.OnDuty(
        on=True,
        channel=duty.channel,
        slots=duty.slots,
        available=duty.available,
        conversations=conversations,
        light=light_of(world, duty.channel, world.now()).value,
    )


def leave_duty(world: World, caller: Caller) -> outbound.OnDuty:
    """Off duty: no new conversations; those under way stay until they end."""
    staff = staff_of(world, caller)
    after = change_duty(world, staff.counsellor, lambda duty: _off(world, staff, duty))[1]
    return _where(world, staff, after)


def _off(world: World, staff: StaffConnection, duty: Duty) -> Duty:
    _only_this_desk(duty, staff)
    return duty if duty.slots == 0 else duties.off(duty, world.now())


def _only_this_desk(duty: Duty, staff: StaffConnection) -> None:
    if duty.connection != staff.connection:
        raise Refuse("replaced")


def set_available(world: World, caller: Caller, frame: inbound.Available) -> outbound.OnDuty:
    """Pauses, or takes new conversations again."""
    staff = staff_of(world, caller)
    after = change_duty(world, staff.counsellor, lambda duty: _available(world, staff, duty, frame))[1]
    return _where(world, staff, after)


def _available(world: World, staff: StaffConnection, duty: Duty, frame: inbound.Available) -> Duty:
    _only_this_desk(duty, staff)
    if duty.slots == 0:
        raise Refuse("not_now")
    return duties.with_availability(duty, frame.available, world.now())


def attach(world: World, caller: Caller, frame: inbound.Attach) -> outbound.Assigned:
    """The desk is back: this conversation goes on over the new connection, with what was missed."""
    staff = staff_of(world, caller)
    before, after = _attached(world, staff, frame.conversation)
    if before.counsellor.connection != staff.connection:
        world.push.close(before.counsellor.connection)
    answer = assigned(world, after, Floor(frame.have.visitor, frame.have.counsellor))
    if not before.here(Side.COUNSELLOR):
        tell(world, after, Side.VISITOR, outbound.Peer(conversation=after.id, here=True))
    return answer


def _attached(world: World, staff: StaffConnection, id: str) -> tuple[Conversation, Conversation]:
    def step(one: Conversation) -> Conversation:
        if one.holder.counsellor != staff.counsellor:
            raise Refuse("not_yours")
        return counsellor_returns(one, staff.connection, world.now())

    try:
        return change(world, id, step)
    except IllegalMove:
        raise Refuse("ended") from None
    except Refuse:
        # Somebody else's and nobody's look the same.
        raise Refuse("not_yours") from None


def note(world: World, caller: Caller, frame: inbound.Note) -> outbound.NoteShown:
    """Keeps a private note."""
    staff = staff_of(world, caller)
    conversation = held_conversation(world, caller, frame.conversation)
    written = Note(conversation.id, frame.id, frame.text, staff.first_name, world.now())
    return noted(world.messages.add_note(written))


def block(world: World, caller: Caller, frame: inbound.Block) -> outbound.Ended:
    """Ends the conversation and takes access away for eight hours; the numbers for help go along."""
    staff, now = staff_of(world, caller), world.now()
    held = held_conversation(world, caller, frame.conversation)
    placed = Block(held.origin_hash, now, frame.reason, staff.first_name, held.id)
    step = while_held(caller, lambda one: end_with_block(one, now + BLOCK_LASTS, now))
    try:
        before, after = change(world, held.id, step, placed)
    except IllegalMove:
        raise Refuse("ended") from None
    tell_end(world, before, after, Side.VISITOR)
    return ended(world, after)
