"""The opening hours of the coming week, for anybody."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.domain.week import week
from chalicelib.protocol.requests import AnyQuery, Nothing
from chalicelib.protocol.week import ComingWeekView, OpenHoursView, WeekDayView


def coming_week(context: Context, request: Request[Nothing, AnyQuery]) -> ComingWeekView:
    """Today and six more days of one channel."""
    schedule = context.channels.schedule(channel_of(context, request).id)
    days = (
        WeekDayView(
            date=day.day.isoformat(),
            hours=tuple(OpenHoursView(opens=each.opens, closes=each.closes) for each in day.hours),
            off=day.off,
        )
        for day in week(schedule, context.now())
    )
    return ComingWeekView(days=tuple(days))
