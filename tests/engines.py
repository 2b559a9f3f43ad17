"""DynamoDB engines outside this process, with tables of their own for each test, and worlds on them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import boto3
from botocore.config import Config
from moto import mock_aws

from chalicelib.actions.context import Context
from chalicelib.gateway import Gateway
from chalicelib.privacy.log import Log
from chalicelib.settings import Settings
from chalicelib.wiring import build, impatient
from tests.engine.gateway import MemoryGateway
from tests.engine.memory import MemoryDynamo
from tests.engine.wire import Item
from tests.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

REGION = "eu-west-1"
PATIENT = impatient().merge(Config(connect_timeout=60, read_timeout=60))
"""An engine that shares a busy machine with sixty workers is slow; given up on, it would write twice."""
_numbers = count(1)
_session = cache(boto3.Session)  # reading what the service offers is slow, and the same for every client


def client_of(endpoint: str | None = None) -> "DynamoDBClient":
    """A client that tries as often as the product's own. Engines on this machine take these credentials."""
    named = "AWS_ACCESS_KEY_ID" in os.environ
    given = {} if named else {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    region = os.environ.get("AWS_REGION", REGION)
    return _session().client("dynamodb", region, endpoint_url=endpoint, config=PATIENT, **given)  # type: ignore[call-overload, no-any-return]


@contextmanager
def moto_client() -> Iterator["DynamoDBClient"]:
    """A client whose calls never leave this process."""
    with mock_aws():
        yield boto3.client("dynamodb", REGION, aws_access_key_id="moto", aws_secret_access_key="moto")


@contextmanager
def fresh_tables(client: "DynamoDBClient | MemoryDynamo") -> Iterator[Settings]:
    """Both tables, empty, and gone afterwards: an engine that was named by a person is left as it was."""
    ending = f"{uuid4().hex[:8]}-{next(_numbers)}"
    # Everybody in a race comes from one address, and a whole race fits in one minute.
    chosen = Settings(chat_table=f"chat-{ending}", vault_table=f"vault-{ending}", connections_a_minute=100_000)
    create_tables(client, chosen.chat_table, chosen.vault_table)
    if isinstance(client, MemoryDynamo):
        yield chosen
        return
    client.get_waiter("table_exists").wait(TableName=chosen.vault_table, WaiterConfig={"Delay": 1})
    try:
        yield chosen
    finally:
        client.delete_table(TableName=chosen.chat_table)
        client.delete_table(TableName=chosen.vault_table)


def everything(client: "DynamoDBClient | MemoryDynamo", table: str) -> list[Item]:
    """All items of a table, expired ones too: only a test may scan."""
    if isinstance(client, MemoryDynamo):
        return client.items(table)
    pages = client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    return [cast(Item, item) for page in pages for item in page["Items"]]


def world_on(
    client: "DynamoDBClient | MemoryDynamo",
    chosen: Settings,
    now: Callable[[], datetime],
    gateway: MemoryGateway,
    log: StringIO,
) -> Context:
    """The product's own composition on this client, with a gateway and a log that a test can look into."""
    return replace(
        build(chosen, cast("DynamoDBClient", client), now, lambda: b"key of the tests"),
        push=Gateway(lambda: cast(Any, gateway)),
        log=Log(log),
    )
