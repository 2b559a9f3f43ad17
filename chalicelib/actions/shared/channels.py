"""The channel that a frame names."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.refusals import Refusal
from chalicelib.domain.channel import Channel


def channel_named(context: Context, name: str) -> Channel:
    """The channel. Raises Refusal for one that is not configured."""
    if name not in context.service:
        raise Refusal("invalid", faults=("channel: unknown",))
    return context.service[name]
