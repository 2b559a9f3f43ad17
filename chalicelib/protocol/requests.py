"""What is asked over HTTP: closed, bounded models of bodies and queries, as of frames.

Times and dates are bounded texts here; whether they exist is for the rules to say, in words of their own.
"""

import json
from collections.abc import Mapping
from typing import Annotated, ClassVar, TypeVar
from urllib.parse import urlsplit, urlunsplit

from pydantic import AfterValidator, ConfigDict, Field, ValidationError

from chalicelib.domain.audit import Act
from chalicelib.protocol.fields import (
    MAX_FRAME_BYTES,
    ChannelName,
    Closed,
    ConversationId,
    CounsellorId,
    Reason,
    ShortText,
    Text,
)
from chalicelib.protocol.problems import ProblemWord
from chalicelib.protocol.words import Language

MAX_BODY_BYTES = MAX_FRAME_BYTES
MOST_SHIFTS_A_DAY = 12

Clock = Annotated[str, Field(max_length=32, description="HH:MM; 24:00 closes a day")]
Day = Annotated[str, Field(max_length=32, description="YYYY-MM-DD on a calendar in Brussels")]
Wall = Annotated[str, Field(max_length=32, description="YYYY-MM-DDTHH:MM on a clock in Brussels")]
Shifts = Annotated[tuple["AskedShift", ...], Field(max_length=MOST_SHIFTS_A_DAY, strict=False)]


def _bare(address: str) -> str:
    """An address as an administrator needs it: who signed in, what was asked of another site and where on the page
    is nobody's."""
    parts = urlsplit(address)
    query = "" if parts.netloc else parts.query
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))


# A link of another kind (javascript:, data:) would be run by an administrator who opens it.
PageAddress = Annotated[
    str,
    Field(max_length=200, pattern=r"^(https?://[^\s/]\S*|/([^\s/\\]\S*)?)$"),
    AfterValidator(_bare),
]
"""Where something is: an address of the web, or a path."""

Cursor = Annotated[str, Field(max_length=300)]
Limit = Annotated[int, Field(ge=1, le=100, strict=False)]


class Asked(Closed):
    """The beginning of every body."""

    MOST_BYTES: ClassVar[int] = MAX_BODY_BYTES


class Nothing(Asked):
    """A body without fields; it may be left out."""


class AskedShift(Asked):
    opens: Clock
    closes: Clock


class AskedWeek(Asked):
    """The shifts of each weekday on which they open; a day that is left out has none."""

    monday: Shifts = ()
    tuesday: Shifts = ()
    wednesday: Shifts = ()
    thursday: Shifts = ()
    friday: Shifts = ()
    saturday: Shifts = ()
    sunday: Shifts = ()


class PutHours(Asked):
    """New hours in place of those of `version`; another version by now is a lost race.

    What was read may be sent back as a whole.
    """

    shifts: AskedWeek
    works_on_holidays: bool
    version: Annotated[int, Field(ge=0)]
    channel: ChannelName | None = None
    readable: bool | None = None


class AddClosure(Asked):
    """Whole days on which the channel stays closed, first and last included."""

    first: Day
    last: Day
    reason: Reason


class AddOpening(Asked):
    """Hours on which the channel is open whatever the weekday, holiday or closure says."""

    opens: Wall
    closes: Wall
    reason: Reason


class CloseNow(Asked):
    reason: Reason | None = None


class PlaceBlock(Asked):
    """A block of where a conversation came from, or of an address; exactly one of the two."""

    conversation: ConversationId | None = None
    origin: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    reason: Reason


class EraseConversation(Asked):
    """Why a conversation is erased before its time; kept with its tombstone, and nowhere else."""

    reason: Reason


class AddRange(Asked):
    """Addresses of a school or a shelter, as CIDR or a single one, and their places over all channels."""

    range: Annotated[str, Field(min_length=2, max_length=64)]
    name: ShortText
    places: Annotated[int, Field(ge=3, le=500)]


class ReportFault(Asked):
    """A technical fault that a visitor reports. Nothing says who."""

    when: Annotated[Text, Field(max_length=200)]
    what: Text
    page: PageAddress | None = None


class MarkFault(Asked):
    """Whether an administrator has seen to a report; `note` is for the others, and stays when it is left out."""

    handled: bool
    note: Annotated[Text, Field(max_length=500)] | None = None


class Query(Closed):
    """What every query may say: the language of the answer."""

    lang: Language | None = None


class AnyQuery(Query):
    """The query of a public address: what others hang on it is not looked at."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True, hide_input_in_errors=True, defer_build=True)


class Paged(Query):
    """`cursor` is `next` of the page before."""

    cursor: Cursor | None = None
    limit: Limit = 50


class At(Query):
    at: Wall


class OfDay(Paged):
    channel: ChannelName
    day: Day | None = None


class OfEnded(Query):
    """Conversations that a desk knew, by id."""

    ids: Annotated[str, Field(max_length=1700, pattern=r"^[A-Za-z0-9_-]{16,32}(,[A-Za-z0-9_-]{16,32}){0,49}$")]


class OfAudit(Paged):
    """Entries of the audit trail that were chained from one day up to another, both included, by whom, of which act."""

    first: Day | None = None
    last: Day | None = None
    actor: CounsellorId | None = None
    act: Annotated[Act, Field(strict=False)] | None = None


class CheckAudit(Query):
    """`cursor` is `next` of the part that was checked before."""

    cursor: Cursor | None = None


Places = tuple[tuple[str, str], ...]
Model = TypeVar("Model", bound=Closed)
Body = TypeVar("Body", bound=Asked)


class BadRequest(ValueError):
    """Their fault: a request that is not ours to carry out. Bears places and kinds of faults, never input."""

    def __init__(self, word: ProblemWord, faults: Places = ()) -> None:
        super().__init__(word)
        self.word, self.faults = word, faults


def read_body(model: type[Body], body: str | None) -> Body:
    """The body as a model; none at all is an empty one. Raises BadRequest."""
    text = body or "{}"
    if len(text.encode("utf-8", "surrogatepass")) > model.MOST_BYTES:
        raise BadRequest("too_large")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest("not_json") from None
    return _validated(model, document)


def read_query(model: type[Model], query: Mapping[str, str]) -> Model:
    """The query as a model. Raises BadRequest."""
    return _validated(model, dict(query))


def _validated(model: type[Model], document: object) -> Model:
    try:
        return model.model_validate(document)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        raise BadRequest("invalid", tuple(_fault(each["loc"], each["type"]) for each in found)) from None


def _fault(place: tuple[int | str, ...], kind: str) -> tuple[str, str]:
    # The name of an unknown field is the sender's own and is not repeated.
    known = place[:-1] if kind == "extra_forbidden" else place
    return ".".join(map(str, known)) or "request", kind
