"""The first schedule of a channel: given once, by whoever touches a new stage first."""

from chalicelib.actions.context import Context
from chalicelib.domain.schedule import DEFAULTS, Schedule


def gave_first_schedule(context: Context, channel: str) -> bool:
    """Gives a channel whose light was never announced its hours; says whether it may have some now.

    A schedule that was lost later is not put back: missing means closed.
    """
    if context.channels.announced(channel):
        return False
    context.channels.seed(channel, DEFAULTS.get(channel, Schedule()), context.now())
    return True
