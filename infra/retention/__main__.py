"""`python -m infra.retention`: a restored table forgets what is over, and then what was lost comes back from it."""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.stack import NothingStands, Stack
from infra.deployment.stage import UnknownStage, read_stage
from infra.local.cloud import local_session
from infra.local.outputs import read_outputs
from infra.local.place import HOME, Place
from infra.retention.forget import StillRead, Tables, forget
from infra.retention.restore import restore
from infra.retention.swap import NotForgotten, swap

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PASSES = 5
"""So often a table is gone through at most before it has forgotten."""

Asked = argparse.Namespace


def main() -> None:
    """Does what is asked, and prints how many items each step touched and how long it took."""
    asked = _arguments().parse_args()
    try:
        asked.act(asked, *_stage_of(asked))
    except StillRead as live:
        sys.exit(f"{live} is the table that people are served from: name the restored one, or add LIVE=yes")
    except NotForgotten as table:
        sys.exit(f"{table} still knows what is over: first make forget STAGE={asked.stage} TABLE={table}")
    except (UnknownStage, NothingStands, ClientError, BotoCoreError, KeyError) as error:
        sys.exit(f"not done: {error}. Whoever may read the table has to wait")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    acts = parser.add_subparsers(required=True)
    forgets = _act(acts.add_parser("forget", help="delete from a restored table what is over"), _forget)
    forgets.add_argument("table")
    forgets.add_argument("--also-live", action="store_true", help="also the table that people are served from")
    swaps = _act(acts.add_parser("swap", help="copy what was lost out of a table that has forgotten"), _swap)
    restores = _act(
        acts.add_parser("restore", help="make the table of a moment, let it forget, swap, delete it"), _restore
    )
    for one in (swaps, restores):
        one.add_argument("part", choices=("chat", "vault"), help="the table that lost something")
        one.add_argument("--only", default="", help="what begins so: CONVERSATION#…")
    swaps.add_argument("table")
    restores.add_argument("--at", help="UTC, 2026-11-27T09:30:00; without it the last moment there is")
    return parser


def _act(parser: argparse.ArgumentParser, act: Callable[..., None]) -> argparse.ArgumentParser:
    parser.set_defaults(act=act)
    parser.add_argument("stage")
    parser.add_argument("--port", type=int, default=4566, help="of the local cloud")
    return parser


def _stage_of(asked: Asked) -> "tuple[DynamoDBClient, Tables]":
    stage = read_stage(asked.stage)
    if stage.name == "local":
        place = Place(HOME, asked.port)
        told = read_outputs(place.outputs)
        client = local_session(stage.region).client("dynamodb", endpoint_url=place.endpoint)
        return client, Tables(told.chat_table, told.vault_table)
    session = boto3.Session(region_name=stage.region)
    return session.client("dynamodb"), tables_of(Stack(session.client("cloudformation"), stage.stack))


def tables_of(stack: Stack) -> Tables:
    """The tables that people are served from. Raises NothingStands."""
    told = stack.told()
    return Tables(told["ChatTableName"], told["VaultTableName"])


def _now() -> datetime:
    return datetime.now(UTC)


def _forget(asked: Asked, client: "DynamoDBClient", live: Tables) -> None:
    _told("forget", lambda: forget(client, live, asked.table, _now, also_live=asked.also_live))


def _swap(asked: Asked, client: "DynamoDBClient", live: Tables) -> None:
    into = getattr(live, asked.part)
    _told("swap", lambda: swap(client, live, into, asked.table, _now, asked.only))


def _restore(asked: Asked, client: "DynamoDBClient", live: Tables) -> None:
    source = getattr(live, asked.part)
    asked.table = f"{source}-restored"
    _told("restore", lambda: restore(client, source, asked.table, asked.at))
    for _ in range(PASSES):
        if set(_told("forget", lambda: forget(client, live, asked.table, _now))) <= {"kept"}:
            break
    _swap(asked, client, live)
    client.delete_table(TableName=asked.table)


def _told(step: str, act: Callable[[], Mapping[str, int]]) -> Mapping[str, int]:
    began = time.monotonic()
    counts = act()
    said = ", ".join(f"{count} {what}" for what, count in sorted(counts.items())) or "nothing"
    print(f"{step:<8} {time.monotonic() - began:7.1f} s  {said}", flush=True)
    return counts


if __name__ == "__main__":
    main()
