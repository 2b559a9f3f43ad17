"""Who the store tests are about: An at her desk with two slots, Sam and Noor who come to talk."""

from dataclasses import replace

from chalicelib.domain.connection import VisitorConnection
from chalicelib.domain.conversation import SILENCE, Conversation, Holder, Line
from chalicelib.domain.duty import Duty
from chalicelib.privacy.origins import Origin
from tests.store.stores import Stores

HOME = Origin("2001:db8:1:2::7")
SAM, NOOR = "conversation-of-sam", "conversation-of-noor"


def on_duty(stores: Stores, name: str = "An", slots: int = 2, channel: str = "jac") -> Duty:
    """A counsellor begins a duty."""
    return stores.context.duties.save(None, duty_of(stores, name, slots, channel), stores.now)


def duty_of(stores: Stores, name: str = "An", slots: int = 2, channel: str = "jac") -> Duty:
    return Duty(
        counsellor=f"id-{name.lower()}",
        first_name=name,
        channel=channel,
        slots=slots,
        available=True,
        connection=f"desk-of-{name.lower()}",
        seen_at=stores.now,
        idle_since=stores.now,
        look_at=stores.now + SILENCE,
    )


def conversation(
    stores: Stores, id: str = SAM, nickname: str = "Sam", place: int = 1, name: str = "An"
) -> Conversation:
    """A conversation that begins now, not yet written."""
    return Conversation(
        id=id,
        channel="jac",
        nickname=nickname,
        language="nl",
        token_hash="hash of a token",
        origin_hash="hash of an origin",
        started_at=stores.now,
        holder=Holder(f"id-{name.lower()}", name, place),
        visitor=Line(f"line-of-{id}", stores.now),
        counsellor=Line(f"desk-of-{name.lower()}", stores.now),
    )


def bound_to(one: Conversation) -> VisitorConnection:
    return VisitorConnection(one.visitor.connection, one.id, one.started_at, one.started_at, one.started_at)


def opened(stores: Stores, one: Conversation | None = None) -> Conversation:
    """A conversation that is on."""
    begun = one or conversation(stores)
    stores.context.nicknames.take(begun, lambda id: stores.context.conversations.get(id, fresh=True))
    return begins(stores, begun)


def begins(stores: Stores, begun: Conversation) -> Conversation:
    """A conversation whose nickname is taken already."""
    duty = stores.context.duties.get(begun.holder.counsellor)
    assert duty is not None
    stores.context.conversations.open(begun, bound_to(begun), HOME, duty)
    return begun


def saved(stores: Stores, before: Conversation, **changes: object) -> Conversation:
    """The conversation after a change, written."""
    return stores.context.conversations.save(before, replace(before, **changes))  # type: ignore[arg-type]
