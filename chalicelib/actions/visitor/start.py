"""A visitor starts: one click, a conversation with the fairest free slot."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import islice
from zlib import crc32

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.changes import change, persistently
from chalicelib.actions.shared.channels import channel_named
from chalicelib.actions.shared.first_schedule import gave_first_schedule
from chalicelib.actions.shared.places import give_back_place
from chalicelib.actions.shared.reassignment import hand_over, introduced
from chalicelib.actions.shared.refusals import Refusal, blocked, elsewhere
from chalicelib.actions.visitor.place import Place, claim_place
from chalicelib.domain.channel import Channel
from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import WORDLESS, Conversation, Holder, Intake, Line, Side, Wordless
from chalicelib.domain.duty import Duty, flips
from chalicelib.domain.figures import TURNED_AWAY
from chalicelib.domain.light import Light
from chalicelib.domain.places import TRYING
from chalicelib.domain.races import AlreadyBound, Contended, LostRace, NicknameTaken, Outdated, SlotTaken
from chalicelib.domain.schedule import closes_at, is_within_hours, next_opening
from chalicelib.domain.start import Known
from chalicelib.privacy.tokens import Purpose, hashed, joined
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.words import Language

TRIES = 12

CANDIDATES = 8
"""Among so many counsellors with a place those choose who lost the race for the fairest one."""


def start(context: Context, caller: Caller, frame: inbound.StartFrame) -> outbound.StartedFrame:
    """One click: a conversation with the fairest free slot, or a kind no, which is counted."""
    try:
        return _begun(context, caller, frame)
    except Refusal as refusal:
        if refusal.reason in TURNED_AWAY:
            _count(context, caller, frame.channel, refusal.reason)
        raise


def _count(context: Context, caller: Caller, channel: str, reason: str) -> None:
    """Whoever is turned away hears so, also where they cannot be counted."""
    try:
        context.figures.turn_away(channel, reason, caller.connection, context.now())
    except Exception as error:
        context.log.fault("figures_failed", error, channel=channel)


def _begun(context: Context, caller: Caller, frame: inbound.StartFrame) -> outbound.StartedFrame:
    """A conversation, or a Refusal.

    The schedule is asked here too, so a late upkeep run lets nobody in.
    """
    channel = channel_named(context, frame.channel)
    hashes = context.recent_hashes(caller.origin)
    if not context.hurry.starts.allows(hashes[0], context.now()):
        raise Refusal("too_fast", retry_after=60)
    known = context.starts.known(frame.channel, caller.connection, hashes, context.now())
    if not known.free:
        return _told_again(context, caller)
    if known.schedule is None and gave_first_schedule(context, channel.id):
        known = replace(known, schedule=context.channels.schedule(channel.id))
    _refuse(context, channel, frame.language, known)
    secret = context.new_secret()
    try:
        conversation, flipped = _claim(context, caller, frame, known, secret)
    except AlreadyBound:
        return _told_again(context, caller)
    conversation = _introduce(context, conversation, new=True)
    context.channels.unwatch(frame.channel, caller.connection)
    for changed in flipped:
        context.announce(changed)
    return _started(conversation, secret)


def _refuse(context: Context, channel: Channel, language: Language, known: Known) -> None:
    """Raises Refusal for an origin that is blocked, and outside the hours. The numbers for help go along."""
    if known.block:
        raise blocked(known.block, channel, language)
    now = context.now()
    if not is_within_hours(known.schedule, now):
        opening = next_opening(known.schedule, now)
        raise Refusal("closed", next_opening=opening, elsewhere=elsewhere(channel, language))


def _claim(
    context: Context, caller: Caller, frame: inbound.StartFrame, known: Known, secret: str
) -> tuple[Conversation, frozenset[str]]:
    """A place of the origin and the nickname first, each for the price of one write; then everything that must come
    to be together. What came to nothing is given back."""
    fairest = known.fairest
    duty = fairest if fairest and fairest.free(context.now()) else _free(context, frame, among=1, chance=0)
    place = claim_place(context, caller, frame, known)
    conversation = _conversation(context, caller, frame, known, place, secret)
    try:
        persistently(context, lambda: _take_nickname(context, conversation))
        return _opened(context, caller, frame, conversation, duty)
    except NicknameTaken:
        _give_back(context, conversation)
        raise Refusal("nickname_taken") from None
    except (Outdated, Contended):
        _give_back(context, conversation)
        raise Refusal("too_fast", retry_after=2) from None
    except (Refusal, LostRace):
        _give_back(context, conversation)
        raise


def _take_nickname(context: Context, conversation: Conversation) -> None:
    context.nicknames.take(conversation, lambda id: context.conversations.get(id, fresh=True))


def _give_back(context: Context, conversation: Conversation) -> None:
    """Unless another Lambda of the same click has opened it. What a crowd keeps from being given back counts no more
    in half a minute."""
    if context.conversations.get(conversation.id, fresh=True) is None:
        with suppress(LostRace):
            context.nicknames.let_go(conversation)
            give_back_place(context, conversation.place or "", conversation.id)


def _opened(
    context: Context, caller: Caller, frame: inbound.StartFrame, conversation: Conversation, duty: Duty
) -> tuple[Conversation, frozenset[str]]:
    began = conversation.started_at
    for tries in range(TRIES):
        if tries:
            # Everybody reaches for the fairest place first; who lost that race reaches elsewhere.
            duty = _free(context, frame, among=CANDIDATES, chance=crc32(caller.connection.encode()))
        if context.now() - began >= TRYING:
            break
        offered = _held_by(conversation, duty, context.now())
        try:
            return offered, flips(duty, _open(context, caller, offered, duty))
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
    context: Context, caller: Caller, frame: inbound.StartFrame, known: Known, place: Place, secret: str
) -> Conversation:
    """What is about to begin, with nobody who holds it yet."""
    now = context.now()
    return Conversation(
        id=place.conversation,
        channel=frame.channel,
        nickname=frame.nickname,
        language=frame.language,
        token_hash=hashed(secret, Purpose.RESUME),
        origin_hash=known.places[0].origin_hash,
        place=place.origin_hash,
        started_at=now,
        holder=Holder("", "", 0),
        visitor=Line(caller.connection, now),
        counsellor=Line("", now),
        closing_at=closes_at(known.schedule, now),
        wordless=Wordless(now + WORDLESS),
        intake=Intake(**frame.intake.model_dump()),
    )


def _held_by(conversation: Conversation, duty: Duty, now: datetime) -> Conversation:
    return replace(
        conversation,
        started_at=now,
        holder=Holder(duty.counsellor, duty.first_name, duty.next_place),
        visitor=Line(conversation.visitor.connection, now),
        counsellor=Line(duty.connection, now),
    )


def _open(context: Context, caller: Caller, conversation: Conversation, duty: Duty) -> Duty:
    now = conversation.started_at
    mine = caller.connection
    bound = VisitorConnection(mine, conversation.id, now, now, now, peer=duty.connection, holder=duty.counsellor)
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
    if not context.hurry.repeats.allows(caller.connection, context.now()):
        raise Refusal("too_fast", retry_after=10)
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
