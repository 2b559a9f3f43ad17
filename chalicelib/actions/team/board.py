"""The board: who is on duty in a channel, how many places there are, and how long people talk and wait.

It is asked again and again by who looks at it, and by nobody else. So a start, a message and an end cost what they
did, and nobody who talks waits for it.
"""

from collections.abc import Sequence
from functools import partial
from itertools import islice

from chalicelib.actions.concurrency import each
from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor.desk import staff_of
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.board import Spoken, places, standing
from chalicelib.domain.conversation import Conversation, Side
from chalicelib.domain.duty import Duty
from chalicelib.domain.light import light
from chalicelib.domain.schedule import closes_at, is_within_hours
from chalicelib.domain.staff import board_of
from chalicelib.protocol import inbound
from chalicelib.protocol.board import AtWork, BoardNowFrame, BoardTalk

MOST_PEOPLE = 50
"""More than a frame can bear, and than anybody would read."""

MOST_AT_THE_DOOR = 200
"""Beyond so many nobody counts on: it is a crowd."""


def show_board(context: Context, caller: Caller, frame: inbound.BoardFrame) -> BoardNowFrame:
    """The board of a channel as it is now, for a team lead of that channel."""
    staff, now = staff_of(context, caller), context.now()
    if board_of(frame.channel) not in staff.channels or frame.channel not in context.service:
        raise Refusal("not_yours")
    everybody = sorted(context.duties.of_channel(frame.channel), key=lambda duty: (duty.first_name, duty.counsellor))
    schedule = context.channels.schedule(frame.channel)
    shown = everybody[:MOST_PEOPLE]
    talks = _talks(context, shown)
    return BoardNowFrame(
        channel=frame.channel,
        light=light(is_within_hours(schedule, now), places(everybody, now)).value,
        open_until=closes_at(schedule, now),
        people=tuple(_at_work(context, duty, talks) for duty in shown),
        more=len(everybody) - len(shown),
        at_the_door=_at_the_door(context, frame.channel),
        at=now,
    )


def _talks(context: Context, duties: Sequence[Duty]) -> dict[str, BoardTalk]:
    found = context.conversations.get_each([id for duty in duties for id in duty.conversations])
    live = [one for one in found.values() if one.live]
    spoken = each(context, partial(_spoken, context), [one.id for one in live])
    return {one.id: _talk(one, said) for one, said in zip(live, spoken, strict=True)}


def _spoken(context: Context, id: str) -> Spoken:
    return Spoken(context.messages.last_at(id, Side.VISITOR), context.messages.last_at(id, Side.COUNSELLOR))


def _talk(one: Conversation, said: Spoken) -> BoardTalk:
    here = one.here(Side.VISITOR)
    return BoardTalk(started_at=one.started_at, here=here, waiting_since=said.waiting_since)


def _at_work(context: Context, duty: Duty, talks: dict[str, BoardTalk]) -> AtWork:
    return AtWork(
        counsellor=duty.counsellor,
        first_name=duty.first_name,
        standing=standing(duty, context.now()).value,
        slots=duty.slots,
        talks=tuple(talks[id] for id in duty.conversations if id in talks),
    )


def _at_the_door(context: Context, channel: str) -> int:
    """How many have the page of the chat open and are told of the light; desks are told of it too, and not counted."""
    return sum(1 for _ in islice(context.channels.waiting(channel), MOST_AT_THE_DOOR))
