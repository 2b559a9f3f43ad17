"""Who fell silent: a counsellor on duty, or somebody they talk with; looked for at once for all that they hold.

The same round asks those who have not said a word, so that a conversation in which they have costs no write for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from chalicelib.actions.context import Context
from chalicelib.actions.shared.changes import change_duty
from chalicelib.actions.shared.notify import duty_lost, silent
from chalicelib.actions.time import first_word
from chalicelib.domain import duty as duties
from chalicelib.domain.conversation import SILENCE, Conversation, Side
from chalicelib.domain.due import due_at, due_now
from chalicelib.domain.duty import Duty


def look_at_duty(context: Context, counsellor: str, take_up: Callable[[Context, str], None]) -> None:
    """Ends a duty whose five minutes are over; else the round of everybody whose line hangs on it.

    `take_up` does what time does to a conversation: what is not due within minutes is in the index nowhere else.
    """
    duty, now = context.duties.get(counsellor), context.now()
    if duty is None or duty.due_at is None or now < duty.due_at:
        return
    if _overdue(duty, now):
        change_duty(context, counsellor, lambda one: duties.off(one, now) if _overdue(one, now) else one)
    held = [one for id in duty.conversations if (one := context.conversations.get(id, fresh=True)) and one.live]
    seen = [_visitor_seen_at(context, one) for one in held if one.here(Side.VISITOR)]
    seen += [_counsellor_seen_at(context, one) for one in held if one.here(Side.COUNSELLOR)]
    for one in held:
        if due_now(one, now):
            take_up(context, one.id)
    timers = [at for one in held if (at := due_at(one)) and at > now]
    asks = [first_word.look(context, one.id) for one in held if one.ask_at]
    _look_again(context, duty, [_duty_seen_at(context, duty), *seen], [*timers, *(at for at in asks if at)])


def _overdue(duty: Duty, now: datetime) -> bool:
    return duty.until is not None and now >= duty.until


def _visitor_seen_at(context: Context, conversation: Conversation) -> datetime:
    """The last sign of life of the visitor: what they said is one too, and kept anyway."""
    at = _line_seen_at(context, conversation.visitor.connection, conversation.visitor.seen_at)
    if context.now() - at >= SILENCE:
        at = max(at, context.messages.last_at(conversation.id, Side.VISITOR) or at)
    silent(context, conversation.id, Side.VISITOR, at)
    return at


def _counsellor_seen_at(context: Context, conversation: Conversation) -> datetime:
    """The same of the counsellor, over the line that this conversation has."""
    at = _line_seen_at(context, conversation.counsellor.connection, conversation.counsellor.seen_at)
    silent(context, conversation.id, Side.COUNSELLOR, at)
    return at


def _duty_seen_at(context: Context, duty: Duty) -> datetime:
    at = _line_seen_at(context, duty.connection, duty.seen_at)
    if context.now() - at >= SILENCE:
        duty_lost(context, duty.counsellor, duty.connection)
    return at


def _line_seen_at(context: Context, connection: str, bound_at: datetime) -> datetime:
    bound = context.connections.get(connection, fresh=True)
    return max(bound.seen_at, bound_at) if bound else bound_at


def _look_again(context: Context, seen: Duty, signs: list[datetime], timers: list[datetime]) -> None:
    """When the first of those who are here can have fallen silent, is to be asked for a word, or is due for something
    else. Nobody who comes meanwhile is sooner."""
    now = context.now()
    silences = (at + SILENCE for at in signs if now - at < SILENCE)
    following = min([*timers, *silences, now + SILENCE])
    change_duty(
        context,
        seen.counsellor,
        lambda duty: replace(duty, look_at=following) if duty.look_at == seen.look_at else duty,
    )
