"""A counsellor hands a conversation to a colleague, who says yes or no."""

import hashlib
from contextlib import suppress

from chalicelib.actions import resuming
from chalicelib.actions.changing import change
from chalicelib.actions.counsellor import staff_of
from chalicelib.actions.refusals import Refuse
from chalicelib.actions.showing import asked, assigned
from chalicelib.actions.talking import held_conversation, while_held
from chalicelib.actions.telling import duty_lost, tell
from chalicelib.actions.world import Caller, World
from chalicelib.domain.connection import StaffConnection
from chalicelib.domain.conversation import TRANSFER, Conversation, Floor, Holder, Offer, Side
from chalicelib.domain.moves import AnotherAsks, close_offer, offer_transfer, take_over
from chalicelib.domain.note import Note
from chalicelib.domain.races import AlreadyBound, SlotTaken
from chalicelib.domain.slots import Slot, fairest_first, free_by_counsellor
from chalicelib.domain.states import Actor, IllegalMove
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.reached import Reached

Answer = outbound.Peer | outbound.Assigned | outbound.TransferState | outbound.ResumeAsked


def colleagues(world: World, caller: Caller) -> outbound.ColleaguesShown:
    """Who could take a conversation over now."""
    staff = staff_of(world, caller)
    duty = world.duties.get(staff.counsellor)
    slots = world.duties.slots(duty.channel) if duty else []
    free = free_by_counsellor(slots, world.now())
    shown = tuple(
        outbound.Colleague(counsellor=counsellor, first_name=name, free=count)
        for (counsellor, name), count in sorted(free.items())
        if counsellor != staff.counsellor
    )
    return outbound.ColleaguesShown(colleagues=shown)


def transfer(world: World, caller: Caller, frame: inbound.Transfer) -> outbound.TransferState:
    """Asks a colleague with a free slot of the channel; the note goes along and stays among counsellors."""
    staff = staff_of(world, caller)
    held = held_conversation(world, caller, frame.conversation)
    slot = _free_slot(world, held, staff, frame.colleague)
    if frame.note:
        world.messages.add_note(_note_along(world, held, staff, frame.note))
    offered = _offered(world, caller, held, slot)
    _ask(world, offered, slot, staff, frame.note)
    return _state(offered, "asked", slot.first_name, offered.offer)


def _note_along(world: World, held: Conversation, staff: StaffConnection, text: str) -> Note:
    """The same words are the same note: an offer is made again when its answer was lost."""
    id = hashlib.sha256(text.encode()).hexdigest()[:32]
    return Note(held.id, id, text, staff.first_name, world.now())


def _free_slot(world: World, held: Conversation, staff: StaffConnection, colleague: str | None) -> Slot:
    slots = fairest_first(world.duties.slots(held.channel), world.now())
    for slot in slots:
        if slot.counsellor != staff.counsellor and colleague in (None, slot.counsellor):
            return slot
    raise Refuse("busy")


def _offered(world: World, caller: Caller, held: Conversation, slot: Slot) -> Conversation:
    def step(one: Conversation) -> Conversation:
        return offer_transfer(one, slot.counsellor, slot.connection, world.now())

    try:
        return change(world, held.id, while_held(caller, step))[1]
    except IllegalMove:
        raise Refuse("not_now") from None


def _ask(world: World, offered: Conversation, slot: Slot, staff: StaffConnection, note: str | None) -> None:
    question = outbound.TransferAsked(
        conversation=offered.id,
        question=TRANSFER,
        nickname=offered.nickname,
        counsellor=staff.first_name,
        note=note,
        until=offered.offer.until if offered.offer else world.now(),
    )
    if world.push.push(slot.connection, question) is Reached.GONE:
        with suppress(IllegalMove):
            change(world, offered.id, lambda one: close_offer(one, Actor.SERVICE, slot.counsellor))
        duty_lost(world, slot.counsellor, slot.connection)
        raise Refuse("busy")


def _state(
    conversation: Conversation, state: outbound.TransferWord, colleague: str, offer: Offer | None = None
) -> outbound.TransferState:
    return outbound.TransferState(
        conversation=conversation.id,
        state=state,
        colleague=colleague,
        until=offer.until if offer else None,
    )


