"""A counsellor offers a conversation to a colleague."""

import hashlib
from contextlib import suppress

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor.desk import staff_of
from chalicelib.actions.counsellor.talk import held_conversation, while_held
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.notify import duty_lost
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.connection import StaffConnection
from chalicelib.domain.conversation import TRANSFER, Conversation, Offer
from chalicelib.domain.moves import close_offer, offer_transfer
from chalicelib.domain.note import Note
from chalicelib.domain.slots import Slot, fairest_first, free_by_counsellor
from chalicelib.domain.states import Actor, IllegalMove
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.delivery import Delivery


def colleagues(context: Context, caller: Caller) -> outbound.ColleaguesFrame:
    """Who could take a conversation over now."""
    staff = staff_of(context, caller)
    duty = context.duties.get(staff.counsellor)
    slots = context.duties.slots(duty.channel) if duty else []
    free = free_by_counsellor(slots, context.now())
    shown = tuple(
        outbound.Colleague(counsellor=counsellor, first_name=name, free=count)
        for (counsellor, name), count in sorted(free.items())
        if counsellor != staff.counsellor
    )
    return outbound.ColleaguesFrame(colleagues=shown)


def transfer(context: Context, caller: Caller, frame: inbound.TransferFrame) -> outbound.TransferStateFrame:
    """Asks a colleague with a free slot of the channel; the note goes along and stays among counsellors."""
    staff = staff_of(context, caller)
    held = held_conversation(context, caller, frame.conversation)
    slot = _free_slot(context, held, staff, frame.colleague)
    if frame.note:
        context.messages.add_note(_note_along(context, held, staff, frame.note))
    offered = _offered(context, caller, held, slot)
    _ask(context, offered, slot, staff, frame.note)
    return transfer_state(offered, "asked", slot.first_name, offered.offer)


def _note_along(context: Context, held: Conversation, staff: StaffConnection, text: str) -> Note:
    """The same words are the same note: an offer is made again when its answer was lost."""
    id = hashlib.sha256(text.encode()).hexdigest()[:32]
    return Note(held.id, id, text, staff.first_name, context.now())


def _free_slot(context: Context, held: Conversation, staff: StaffConnection, colleague: str | None) -> Slot:
    slots = fairest_first(context.duties.slots(held.channel), context.now())
    for slot in slots:
        if slot.counsellor != staff.counsellor and colleague in (None, slot.counsellor):
            return slot
    raise Refusal("busy")


def _offered(context: Context, caller: Caller, held: Conversation, slot: Slot) -> Conversation:
    def step(one: Conversation) -> Conversation:
        return offer_transfer(one, slot.counsellor, slot.connection, context.now())

    try:
        return change(context, held.id, while_held(caller, step))[1]
    except IllegalMove:
        raise Refusal("not_now") from None


def _ask(context: Context, offered: Conversation, slot: Slot, staff: StaffConnection, note: str | None) -> None:
    question = outbound.TransferAskedFrame(
        conversation=offered.id,
        question=TRANSFER,
        nickname=offered.nickname,
        counsellor=staff.first_name,
        note=note,
        until=offered.offer.until if offered.offer else context.now(),
    )
    if context.push.push(slot.connection, question) is Delivery.GONE:
        with suppress(IllegalMove):
            change(context, offered.id, lambda one: close_offer(one, Actor.SERVICE, slot.counsellor))
        duty_lost(context, slot.counsellor, slot.connection)
        raise Refusal("busy")


def transfer_state(
    conversation: Conversation, state: outbound.TransferWord, colleague: str, offer: Offer | None = None
) -> outbound.TransferStateFrame:
    return outbound.TransferStateFrame(
        conversation=conversation.id,
        state=state,
        colleague=colleague,
        until=offer.until if offer else None,
    )
