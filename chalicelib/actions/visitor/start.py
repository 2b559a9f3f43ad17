"""A visitor starts: one click, a conversation with the fairest free slot."""

from dataclasses import replace
from itertools import islice
from zlib import crc32

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import change
from chalicelib.actions.shared.channels import channel_named
from chalicelib.actions.shared.reassignment import hand_over, introduced
from chalicelib.actions.shared.refusals import Refusal, elsewhere
from chalicelib.domain.blocks import Block
from chalicelib.domain.channel import Channel
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import WORDLESS, Conversation, Holder, Intake, Line, Side, Wordless
from chalicelib.domain.duty import Duty, flips
from chalicelib.domain.light import Light
from chalicelib.domain.races import AlreadyBound, Contended, NicknameTaken, Outdated, SlotTaken
from chalicelib.domain.schedule import Schedule, closes_at, is_within_hours, next_opening
from chalicelib.privacy.tokens import Purpose, hashed, joined
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.words import Language

TRIES = 12

CANDIDATES = 8
"""Among so many counsellors with a place those choose who lost the race for the fairest one."""


def start(context: Context, caller: Caller, frame: inbound.StartFrame) -> outbound.StartedFrame:
    """One click: a conversation with the fairest free slot, or a kind no.

    The schedule is asked here too, so a late upkeep run lets nobody in.
    """
    channel = channel_named(context, frame.channel)
    if not _is_free(context, caller):
        return _told_again(context, caller)
    refuse_blocked(context, caller, channel, frame.language)
    schedule = _open_schedule(context, channel, frame.language)
    secret = context.new_secret()
    try:
        conversation, flipped = _claim(context, caller, frame, schedule, secret)
    except AlreadyBound:
        return _told_again(context, caller)
    conversation = _introduce(context, conversation, new=True)
    context.channels.unwatch(frame.channel, caller.connection)
    for changed in flipped:
        context.announce(changed)
    return _started(conversation, secret)


def _is_free(context: Context, caller: Caller) -> bool:
    """Whether this line has no conversation, or one that is over: the page goes on over the line that it has."""
    bound = context.connections.get(caller.connection, fresh=True)
    return bound is None or (isinstance(bound, VisitorConnection) and bound.ended)


def refuse_blocked(context: Context, caller: Caller, channel: Channel, language: Language) -> None:
    """Raises Refusal for an origin that is blocked, or that starts too often. The numbers for help go along."""
    origin_hash, now = context.hash_origin(caller.origin), context.now()
    if context.throttles.count(origin_hash, "start", now) > context.limits.starts_a_minute:
        raise Refusal("too_fast", retry_after=60)
    block = context.blocks.of(context.recent_hashes(caller.origin), now)
    if block:
        raise blocked(block, channel, language)


def blocked(block: Block, channel: Channel, language: Language) -> Refusal:
    """No, until when, and where help is meanwhile."""
    return Refusal("blocked", until=block.until, elsewhere=elsewhere(channel, language))


def _open_schedule(context: Context, channel: Channel, language: Language) -> Schedule | None:
    schedule, now = context.channels.schedule(channel.id), context.now()
    if is_within_hours(schedule, now):
        return schedule
    raise Refusal("closed", next_opening=next_opening(schedule, now), elsewhere=elsewhere(channel, language))


def _claim(
    context: Context, caller: Caller, frame: inbound.StartFrame, schedule: Schedule | None, secret: str
) -> tuple[Conversation, frozenset[str]]:
    for tries in range(TRIES):
        # Everybody reaches for the fairest place first; who lost that race reaches elsewhere.
        duty = _free(context, frame, among=1 if tries == 0 else CANDIDATES, chance=crc32(caller.connection.encode()))
        conversation = _conversation(context, caller, frame, schedule, duty, secret)
        try:
            return conversation, flips(duty, _opened(context, caller, conversation, duty))
        except NicknameTaken:
            raise Refusal("nickname_taken") from None
        except (SlotTaken, Contended, Outdated):
            context.pause(tries)
    raise _all_taken(context, frame)


def _free(context: Context, frame: inbound.StartFrame, among: int, chance: int) -> Duty:
    now = context.now()
    found = list(islice(context.duties.free(frame.channel, now), among))
    if found:
        return found[chance % len(found)]
    if context.duties.places(frame.channel, now) is not Light.CLOSED:
        raise _all_taken(context, frame)
    until = closes_at(context.channels.schedule(frame.channel), now)
    there = elsewhere(context.service[frame.channel], frame.language)
    raise Refusal("closed", open_until=until, elsewhere=there)


def _all_taken(context: Context, frame: inbound.StartFrame) -> Refusal:
    return Refusal("busy", elsewhere=elsewhere(context.service[frame.channel], frame.language))


def _conversation(
    context: Context, caller: Caller, frame: inbound.StartFrame, schedule: Schedule | None, duty: Duty, secret: str
) -> Conversation:
    now = context.now()
    return Conversation(
        id=context.new_id(),
        channel=frame.channel,
        nickname=frame.nickname,
        language=frame.language,
        token_hash=hashed(secret, Purpose.RESUME),
        origin_hash=context.hash_origin(caller.origin),
        started_at=now,
        holder=Holder(duty.counsellor, duty.first_name, duty.next_place),
        visitor=Line(caller.connection, now),
        counsellor=Line(duty.connection, now),
        closing_at=closes_at(schedule, now),
        wordless=Wordless(now + WORDLESS),
        intake=Intake(**frame.intake.model_dump()),
    )


def _opened(context: Context, caller: Caller, conversation: Conversation, duty: Duty) -> Duty:
    now = conversation.started_at
    bound = VisitorConnection(caller.connection, conversation.id, now, now, now, peer=duty.connection)
    return context.conversations.open(conversation, bound, caller.origin, duty)


def _introduce(context: Context, conversation: Conversation, *, new: bool = False) -> Conversation:
    """Shows the counsellor the new conversation; when nobody is there after all, somebody else gets it."""
    if introduced(context, conversation, new=new):
        return conversation
    hand_over(context, conversation.id)
    return context.conversations.get(conversation.id, fresh=True) or conversation


def _started(conversation: Conversation, secret: str) -> outbound.StartedFrame:
    return outbound.StartedFrame(
        conversation=conversation.id,
        token=joined(conversation.id, secret),
        counsellor=conversation.holder.first_name,
        at=conversation.started_at,
    )


def _told_again(context: Context, caller: Caller) -> outbound.StartedFrame:
    """The answer to an earlier start on this connection was lost: the same conversation with a new token.

    Whoever answered then may have died before showing it to the counsellor.
    """
    bound = context.connections.get(caller.connection, fresh=True)
    if not isinstance(bound, VisitorConnection) or bound.ended:
        raise Refusal("not_now")
    secret = context.new_secret()
    conversation = retokened(context, bound.conversation, secret)
    if conversation.here(Side.COUNSELLOR):
        _introduce(context, conversation)
    return _started(conversation, secret)


def retokened(context: Context, id: str, secret: str) -> Conversation:
    """The conversation with another token; the old one is worth nothing any more."""
    token_hash = hashed(secret, Purpose.RESUME)

    def step(one: Conversation) -> Conversation:
        if not one.live:
            raise Refusal("ended")
        return replace(one, token_hash=token_hash)

    return change(context, id, step)[1]
