"""What holds for the service as a whole: what an administrator chose, else what the stage was deployed with."""

from chalicelib.actions.context import Context


def on_call_of(context: Context) -> str:
    """The telephone number of the administrator on call; empty where there is none."""
    chosen = context.service.chosen.on_call
    return context.deployment.on_call if chosen is None else chosen


def places_of(context: Context) -> int:
    """Live conversations that one origin may hold over all channels."""
    return context.service.chosen.places or context.limits.places


def one_in_of(context: Context) -> int:
    """One origin may have one in so many places of a channel, where that is more."""
    return context.service.chosen.one_in or context.limits.one_in
