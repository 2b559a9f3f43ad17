"""Everything that time does, once a minute. Late, doubled or killed midway, it does no harm.

Each thing that is due is read again, and changed only from what was read; what is not reached this minute
is still due the next one.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from chalicelib.actions.concurrency import each
from chalicelib.actions.context import Context
from chalicelib.actions.shared.askers import told_no
from chalicelib.actions.shared.changes import change, tell_askers
from chalicelib.actions.shared.lights import light_of, tell_watchers
from chalicelib.actions.shared.notify import tell
from chalicelib.actions.shared.places import close_place
from chalicelib.actions.shared.reassignment import apologise, hand_over, introduced_to_both, tell_end
from chalicelib.actions.time import first_word, standing
from chalicelib.actions.time.silence import look_at_duty
from chalicelib.domain.conversation import Conversation, NoticeWord, Side
from chalicelib.domain.due import Due, due_now
from chalicelib.domain.light import Light
from chalicelib.domain.moves import close_books, close_offer, notice, postpone_closing
from chalicelib.domain.schedule import closes_at, is_within_hours
from chalicelib.domain.states import Actor, State
from chalicelib.domain.steps import IllegalMove
from chalicelib.protocol.outbound import NoticeFrame, TransferStateFrame

BUDGET = timedelta(seconds=40)
"""What is due gets so much of one run; the rest is for watchers, and no run meets the limit of its Lambda."""

BATCH = 64
"""So many due things are taken up between two looks at the clock."""

STEPS_FOR_ONE = 10
"""How many due things of one conversation are done in one run."""


def run(context: Context) -> int:
    """One round: who is staff no more, then what is due, earliest first, then the channels. Gives how many due things
    were looked at."""
    stop_at = context.now() + BUDGET
    staff = _losses_dealt_with(context)
    due = context.due.due(context.now())
    well: list[bool | None] = []
    while context.now() < stop_at and (batch := list(islice(due, BATCH))):
        well += each(context, partial(_in_time, context, stop_at), batch)
    well += [_guarded(context, partial(tell_watchers, context, channel)) for channel in context.service]
    done = sum(one is not None for one in well) - len(context.service)
    well.append(_guarded(context, lambda: context.salts.forget(context.now())))
    # The first is the heartbeat that an alarm waits for: only a round in which nothing failed has it.
    context.log.note("upkeep" if False not in [*staff, *well] else "upkeep_incomplete", count=done)
    return done


def _losses_dealt_with(context: Context) -> list[bool]:
    """Before anything else: whoever may not be here is taken out of what the rest of the round decides on."""
    found: list[Callable[[], None]] = []
    asked = _guarded(context, lambda: found.extend(standing.losses(context)))
    return [asked, *(_guarded(context, loss) for loss in found)]


def _in_time(context: Context, stop_at: datetime, thing: tuple[str, str]) -> bool | None:
    """Whether a due thing went well; None when the time is over: what is left is due in the next minute too."""
    kind, id = thing
    return _guarded(context, partial(_KINDS[kind], context, id)) if context.now() < stop_at else None


def _guarded(context: Context, work: Callable[[], object]) -> bool:
    """Whether it went well. One broken thing does not keep the others waiting."""
    try:
        work()
    except Exception as error:
        context.log.fault("upkeep_failed", error)
        return False
    return True


def _conversation(context: Context, id: str) -> None:
    for _ in range(STEPS_FOR_ONE):
        conversation = context.conversations.get(id, fresh=True)
        due = due_now(conversation, context.now()) if conversation else None
        if conversation is None or due is None:
            return
        _DUE[due](context, conversation)


def _duty(context: Context, counsellor: str) -> None:
    look_at_duty(context, counsellor, _conversation)


def _visitor_overdue(context: Context, conversation: Conversation) -> None:
    apologise(context, conversation.id)


def _counsellor_overdue(context: Context, conversation: Conversation) -> None:
    if not hand_over(context, conversation.id):
        apologise(context, conversation.id)


def _offer_over(context: Context, conversation: Conversation) -> None:
    try:
        before, after = change(context, conversation.id, lambda one: _withdrawn(one, context.now()))
    except IllegalMove:
        return
    if before.offer and not after.offer:
        state = TransferStateFrame(conversation=after.id, state="withdrawn", colleague=before.offer.counsellor)
        tell(context, after, Side.COUNSELLOR, state)
        context.push.push(before.offer.connection, state)


def _withdrawn(conversation: Conversation, now: datetime) -> Conversation:
    if conversation.offer is None or now < conversation.offer.until:
        return conversation
    return close_offer(conversation, Actor.SERVICE, conversation.offer.counsellor)


def _untold(context: Context, conversation: Conversation) -> None:
    if not introduced_to_both(context, conversation):
        hand_over(context, conversation.id)


def _notice(word: NoticeWord, *sides: Side) -> Callable[[Context, Conversation], None]:
    def give(context: Context, conversation: Conversation) -> None:
        try:
            before, after = change(context, conversation.id, lambda one: notice(one, word))
        except IllegalMove:
            return
        if word not in before.noticed:
            waits = True if word is NoticeWord.FIFTY_MINUTES and _others_wait(context, after.channel) else None
            frame = NoticeFrame(conversation=after.id, notice=word.value, at=context.now(), others_wait=waits)
            for side in sides:
                tell(context, after, side, frame)

    return give


def _others_wait(context: Context, channel: str) -> bool:
    """Who looks at a light while nobody is free waits for a place."""
    busy = light_of(context, channel, context.now()) is Light.BUSY
    return busy and next(context.channels.waiting(channel), None) is not None


def _closing(context: Context, conversation: Conversation) -> None:
    """Hours may have been changed since the conversation began."""
    schedule, now = context.channels.schedule(conversation.channel), context.now()
    if is_within_hours(schedule, now):
        closing_at = closes_at(schedule, now)
        change(context, conversation.id, lambda one: postpone_closing(one, closing_at))
    else:
        _notice(NoticeWord.CLOSING, *Side)(context, conversation)


def _close_books(context: Context, conversation: Conversation) -> None:
    """The end is told once more first, because whoever ended it may have died before telling."""
    tell_end(context, conversation, conversation)
    told_no(context, conversation)
    if conversation.place:
        close_place(context, conversation.place, conversation.id)
    said = context.messages.words(conversation.id)
    change(context, conversation.id, lambda one: one if one.state is State.CLOSED else close_books(one), words=said)


_KINDS: Mapping[str, Callable[[Context, str], None]] = {"conversation": _conversation, "duty": _duty}
_DUE: Mapping[Due, Callable[[Context, Conversation], None]] = {
    Due.VISITOR_OVERDUE: _visitor_overdue,
    Due.COUNSELLOR_OVERDUE: _counsellor_overdue,
    Due.OFFER_OVER: _offer_over,
    Due.COUNSELLOR_UNTOLD: _untold,
    Due.ASKER_UNTOLD: tell_askers,
    Due.FIFTY_MINUTES: _notice(NoticeWord.FIFTY_MINUTES, Side.COUNSELLOR),
    Due.ONE_HOUR: _notice(NoticeWord.ONE_HOUR, *Side),
    Due.STILL_NO_WORD: first_word.end,
    Due.CLOSING: _closing,
    Due.CLOSE_BOOKS: _close_books,
}
