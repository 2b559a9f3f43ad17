"""Once a minute: does the front door show the lights that schedule and places say?"""

from collections.abc import Callable, Mapping

from chalicelib.actions.context import Context
from chalicelib.actions.shared.lights import light_of

FrontDoor = Callable[[], Mapping[str, str]]
"""The light of each channel, as `GET /status` tells it through the address that sites use. Raises OSError or
ValueError when it does not."""


def look(context: Context, front_door: FrontDoor) -> None:
    """Notes that all is well, or what differs. A light that flips between the two looks differs once, by accident."""
    try:
        shown = front_door()
    except (OSError, ValueError) as error:
        context.log.fault("canary_shut", error)
        return
    for channel in context.service:
        if shown.get(channel) != light_of(context, channel, context.now()).value:
            context.log.note("canary_differs", channel=channel, light=shown.get(channel))
            return
    context.log.note("canary")
