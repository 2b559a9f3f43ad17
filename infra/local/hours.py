"""The hours of the local stage: open all day, every day, so that whoever tries it finds it open in the evening too."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.domain.races import LostRace
from chalicelib.domain.schedule import DEFAULTS, Schedule, parse_shift
from chalicelib.store.channels import Channels
from chalicelib.store.outbox import Outbox
from chalicelib.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mypy_boto3_dynamodb import DynamoDBClient

ALL_DAY = Schedule(shifts=dict.fromkeys(range(7), (parse_shift("00:00", "24:00"),)), works_on_holidays=True)
TRIES = 3


def open_all_day(dynamodb: "DynamoDBClient", table: str, channels: "Iterable[str]") -> None:
    """Gives each channel these hours, unless somebody has changed its hours since they were first given."""
    chat = Table(dynamodb, table, lambda: datetime.now(UTC))
    for channel in channels:
        _open(Channels(chat, Outbox(chat)), channel)


def _open(channels: Channels, channel: str) -> None:
    for _ in range(TRIES):
        # Upkeep, or whoever looked first, may have given it the hours of production.
        if channels.seed(channel, ALL_DAY, datetime.now(UTC)):
            return
        schedule, version = channels.read_schedule(channel)
        if schedule != DEFAULTS.get(channel, Schedule()):
            return
        try:
            channels.save_schedule(channel, ALL_DAY, version)
        except LostRace:
            continue
        return
