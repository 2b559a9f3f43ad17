"""The wrap-up: how an own conversation ended and what it was about."""

from dataclasses import replace

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor.desk import staff_of
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.wrap_up import WrapUp, wrap_up_until
from chalicelib.protocol import inbound, outbound


def wrap_up(context: Context, caller: Caller, frame: inbound.WrapUpFrame) -> outbound.WrappedFrame:
    """Keeps what was chosen with the conversation, whose version says that it was not erased meanwhile."""
    staff, chosen = staff_of(context, caller), WrapUp(frame.outcome, tuple(frame.themes), frame.note)

    def step(one: Conversation) -> Conversation:
        if one.holder.counsellor != staff.counsellor:
            raise Refusal("not_yours")
        if one.ended_at is None:
            raise Refusal("not_now")
        if context.now() >= wrap_up_until(one.ended_at):
            raise Refusal("ended")
        if strange := context.service[one.channel].wrap_up.strange(chosen):
            raise Refusal("invalid", faults=strange)
        return replace(one, wrap_up=chosen)

    try:
        _, after = change(context, frame.conversation, step)
    except Refusal as refusal:
        # Somebody else's and nobody's look the same.
        raise (Refusal("not_yours") if refusal.reason == "unknown" else refusal) from None
    return wrapped(after)


def wrapped(one: Conversation) -> outbound.WrappedFrame:
    """What is kept of an ended conversation."""
    kept = one.wrap_up or WrapUp()
    return outbound.WrappedFrame(
        conversation=one.id,
        outcome=kept.outcome,
        themes=kept.themes,
        note=kept.note,
        until=wrap_up_until(one.ended_at or one.started_at),
    )
