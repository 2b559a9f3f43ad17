"""The bounded pieces of which frames and requests are made."""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

from chalicelib.domain.look_alikes import readable

MAX_FRAME_BYTES = 8 * 1024
MAX_TEXT = 2_000
MAX_NUMBER = 100_000

# Overrides make text read as something it is not; embeddings and isolates stay, because telephones put
# them around copied numbers and right-to-left languages need them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ufffe\uffff]")


class Closed(BaseModel):
    """A closed, frozen model: unknown fields are refused and nothing is converted silently.

    Like all that we read and send it is built when it is used: a first frame uses four of eighty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True, defer_build=True)


def _readable(text: str) -> str:
    if _FORBIDDEN.search(text):
        raise ValueError("control characters are not allowed")
    if not text.strip():
        raise ValueError("text is empty")
    return text


def one_line(text: str) -> str:
    """One line, NFC, single spaces. Raises ValueError for what nobody can read."""
    line = readable(text)
    if not any(character.isalnum() for character in line):
        raise ValueError("a name has at least one letter or digit")
    return line


def _as_utc_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), AfterValidator(_readable)]
"""What a person writes: not empty, no control characters; shown as text, never as markup."""

Reason = Annotated[str, Field(min_length=3, max_length=500), AfterValidator(_readable)]
"""Why a counsellor or an administrator did something that touches another person."""

Nickname = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(one_line)]
"""What the visitor calls themself; one line, NFC, single spaces, without what cannot be seen."""

Theme = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
"""The id of an outcome or a theme on the list of a channel."""

ShortText = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(one_line)]
Number = Annotated[int, Field(ge=1, le=MAX_NUMBER)]
"""Place of a message among its sender's own messages: 1, 2, 3 …"""

MessageId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""Chosen by the sender, new for each message: tells a repeat from another message."""

Question = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
"""Which question of the service a counsellor answers."""

ConversationId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,32}$")]
DisclosureId = Annotated[str, Field(pattern=r"^[0-9]{15}-[A-Za-z0-9_-]{8,64}$")]
ChannelName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,19}$")]
Token = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9._-]+$")]
CounsellorId = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9@._:|-]+$")]

Moment = Annotated[datetime, PlainSerializer(_as_utc_text, return_type=str)]
"""A moment in UTC, ISO 8601 with milliseconds and Z, so that text order is time order."""


class Have(Closed):
    """The highest number of each sender up to which the asker misses nothing."""

    visitor: Annotated[int, Field(ge=0, le=MAX_NUMBER)] = 0
    counsellor: Annotated[int, Field(ge=0, le=MAX_NUMBER)] = 0
