"""What is answered about the hours of the coming days."""

from typing import Annotated

from pydantic import Field

from chalicelib.protocol.fields import Moment
from chalicelib.protocol.outbound import Sent


class OpenHoursView(Sent):
    """From when to when, in UTC; what runs past midnight is one."""

    opens: Moment
    closes: Moment


class WeekDayView(Sent):
    """One day in Brussels. `off`: a holiday or a day on which the service is closed."""

    date: Annotated[str, Field(description="A day in Brussels, as YYYY-MM-DD")]
    hours: tuple[OpenHoursView, ...]
    off: bool


class ComingWeekView(Sent):
    """Today and the six days after it."""

    days: tuple[WeekDayView, ...]
