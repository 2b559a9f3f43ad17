"""Asks that watchers be told, by whoever has the time for it."""

from collections.abc import Callable

from chalicelib.privacy.log import Log


def announcer(invoke: Callable[[str], object], log: Log) -> Callable[[str], None]:
    """Has another Lambda tell the watchers, so that the frame that flipped the light does not wait for them.

    Upkeep tells them within the minute when this fails.
    """

    def announce(channel: str) -> None:
        try:
            invoke(channel)
        except Exception as error:
            log.fault("announce_not_asked", error, channel=channel)

    return announce
