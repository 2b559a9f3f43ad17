"""The usual addresses of this machine, listed as a school is: a developer may try more than two conversations."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.domain.ranges import Listed
from chalicelib.store.outbox import Outbox
from chalicelib.store.ranges import Ranges
from chalicelib.store.table import Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

HERE = "127.0.0.0/24"
PLACES = 100


def list_this_machine(dynamodb: "DynamoDBClient", table: str) -> None:
    """All other loopback addresses stay origins of their own, with the limits of production."""
    now = datetime.now(UTC)
    listed = Listed("this-machine", HERE, "Deze computer", PLACES, "make run", now)
    chat = Table(dynamodb, table, lambda: now)
    Ranges(chat, Outbox(chat)).add(listed)
