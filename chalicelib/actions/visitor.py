"""What a visitor does before and after talking: watch the light, start, answer the survey."""

from dataclasses import replace
from zlib import crc32

from chalicelib.actions.changing import change
from chalicelib.actions.handing_over import hand_over, introduced
from chalicelib.actions.lights import status_to_watch
from chalicelib.actions.refusals import Refuse, elsewhere
from chalicelib.actions.world import Caller, World
from chalicelib.domain.channel import Channel
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import Conversation, Holder, Intake, Line, Side
from chalicelib.domain.races import AlreadyBound, Contended, NicknameTaken, Outdated, SlotTaken
from chalicelib.domain.schedule import Schedule, closes_at, is_within_hours, next_opening
from chalicelib.domain.slots import Slot, fairest_first
from chalicelib.privacy.tokens import Purpose, hashed, joined
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.words import Language

TRIES = 12


def watch(world: World, caller: Caller, frame: inbound.Watch) -> outbound.Status:
    """Tells the light now and every time that it changes."""
    _channel(world, frame.channel)
    world.channels.watch(frame.channel, caller.connection, frame.language, world.now())
    return status_to_watch(world, frame.channel, frame.language)


def _channel(world: World, name: str) -> Channel:
    if name not in world.service:
        raise Refuse("invalid", faults=("channel: unknown",))
    return world.service[name]


def start(world: World, caller: Caller, frame: inbound.Start) -> outbound.Started:
    """One click: a conversation with the fairest free slot, or a kind no.

    The schedule is asked here too, so a late upkeep run lets nobody in.
    """
    channel = _channel(world, frame.channel)
    if world.connections.get(caller.connection, fresh=True):
        return _told_again(world, caller)
    refuse_blocked(world, caller, channel, frame.language)
    schedule = _open_schedule(world, channel, frame.language)
    secret = world.new_secret()
    try:
        conversation = _claim(world, caller, frame, schedule, secret)
    except AlreadyBound:
        return _told_again(world, caller)
    world.announce(frame.channel)
    conversation = _introduce(world, conversation)
    world.channels.unwatch(frame.channel, caller.connection)
    return _started(conversation, secret)


def refuse_blocked(world: World, caller: Caller, channel: Channel, language: Language) -> None:
    """Raises Refuse for an origin that is blocked, or that starts too often. The numbers for help go along."""
    origin_hash, now = world.hash_origin(caller.origin), world.now()
    if world.throttles.count(origin_hash, "start", now) > world.limits.starts_a_minute:
        raise Refuse("too_fast", retry_after=60)
    block = world.blocks.of(origin_hash, now)
    if block:
        raise Refuse("blocked", until=block.until, elsewhere=elsewhere(channel, language))


def _open_schedule(world: World, channel: Channel, language: Language) -> Schedule | None:
    schedule, now = world.channels.schedule(channel.id), world.now()
    if is_within_hours(schedule, now):
        return schedule
    raise Refuse("closed", next_opening=next_opening(schedule, now), elsewhere=elsewhere(channel, language))


def _claim(world: World, caller: Caller, frame: inbound.Start, schedule: Schedule | None, secret: str) -> Conversation:
    for tries in range(TRIES):
        slots = _free_slots(world, frame)
        # Everybody reaches for the fairest slot first; who lost that race reaches elsewhere.
        slot = slots[0] if tries == 0 else slots[crc32(caller.connection.encode()) % len(slots)]
        conversation = _conversation(world, caller, frame, schedule, slot, secret)
        try:
            return _opened(world, caller, conversation)
        except NicknameTaken:
            raise Refuse("nickname_taken") from None
        except (SlotTaken, Contended, Outdated):
            world.pause(tries)
    raise _all_taken(world, frame)


def _free_slots(world: World, frame: inbound.Start) -> list[Slot]:
    now = world.now()
    slots = world.duties.slots(frame.channel)
    free = fairest_first(slots, now)
    if free:
        return free
    if any(slot.present(now) for slot in slots):
        raise _all_taken(world, frame)
    opening = next_opening(world.channels.schedule(frame.channel), now)
    there = elsewhere(world.service[frame.channel], frame.language)
    raise Refuse("closed", next_opening=opening, elsewhere=there)


def _all_taken(world: World, frame: inbound.Start) -> Refuse:
    return Refuse("busy", elsewhere=elsewhere(world.service[frame.channel], frame.language))


def _conversation(
    world: World, caller: Caller, frame: inbound.Start, schedule: Schedule | None, slot: Slot, secret: str
) -> Conversation:
    now = world.now()
    return Conversation(
        id=world.new_id(),
        channel=frame.channel,
        nickname=frame.nickname,
        language=frame.language,
        token_hash=hashed(secret, Purpose.RESUME),
        origin_hash=world.hash_origin(caller.origin),
        started_at=now,
        holder=Holder(slot.counsellor, slot.first_name, slot.place),
        visitor=Line(caller.connection, now),
        counsellor=Line(slot.connection, now),
        closing_at=closes_at(schedule, now),
        intake=Intake(**frame.intake.model_dump()),
    )


def _opened(world: World, caller: Caller, conversation: Conversation) -> Conversation:
    now = conversation.started_at
    bound = VisitorConnection(caller.connection, conversation.id, now, now)
    world.conversations.open(conversation, bound, caller.origin)
    return conversation


def _introduce(world: World, conversation: Conversation) -> Conversation:
    """Shows the counsellor the new conversation; when nobody is there after all, somebody else gets it."""
    if introduced(world, conversation):
        return conversation
    hand_over(world, conversation.id)
    return world.conversations.get(conversation.id, fresh=True) or conversation


def _started(conversation: Conversation, secret: str) -> outbound.Started:
    return outbound.Started(
        conversation=conversation.id,
        token=joined(conversation.id, secret),
        counsellor=conversation.holder.first_name,
        at=conversation.started_at,
    )


def _told_again(world: World, caller: Caller) -> outbound.Started:
    """The answer to an earlier start on this connection was lost: the same conversation with a new token.

    Whoever answered then may have died before showing it to the counsellor.
    """
    bound = world.connections.get(caller.connection, fresh=True)
    if not isinstance(bound, VisitorConnection) or bound.ended:
        raise Refuse("not_now")
    secret = world.new_secret()
    conversation = retokened(world, bound.conversation, secret)
    if conversation.here(Side.COUNSELLOR):
        _introduce(world, conversation)
    return _started(conversation, secret)


def retokened(world: World, id: str, secret: str) -> Conversation:
    """The conversation with another token; the old one is worth nothing any more."""
    token_hash = hashed(secret, Purpose.RESUME)

    def step(one: Conversation) -> Conversation:
        if not one.live:
            raise Refuse("ended")
        return replace(one, token_hash=token_hash)

    return change(world, id, step)[1]


def survey(world: World, caller: Caller, frame: inbound.Survey) -> outbound.Thanked:
    """Keeps what the visitor thought of it: after the end, and not after a block."""
    bound = world.connections.get(caller.connection, fresh=True)
    if not isinstance(bound, VisitorConnection):
        raise Refuse("unknown")
    conversation = world.conversations.get(bound.conversation, fresh=True)
    if conversation is None or conversation.live or conversation.end_reason == "blocked":
        raise Refuse("not_now")
    answers = frame.model_dump(exclude={"type"}, exclude_none=True)
    world.messages.add_survey(conversation, answers, world.now())
    return outbound.Thanked()
