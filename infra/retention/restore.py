"""A table of a moment that is past, beside the one in use."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LOOKS_EVERY = 20
"""Seconds between two looks whether the table is there: on AWS that takes ten minutes to an hour."""

LOOKS = 4 * 60 * 60 // LOOKS_EVERY


def restore(client: "DynamoDBClient", source: str, restored: str, at: str | None) -> Mapping[str, int]:
    """Makes the table and waits until it is there; `at` is in UTC, None the last moment that there is a copy of.

    Raises ValueError for what is no moment, and ClientError where there is such a table already.
    """
    if at:
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
        client.restore_table_to_point_in_time(SourceTableName=source, TargetTableName=restored, RestoreDateTime=moment)
    else:
        client.restore_table_to_point_in_time(
            SourceTableName=source, TargetTableName=restored, UseLatestRestorableTime=True
        )
    waits = {"Delay": LOOKS_EVERY, "MaxAttempts": LOOKS}
    client.get_waiter("table_exists").wait(TableName=restored, WaiterConfig=waits)  # type: ignore[arg-type]
    return {f"table {restored}": 1}
