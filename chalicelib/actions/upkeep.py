"""Everything that time does, once a minute. Late, doubled or killed midway, it does no harm.

Each thing that is due is read again, and changed only from what was read; what is not reached this minute
is still due the next one.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from chalicelib.actions.changing import change, change_duty
from chalicelib.actions.handing_over import apologise, hand_over, introduced_to_both, tell_end
from chalicelib.actions.lights import tell_watchers
from chalicelib.actions.telling import silent, tell
from chalicelib.actions.world import World
from chalicelib.domain import duty as duties
from chalicelib.domain.conversation import Conversation, NoticeWord, Side
from chalicelib.domain.due import Due, due_now
from chalicelib.domain.duty import Duty
from chalicelib.domain.moves import close_offer, notice, postpone_closing, seal
from chalicelib.domain.schedule import DEFAULTS, Schedule, closes_at, is_within_hours
from chalicelib.domain.states import Actor, IllegalMove, State
from chalicelib.protocol.outbound import Notice, TransferState

BUDGET = timedelta(seconds=45)
"""One run stops here, so that it never meets the next one or the limit of its Lambda."""

STEPS_FOR_ONE = 10
"""How many due things of one conversation are done in one run."""


def run(world: World) -> int:
    """One round: the channels, then what is due, earliest first. Gives how many due things were looked at."""
    stop_at, done = world.now() + BUDGET, 0
    for channel in world.service:
        _guarded(world, partial(_keep_channel, world, channel))
    for kind, id in world.due.due(world.now()):
        if world.now() >= stop_at:
            break
        _guarded(world, partial(_KINDS[kind], world, id))
        done += 1
    world.journal.note("upkeep", count=done)
    return done


def _guarded(world: World, work: Callable[[], object]) -> None:
    """One broken thing does not keep the others waiting."""
    try:
        work()
    except Exception as error:
        world.journal.fault("upkeep_failed", error)


def _keep_channel(world: World, channel: str) -> None:
    if world.channels.announced(channel) is None:
        world.channels.seed(channel, DEFAULTS.get(channel, Schedule()), world.now())
    tell_watchers(world, channel)


def _conversation(world: World, id: str) -> None:
    for _ in range(STEPS_FOR_ONE):
        conversation = world.conversations.get(id, fresh=True)
        due = due_now(conversation, world.now()) if conversation else None
        if conversation is None or due is None:
            return
        _DUE[due](world, conversation)


def _silent(side: Side) -> Callable[[World, Conversation], None]:
    def fall(world: World, conversation: Conversation) -> None:
        silent(world, conversation.id, side)

    return fall


def _visitor_overdue(world: World, conversation: Conversation) -> None:
    apologise(world, conversation.id)


def _counsellor_overdue(world: World, conversation: Conversation) -> None:
    if not hand_over(world, conversation.id):
        apologise(world, conversation.id)


def _offer_over(world: World, conversation: Conversation) -> None:
    try:
        before, after = change(world, conversation.id, lambda one: _withdrawn(one, world.now()))
    except IllegalMove:
        return
    if before.offer and not after.offer:
        state = TransferState(conversation=after.id, state="withdrawn", colleague=before.offer.counsellor)
        tell(world, after, Side.COUNSELLOR, state)
        world.push.push(before.offer.connection, state)


def _withdrawn(conversation: Conversation, now: datetime) -> Conversation:
    if conversation.offer is None or now < conversation.offer.until:
        return conversation
    return close_offer(conversation, Actor.SERVICE, conversation.offer.counsellor)


def _untold(world: World, conversation: Conversation) -> None:
    if not introduced_to_both(world, conversation):
        hand_over(world, conversation.id)


def _notice(word: NoticeWord, *sides: Side) -> Callable[[World, Conversation], None]:
    def give(world: World, conversation: Conversation) -> None:
        try:
            before, after = change(world, conversation.id, lambda one: notice(one, word))
        except IllegalMove:
            return
        if word not in before.noticed:
            frame = Notice(conversation=after.id, notice=word.value, at=world.now())
            for side in sides:
                tell(world, after, side, frame)

    return give


def _closing(world: World, conversation: Conversation) -> None:
    """Hours may have been changed since the conversation began."""
    schedule, now = world.channels.schedule(conversation.channel), world.now()
    if is_within_hours(schedule, now):
        closing_at = closes_at(schedule, now)
        change(world, conversation.id, lambda one: postpone_closing(one, closing_at))
    else:
        _notice(NoticeWord.CLOSING, *Side)(world, conversation)


def _seal(world: World, conversation: Conversation) -> None:
    """Everything gets its exact expiry first, so that a crash leaves the seal due; the end is told once more,
    because whoever ended it may have died before telling."""
    world.messages.seal(conversation)
    world.vault.seal(conversation)
    tell_end(world, conversation, conversation)
    change(world, conversation.id, lambda one: one if one.state is State.SEALED else seal(one))


def _duty(world: World, counsellor: str) -> None:
    change_duty(world, counsellor, lambda duty: _overdue(duty, world.now()))


def _overdue(duty: Duty, now: datetime) -> Duty:
    if duty.due_at is None or now < duty.due_at:
        return duty
    if duty.until is None:
        return duties.dropped(duty, duty.connection, now)
    return duties.off(duty, now)


_KINDS: Mapping[str, Callable[[World, str], None]] = {"conversation": _conversation, "duty": _duty}
_DUE: Mapping[Due, Callable[[World, Conversation], None]] = {
    Due.VISITOR_SILENT: _silent(Side.VISITOR),
    Due.COUNSELLOR_SILENT: _silent(Side.COUNSELLOR),
    Due.VISITOR_OVERDUE: _visitor_overdue,
    Due.COUNSELLOR_OVERDUE: _counsellor_overdue,
    Due.OFFER_OVER: _offer_over,
    Due.COUNSELLOR_UNTOLD: _untold,
    Due.FIFTY_MINUTES: _notice(NoticeWord.FIFTY_MINUTES, Side.COUNSELLOR),
    Due.ONE_HOUR: _notice(NoticeWord.ONE_HOUR, *Side),
    Due.CLOSING: _closing,
    Due.SEAL: _seal,
}
