"""From domain values to frames."""

from collections.abc import Iterable
from typing import cast

from chalicelib.actions.refusals import elsewhere, language_of
from chalicelib.actions.world import World
from chalicelib.domain.conversation import Conversation, Floor, Side
from chalicelib.domain.delivery import Message, in_order
from chalicelib.domain.note import Note
from chalicelib.protocol import outbound
from chalicelib.protocol.fields import Have
from chalicelib.protocol.inbound import Intake
from chalicelib.protocol.words import ENDED

PAGE_BYTES = 24 * 1024
"""Messages of one frame: API Gateway takes 32 KB a frame, and the rest is asked with a replay."""


def shown(message: Message) -> outbound.Message:
    """A message as both sides see it."""
    return outbound.Message(
        conversation=message.conversation,
        sender=message.sender.value,
        n=message.n,
        id=message.id,
        text=message.text,
        at=message.at,
    )


def have(floor: Floor) -> Have:
    """Numbers as a frame bears them."""
    return Have(visitor=floor.visitor, counsellor=floor.counsellor)


def gap(world: World, conversation: Conversation, after: Floor) -> tuple[list[outbound.Message], bool]:
    """What somebody misses after these numbers, in order, and whether there is more than fits in one frame."""
    missed = [
        message
        for side, n in ((Side.VISITOR, after.visitor), (Side.COUNSELLOR, after.counsellor))
        for message in world.messages.since(conversation.id, side, n)
    ]
    return _page(map(shown, in_order(missed)))


def _page(messages: Iterable[outbound.Message]) -> tuple[list[outbound.Message], bool]:
    page: list[outbound.Message] = []
    size = 0
    for message in messages:
        size += len(message.text.encode()) * 2 + 200
        if page and size > PAGE_BYTES:
            return page, True
        page.append(message)
    return page, False


def ended(world: World, conversation: Conversation) -> outbound.Ended:
    """That it is over, why, and where help is."""
    language = language_of(conversation.language)
    reason = cast("outbound.EndReason", conversation.end_reason)
    return outbound.Ended(
        conversation=conversation.id,
        by=cast("outbound.EndedBy", conversation.ended_by),
        reason=reason,
        message=ENDED[language][reason],
        at=conversation.ended_at or conversation.started_at,
        until=conversation.blocked_until,
        elsewhere=elsewhere(world.service[conversation.channel], language),
    )


def assigned(world: World, conversation: Conversation, after: Floor) -> outbound.Assigned:
    """All that a counsellor needs to take a conversation up, from these numbers on."""
    messages, more = gap(world, conversation, after)
    return outbound.Assigned(
        conversation=conversation.id,
        channel=conversation.channel,
        nickname=conversation.nickname,
        intake=Intake.model_validate(vars(conversation.intake)),
        language=language_of(conversation.language),
        started_at=conversation.started_at,
        visitor_here=conversation.here(Side.VISITOR),
        until=conversation.visitor.until,
        messages=tuple(messages),
        notes=tuple(noted(note) for note in world.messages.notes(conversation.id)),
        more=more,
        last=have(world.messages.last(conversation.id)),
        noticed=tuple(word.value for word in conversation.noticed),
        asked=asked(conversation) if conversation.ask else None,
    )


def asked(conversation: Conversation) -> outbound.ResumeAsked:
    """The question whether somebody may come back; to be called while somebody asks."""
    assert conversation.ask is not None  # noqa: S101
    return outbound.ResumeAsked(
        conversation=conversation.id,
        question=conversation.ask.question,
        nickname=conversation.nickname,
        same_origin=conversation.ask.same_origin,
        until=conversation.ask.until,
    )


def noted(note: Note) -> outbound.NoteShown:
    """A private note as counsellors see it."""
    return outbound.NoteShown(
        conversation=note.conversation, id=note.id, text=note.text, counsellor=note.counsellor, at=note.at
    )


def resumed(world: World, conversation: Conversation, after: Floor, token: str | None = None) -> outbound.Resumed:
    """That the visitor is back, with what they missed and never from below the conversation's floor."""
    messages, more = gap(world, conversation, after)
    return outbound.Resumed(
        conversation=conversation.id,
        counsellor=conversation.holder.first_name,
        token=token,
        messages=tuple(messages),
        more=more,
        last=have(world.messages.last(conversation.id)),
        counsellor_here=conversation.here(Side.COUNSELLOR),
        until=conversation.counsellor.until,
        started_at=conversation.started_at,
        noticed=tuple(word.value for word in conversation.noticed),
    )
