"""Frames that team leads send, protocol version 1: closed and bounded."""

from typing import Literal

from chalicelib.protocol.fields import ChannelName, Closed


class BoardFrame(Closed):
    """A team lead asks for the board of a channel as it is now, again and again while they look at it."""

    type: Literal["board"]
    channel: ChannelName
