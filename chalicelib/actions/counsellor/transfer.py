"""A counsellor offers a conversation to a colleague."""

import hashlib
from contextlib import suppress
from datetime import datetime
from itertools import islice

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor.desk import staff_of
from chalicelib.actions.counsellor.talk import held_conversation, while_held
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.notify import duty_lost
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.connection import StaffConnection
from chalicelib.domain.conversation import TRANSFER, Conversation, Offer
from chalicelib.domain.duty import Duty
from chalicelib.domain.moves import close_offer, offer_transfer
from chalicelib.domain.note import Note
from chalicelib.domain.schedule import closes_at
from chalicelib.domain.states import Actor
from chalicelib.domain.steps import IllegalMove
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.delivery import Delivery

MOST_COLLEAGUES = 50
"""More than a frame can bear, and than anybody would read."""


def colleagues(context: Context, caller: Caller) -> outbound.ColleaguesAtWorkFrame:
    """Who else is at work in the channel, who could take a conversation over first, and when its hours end."""
    staff, now = staff_of(context, caller), context.now()
    duty = context.duties.get(staff.counsellor)
    if duty is None:
        return outbound.ColleaguesAtWorkFrame(colleagues=())
    others = (one for one in context.duties.of_channel(duty.channel) if _at_work(one, duty, now))
    found = sorted(islice(others, MOST_COLLEAGUES), key=lambda one: (one.free_places == 0, one.first_name))
    closes = closes_at(context.channels.schedule(duty.channel), now)
    return outbound.ColleaguesAtWorkFrame(colleagues=tuple(map(_colleague, found)), open_until=closes)


def _at_work(other: Duty, own: Duty, now: datetime) -> bool:
    return other.counsellor != own.counsellor and other.present(now)


def _colleague(duty: Duty) -> outbound.Colleague:
    return outbound.Colleague(
        counsellor=duty.counsellor, first_name=duty.first_name, free=duty.free_places, paused=not duty.available
    )


def transfer(context: Context, caller: Caller, frame: inbound.TransferFrame) -> outbound.TransferStateFrame:
    """Asks a colleague with a free taker of the channel; the note goes along and stays among counsellors."""
    staff = staff_of(context, caller)
    held = held_conversation(context, caller, frame.conversation)
    taker = _free_colleague(context, held, staff, frame.colleague)
    if frame.note:
        context.messages.add_note(_note_along(context, held, staff, frame.note), held.expires_at)
    offered = _offered(context, caller, held, taker)
    _ask(context, offered, taker, staff, frame.note)
    return transfer_state(offered, "asked", taker.first_name, offered.offer)


def withdraw(context: Context, caller: Caller, frame: inbound.WithdrawFrame) -> outbound.TransferStateFrame:
    """Takes the question to a colleague back; a yes that came before it stands."""
    held = held_conversation(context, caller, frame.conversation)
    if held.offer is None:
        raise Refusal("not_now")
    asked = held.offer
    try:
        change(context, held.id, while_held(caller, lambda one: close_offer(one, Actor.COUNSELLOR, asked.counsellor)))
    except IllegalMove:
        raise Refusal("not_now") from None
    state = transfer_state(held, "withdrawn", asked.counsellor)
    context.push.push(asked.connection, state)
    return state


def _note_along(context: Context, held: Conversation, staff: StaffConnection, text: str) -> Note:
    """The same words are the same note: an offer is made again when its answer was lost."""
    id = hashlib.sha256(text.encode()).hexdigest()[:32]
    return Note(held.id, id, text, staff.first_name, context.now())


def _free_colleague(context: Context, held: Conversation, staff: StaffConnection, colleague: str | None) -> Duty:
    for duty in context.duties.free(held.channel, context.now()):
        if duty.counsellor != staff.counsellor and colleague in (None, duty.counsellor):
            return duty
    raise Refusal("busy")


def _offered(context: Context, caller: Caller, held: Conversation, taker: Duty) -> Conversation:
    def step(one: Conversation) -> Conversation:
        return offer_transfer(one, taker.counsellor, taker.connection, context.now())

    try:
        return change(context, held.id, while_held(caller, step))[1]
    except IllegalMove:
        raise Refusal("not_now") from None


def _ask(context: Context, offered: Conversation, taker: Duty, staff: StaffConnection, note: str | None) -> None:
    question = outbound.TransferAskedFrame(
        conversation=offered.id,
        question=TRANSFER,
        nickname=offered.nickname,
        counsellor=staff.first_name,
        note=note,
        until=offered.offer.until if offered.offer else context.now(),
    )
    if context.push.push(taker.connection, question) is Delivery.GONE:
        with suppress(IllegalMove):
            change(context, offered.id, lambda one: close_offer(one, Actor.SERVICE, taker.counsellor))
        duty_lost(context, taker.counsellor, taker.connection)
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
