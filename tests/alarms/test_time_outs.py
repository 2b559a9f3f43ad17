"""A store that is slow or silent holds no handler longer than its limit, and no light longer than a site waits."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any, cast

import pytest

from chalicelib.aws.clients import DynamoDB
from chalicelib.aws.cloud import Cloud
from chalicelib.entrypoints.deadline import CONNECT, SECONDS, VAULT_READ, WORST_CALL, Deadline, impatient
from chalicelib.entrypoints.http import Http
from chalicelib.privacy.log import Log
from chalicelib.settings import Settings
from chalicelib.wiring import build, now
from infra.monitoring.functions import SHORT, limits
from tests.alarms.rig import Rig, SlowClock
from tests.alarms.work import WORK

SITE_WAITS = 5.0


@pytest.mark.parametrize("function", SHORT.values())
def test_a_handler_ends_before_its_limit_with_a_last_call_at_its_worst(function: str) -> None:
    assert SECONDS[function] + WORST_CALL < limits()[function]


def test_who_waits_for_the_vault_ends_before_their_limit() -> None:
    assert SECONDS["api"] + CONNECT + VAULT_READ < limits()["api"]
    for work in ("outbox", "retention", "signing"):
        assert SECONDS[work] + WORST_CALL < limits()["vault"]


def test_a_light_is_told_before_a_site_gives_up() -> None:
    assert SECONDS["status"] + WORST_CALL < SITE_WAITS


@pytest.mark.parametrize("function", [name for name in WORK if name != "staff"])
def test_work_on_a_slow_store_ends_in_time(function: str) -> None:
    rig, clock = Rig(), SlowClock()
    for channel in rig.service.context.service:
        rig.service.opens(channel)
    work, deadline = WORK[function](rig), Deadline(clock)
    rig.slows(deadline, clock)
    rig.minute(function, work)
    assert WORST_CALL <= clock.longest < limits()[function]


def test_a_store_that_never_answers_is_our_fault_within_five_seconds() -> None:
    log, deadline = StringIO(), Deadline()
    with silence() as endpoint:
        keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "eu-central-1"}
        client = DynamoDB(Cloud(keys, impatient(), deadline.check).at(endpoint, "dynamodb"))
        context = build(Settings(), cast(Any, client), now)
        http = Http(lambda: context, Settings, Log(log), begins=deadline.begins)
        began = time.monotonic()
        answer = http.serve({"requestContext": {"httpMethod": "GET", "resourcePath": "/status"}, "headers": {}})
        took = time.monotonic() - began
    print(f"\na store that never answers: {answer.status} after {took:.1f} s")
    assert (answer.status, took < SITE_WAITS) == (500, True)
    assert '"request_failed"' in log.getvalue()


@contextmanager
def silence() -> Iterator[str]:
    """Somebody who takes every call and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
