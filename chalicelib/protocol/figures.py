"""What is asked and answered about figures."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import ConfigDict, Field

from chalicelib.domain.published import By
from chalicelib.protocol.fields import ChannelName, Closed
from chalicelib.protocol.outbound import Sent
from chalicelib.protocol.requests import Asked, Day, Query


class Span(Closed):
    """Of a channel, from one day up to another, both included; of this month up to yesterday when none is named."""

    channel: ChannelName
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None
    by: By = "day"


class OfFigures(Span, Query):
    """Figures of a channel, from one day up to another, both included; of this month up to yesterday when none is
    named."""


class ExportFigures(Span, Asked):
    """The same figures, to be taken along as a file."""


class CellView(Sent):
    """How many are shown. `hidden`: there are more, or may be: too few to show, or what would tell how few."""

    count: int
    hidden: bool


class LightView(Sent):
    """Minutes of green and of red, and of the hours as they are planned now."""

    open: int
    busy: int
    planned: int


class ProofsView(Sent):
    """Days whose conversations, of all channels, were to be gone: proved to be; owed and not proved yet; and of the
    proved ones, on how many something was left, which was deleted then."""

    proved: int
    missing: int
    late: int


class HourView(LightView):
    """The same, of one hour of one weekday."""

    weekday: str
    hour: str


class PeriodView(Sent):
    """A period: a day (2026-11-24), a week (2026-W48), a month (2026-11), a weekday (monday) or an hour (14).

    An hour has starts and light alone. What a conversation comes to on average is of those that are shown, five at
    least.
    """

    label: str
    counts: Mapping[str, CellView]
    minutes: float | None
    messages: float | None
    first_answer_seconds: float | None
    light: LightView
    proofs: ProofsView | None


class ShareView(Sent):
    """A row of a table, with its name where the channel has one for it."""

    id: str
    name: str | None
    count: CellView


class TableView(Sent):
    """How the conversations of whole months are spread over one list."""

    name: str
    rows: tuple[ShareView, ...]


class FiguresView(Sent):
    """Figures of some days. `months`: the whole ones that are over, of which alone hours and tables are."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)

    channel: str
    first: Annotated[str, Field(serialization_alias="from")]
    last: Annotated[str, Field(serialization_alias="to")]
    by: By
    total: PeriodView
    periods: tuple[PeriodView, ...]
    week: tuple[HourView, ...]
    months: tuple[str, ...]
    tables: tuple[TableView, ...]
