"""What frames and answers of the server are made of."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.protocol.fields import Moment

Side = Literal["visitor", "counsellor"]

LightWord = Literal["open", "busy", "closed"]

NoticeWord = Literal["fifty_minutes", "one_hour", "closing"]

SilenceWord = Literal["silent_visitor", "still_here"]


class Sent(BaseModel):
    """A frame of the server; nothing in it comes from an origin."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Help(BaseModel):
    """A way to help outside this chat: an emergency number, another service or an e-mail address."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    phone: str | None = None
    url: str | None = None
    email: str | None = None


class Elsewhere(Sent):
    """Where a person finds help in every state of the service: in each light, each ending, and each refusal that turns
    somebody away. Pages bear it themselves, for when nothing answers."""

    emergency: tuple[Help, ...] = ()
    alternatives: tuple[Help, ...] = ()
    complaint: str | None = None


class MessageFrame(Sent):
    """A message of either side; `at` is the server's time, `author` the counsellor's first name when it was written.

    `own`, to counsellors only: whether they wrote it themself, by who they are and not by their name. It is left out
    of messages from before that was known.
    """

    type: Literal["message"] = "message"
    conversation: str
    sender: Annotated[Side, Field(serialization_alias="from")]
    n: int
    id: str
    text: str
    at: Moment
    author: str | None = None
    own: bool | None = None
