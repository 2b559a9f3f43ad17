"""DynamoDB engines outside this process, with tables of their own for each test, and worlds on them."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol, cast
from uuid import uuid4

import boto3
from moto import mock_aws

from chalicelib.actions.context import Context
from chalicelib.aws.clients import Answer, DynamoDB
from chalicelib.aws.cloud import Cloud
from chalicelib.entrypoints.deadline import impatient
from chalicelib.gateway import Gateway
from chalicelib.privacy.log import Log
from chalicelib.settings import Settings
from chalicelib.wiring import build
from tests.engine.gateway import MemoryGateway
from tests.engine.memory import MemoryDynamo
from tests.engine.wire import Item
from tests.relay import relay
from tests.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

REGION = "eu-west-1"
PATIENT = impatient()._replace(connect=60, read=60)
"""An engine that shares a busy machine with sixty workers is slow; given up on, it would write twice."""
_numbers = count(1)
_session = cache(boto3.Session)  # reading what the service offers is slow, and the same for every client


class Outside(DynamoDB):
    """The product's own client for what the product asks, and the SDK's for what only tests do."""

    def __init__(self, endpoint: str, region: str, keys: Mapping[str, str]) -> None:
        cloud = Cloud({"AWS_REGION": region, **keys}, PATIENT, lambda: None)
        super().__init__(cloud.at(endpoint, "dynamodb"))
        access, secret = keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"]
        token = keys.get("AWS_SESSION_TOKEN")
        self._sdk: Any = _session().client("dynamodb", region, None, True, None, endpoint, access, secret, token)
        self.watching: list[Watching] = []

    def ask(self, operation: str, asked: Mapping[str, object]) -> Answer:
        for watching in self.watching:
            asked = watching.asks(operation, asked)
        answer = super().ask(operation, asked)
        for watching in self.watching:
            watching.answers(operation, answer)
        return answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sdk, name)


class Watching(Protocol):
    """Sees every call that the product makes."""

    def asks(self, operation: str, asked: Mapping[str, object]) -> Mapping[str, object]:
        """What is asked instead."""

    def answers(self, operation: str, answer: Answer) -> None: ...


def client_of(endpoint: str) -> "DynamoDBClient":
    """A client that tries as often as the product's own. Engines on this machine take these credentials."""
    made_up = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    keys = os.environ if "AWS_ACCESS_KEY_ID" in os.environ else made_up
    return cast("DynamoDBClient", Outside(endpoint, os.environ.get("AWS_REGION", REGION), keys))


@contextmanager
def moto_client() -> Iterator["DynamoDBClient"]:
    """A client whose calls never leave this machine: the product's, through a relay to moto in this process."""
    with mock_aws(), relay(f"https://dynamodb.{REGION}.amazonaws.com") as endpoint:
        yield client_of(endpoint)


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
