"""No, said kindly: a refusal is raised where it is decided and becomes one frame."""

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.blocks import Block
from chalicelib.domain.channel import Channel, Contact, named
from chalicelib.protocol.outbound import Elsewhere, Help, RefusalReason, RefusedFrame
from chalicelib.protocol.words import REFUSED, Language, first_spoken


@dataclass(frozen=True)
class About:
    """Which frame a refusal is about, and in which language it is said."""

    frame: str | None = None
    conversation: str | None = None
    n: int | None = None
    id: str | None = None
    language: Language = "nl"


@dataclass
class Refusal(Exception):
    """Their fault, or nobody's: what was asked is not done, and nothing has changed. `language` where it is known and
    the frame does not say it; `wording` where a reason has words of more than one kind."""

    reason: RefusalReason
    until: datetime | None = None
    next_opening: datetime | None = None
    open_until: datetime | None = None
    last_n: int | None = None
    retry_after: int | None = None
    faults: tuple[str, ...] = ()
    elsewhere: Elsewhere | None = field(default=None, repr=False)
    language: Language | None = None
    wording: str | None = None

    def frame(self, about: About) -> RefusedFrame:
        """What the asker is told."""
        return RefusedFrame(
            reason=self.reason,
            message=REFUSED[self.language or about.language][self.wording or self.reason],
            frame=about.frame,
            conversation=about.conversation,
            n=about.n,
            id=about.id,
            last_n=self.last_n,
            faults=self.faults,
            until=self.until,
            next_opening=self.next_opening,
            open_until=self.open_until,
            retry_after=self.retry_after,
            elsewhere=self.elsewhere,
        )


def blocked(block: Block, channel: Channel, language: Language) -> Refusal:
    """No, until when, and where help is meanwhile."""
    return Refusal("blocked", until=block.until, elsewhere=elsewhere(channel, language), language=language)


def elsewhere(channel: Channel, language: Language) -> Elsewhere:
    """Where a person finds help outside this chat."""
    return Elsewhere(
        emergency=tuple(_help(contact, language) for contact in channel.emergency),
        alternatives=tuple(_help(contact, language) for contact in channel.alternatives),
        complaint=channel.complaint,
    )


def _help(contact: Contact, language: Language) -> Help:
    return Help(name=named(contact.name, language), phone=contact.phone, url=contact.url, email=contact.email)


def language_of(text: str) -> Language:
    """A stored language as one that we speak."""
    return first_spoken((text,))
