"""A visitor waits for the light."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.channels import channel_named
from chalicelib.actions.shared.lights import status_to_watch
from chalicelib.protocol import inbound, outbound


def watch(context: Context, caller: Caller, frame: inbound.WatchFrame) -> outbound.StatusFrame:
    """Tells the light now and every time that it changes."""
    channel_named(context, frame.channel)
    context.channels.watch(frame.channel, caller.connection, frame.language, context.now())
    return status_to_watch(context, frame.channel, frame.language)
