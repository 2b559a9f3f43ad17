"""When the hours of a channel change, so does the moment at which those under way hear that it closes."""

from datetime import datetime

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.moves import postpone_closing
from chalicelib.domain.schedule import closes_at, is_within_hours


def schedule_changed(context: Context, channel: str) -> None:
    """What follows from every change of a schedule: watchers may see another light, and closing time moves."""
    _redate(context, channel)
    context.announce(channel)


def _redate(context: Context, channel: str) -> None:
    """Only the moment: the notice itself comes through the due-time index."""
    schedule, now = context.channels.schedule(channel), context.now()
    closing_at = closes_at(schedule, now) if is_within_hours(schedule, now) else now
    # Somebody who changed channels may still hold a conversation of this one.
    for somewhere in context.service:
        for duty in context.duties.of_channel(somewhere):
            for conversation in duty.conversations:
                _redate_one(context, channel, conversation, closing_at)


def _redate_one(context: Context, channel: str, id: str, closing_at: datetime | None) -> None:
    try:
        change(context, id, lambda one: postpone_closing(one, closing_at) if one.channel == channel else one)
    except Refusal:
        return