def accept(world: World, caller: Caller, frame: inbound.Accept) -> Answer:
    """Yes: to a visitor who asks to come back, or to a colleague who offers a conversation."""
    staff, conversation = _asked_of(world, caller, frame.conversation)
    try:
        if frame.question == TRANSFER:
            return _taken_over(world, caller, conversation, staff)
        return _let_in(world, caller, _held(conversation, caller, staff), frame.question)
    except AnotherAsks:
        return _who_asks(world, conversation)
    except (IllegalMove, AlreadyBound):
        raise Refuse("not_now") from None


def _let_in(world: World, caller: Caller, conversation: Conversation, question: str | None) -> Answer:
    """Nobody asks any more: then this is a yes again, whose answer was lost."""
    if conversation.ask is None and conversation.live:
        return assigned(world, conversation, Floor())
    return resuming.allow(world, caller, conversation, question)


def decline(world: World, caller: Caller, frame: inbound.Decline) -> Answer:
    """No, to the same two questions."""
    staff, conversation = _asked_of(world, caller, frame.conversation)
    try:
        if frame.question == TRANSFER:
            return _declined(world, conversation, staff)
        return resuming.refuse(world, caller, _held(conversation, caller, staff), frame.question)
    except AnotherAsks:
        return _who_asks(world, conversation)
    except IllegalMove:
        raise Refuse("not_now") from None


def _who_asks(world: World, conversation: Conversation) -> outbound.ResumeAsked:
    """The question again, about whoever asks by now."""
    newest = world.conversations.get(conversation.id, fresh=True)
    if newest is None or newest.ask is None:
        raise Refuse("not_now")
    return asked(newest)


def _asked_of(world: World, caller: Caller, id: str) -> tuple[StaffConnection, Conversation]:
    staff, conversation = staff_of(world, caller), world.conversations.get(id, fresh=True)
    if conversation is None or not _concerns(conversation, staff):
        raise Refuse("not_yours")
    return staff, conversation


def _concerns(conversation: Conversation, staff: StaffConnection) -> bool:
    offered = conversation.offer.counsellor if conversation.offer else None
    return staff.counsellor in (conversation.holder.counsellor, offered)


def _held(conversation: Conversation, caller: Caller, staff: StaffConnection) -> Conversation:
    if conversation.holder.counsellor != staff.counsellor:
        raise Refuse("invalid", faults=("question: missing",))
    if conversation.counsellor.connection != caller.connection:
        raise Refuse("replaced")
    return conversation


def _taken_over(world: World, caller: Caller, offered: Conversation, staff: StaffConnection) -> outbound.Assigned:
    """A yes that comes again, because its answer was lost, gets the same answer."""
    if offered.holder.counsellor == staff.counsellor and offered.live:
        held = _held(offered, caller, staff)
        tell(world, held, Side.VISITOR, _new_peer(held))
        return assigned(world, held, Floor())
    own = world.duties.slots_of(staff.counsellor, [offered.channel])
    free = [slot for slot in own if slot.free(world.now())]
    if not free:
        raise Refuse("busy")
    holder = Holder(staff.counsellor, staff.first_name, free[0].place)
    try:
        before, after = change(world, offered.id, lambda one: take_over(one, holder, staff.connection, world.now()))
    except SlotTaken:
        raise Refuse("busy") from None
    world.announce(after.channel)
    taken = _state(after, "taken", staff.first_name)
    world.push.push(before.counsellor.connection, taken)
    tell(world, after, Side.VISITOR, _new_peer(after))
    return assigned(world, world.conversations.get(after.id, fresh=True) or after, Floor())


def _new_peer(conversation: Conversation) -> outbound.Peer:
    return outbound.Peer(conversation=conversation.id, here=True, counsellor=conversation.holder.first_name)


def _declined(world: World, offered: Conversation, staff: StaffConnection) -> outbound.TransferState:
    after = change(world, offered.id, lambda one: close_offer(one, Actor.COLLEAGUE, staff.counsellor))[1]
    answer = _state(after, "declined", staff.first_name)
    tell(world, after, Side.COUNSELLOR, answer)
    return answer
