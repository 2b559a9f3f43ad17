"""A visitor waits for the light."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared.channels import channel_named
from chalicelib.actions.shared.lights import tell_watchers
from chalicelib.actions.shared.status import Known, public_light, shown
from chalicelib.domain.light import Announced
from chalicelib.protocol import inbound, outbound


def watch(context: Context, caller: Caller, frame: inbound.WatchFrame) -> outbound.StatusFrame:
    """Tells the light now and every time that it changes."""
    channel_named(context, frame.channel)
    context.channels.watch(frame.channel, caller.connection, frame.language, context.now())
    return _status(context, frame)


def _status(context: Context, frame: inbound.WatchFrame) -> outbound.StatusFrame:
    """The light that was announced last, which whoever waits is told the changes of.

    The hours may have turned it, which nobody was told yet. Turning back would then be no change, and who had come
    in between would never hear of it; so it is announced first.
    """
    known, now = Known(*context.channels.public(frame.channel, fresh=True)), context.now()
    current = public_light(known, now).light
    if known.announced is None or known.announced.light is not current:
        current = tell_watchers(context, frame.channel)
    return shown(context, frame.channel, known.schedule, Announced(current, now), frame.language)
