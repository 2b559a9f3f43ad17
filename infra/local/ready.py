"""Ready is when it answers: the lights of every channel over HTTP, as a site would ask for them."""

import json
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from infra.local.console import Trouble
from infra.local.place import ROOT

CHANNELS = ROOT / "chalicelib" / "channels.json"
PATIENCE = 60.0
"""Seconds; a cold function on a busy machine takes a few."""


def wait_until_ready(rest_url: str, channels: Path = CHANNELS, patience: float = PATIENCE) -> None:
    """Returns when each channel tells its light. Raises Trouble when one never does."""
    wanted = channel_names(channels)
    give_up = time.monotonic() + patience
    while (ready := channels_ready(rest_url)) != wanted:
        if time.monotonic() > give_up:
            missing = ", ".join(sorted(wanted - ready))
            raise Trouble(
                f"no light of {missing} at {rest_url}/status: read the logs, or start afresh with `make clean`"
            )
        time.sleep(0.5)


def channel_names(channels: Path = CHANNELS) -> set[str]:
    """The channels of the configuration."""
    return {channel["id"] for channel in json.loads(channels.read_text())}


def channels_ready(rest_url: str) -> set[str]:
    """The channels whose light can be told. One that is open around the clock, or closed for good, names no moment."""
    try:
        with urlopen(f"{rest_url}/status", timeout=10) as answer:
            told = json.loads(answer.read())["channels"]
    except (URLError, OSError, ValueError, KeyError):
        return set()
    return {one["channel"] for one in told if one.get("light")}
