"""Somebody is dismissed while they work, on the deployed package with its own user pool."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from infra.local.cloud import local_session
from infra.local.outputs import Outputs
from tests.stories.people import PATIENCE, Counsellor, administrator, counsellor, light, visitor
from tests.stories.staff import sign_in

MINUTE: dict[str, object] = dict.fromkeys(
    ("version", "account", "region", "detail-type", "source", "time", "id"), ""
) | {"detail": {}, "resources": []}
"""What EventBridge says each minute; nothing of it is read."""


class Pool:
    """The user pool and what an operator does to it, taken back at the end."""

    def __init__(self, cloud: Outputs) -> None:
        self.cloud, session = cloud, local_session(cloud.region)
        self._cognito: Any = session.client("cognito-idp", endpoint_url=cloud.endpoint)
        self._lambda = session.client("lambda", endpoint_url=cloud.endpoint)

    @contextmanager
    def without_account(self, name: str) -> Iterator[None]:
        named = self._named(name)
        self._cognito.admin_disable_user(**named)
        try:
            yield
        finally:
            self._cognito.admin_enable_user(**named)

    @contextmanager
    def without_group(self, name: str, group: str) -> Iterator[None]:
        named = self._named(name) | {"GroupName": group}
        self._cognito.admin_remove_user_from_group(**named)
        try:
            yield
        finally:
            self._cognito.admin_add_user_to_group(**named)

    def _named(self, name: str) -> dict[str, str]:
        return {"UserPoolId": self.cloud.pool_id, "Username": self.cloud.member(name).email}

    def a_minute_later(self) -> None:
        """The round of upkeep that the clock would start within a minute."""
        done = self._lambda.invoke(FunctionName=self.cloud.functions["upkeep"], Payload=json.dumps(MINUTE))
        assert "FunctionError" not in done, done["Payload"].read()


@pytest.fixture
def pool(local_cloud: Outputs) -> Iterator[Pool]:
    dora = administrator(local_cloud)
    dora.opens_around_the_clock()
    yield Pool(local_cloud)
    dora.takes_away_the_hours()


def _asks(cloud: Outputs, method: str, path: str, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.request(method, f"{cloud.rest_url}/{path}", headers=headers, timeout=PATIENCE).status_code


def _turns(cloud: Outputs, shown: str) -> None:
    """The public light follows within the moments that it is remembered."""
    give_up = time.monotonic() + PATIENCE
    while light(cloud) != shown:
        assert time.monotonic() < give_up


def _is_closed(desk: Counsellor) -> bool:
    try:
        while True:
            desk.socket.recv(timeout=PATIENCE)
    except ConnectionClosed:
        return True


def test_the_token_of_a_disabled_account_opens_nothing_from_then_on(pool: Pool) -> None:
    token = sign_in(pool.cloud, "An")
    assert _asks(pool.cloud, "POST", "desk/tickets", token) == 201
    with pool.without_account("An"):
        assert _asks(pool.cloud, "POST", "desk/tickets", token) == 401
        assert _asks(pool.cloud, "POST", "desk/sessions", token) == 401
    assert _asks(pool.cloud, "POST", "desk/sessions", token) == 200


def test_an_administrator_who_is_none_any_more_is_refused_at_once(pool: Pool) -> None:
    token = sign_in(pool.cloud, "Dora", page="admin")
    assert _asks(pool.cloud, "GET", "admin/channels", token) == 200
    with pool.without_group("Dora", "administrator"):
        assert _asks(pool.cloud, "GET", "admin/channels", token) == 401
    assert _asks(pool.cloud, "GET", "admin/channels", token) == 200


def test_a_visitor_of_somebody_who_is_dismissed_goes_on_with_a_colleague(pool: Pool) -> None:
    cloud = pool.cloud
    with counsellor(cloud, "An") as an, counsellor(cloud, "Bram") as bram, visitor(cloud) as sam:
        bram.clears_the_desk()
        bram.asks("duty", "duty", off=True)
        an.clears_the_desk()
        assert sam.starts("Sam")["type"] == "started"
        sam.says("Ik weet het niet meer")
        bram.takes_duty()
        with pool.without_account("An"):
            pool.a_minute_later()
            assert bram.expects("assigned", conversation=sam.conversation)["messages"]
            assert sam.expects("peer", here=True)["counsellor"] == "Bram"
            assert an.expects("refused")["reason"] == "dismissed"
            assert _is_closed(an)
        assert sam.says("Dag Bram")["delivered"]
        with pool.without_group("Bram", "channel-jac"):
            pool.a_minute_later()
            assert bram.expects("refused")["frame"] == "duty"
            assert sam.expects("ended")["reason"] == "counsellor_away"
            assert bram.takes_duty(channel="jac")["reason"] == "not_yours"
            _turns(cloud, "closed")
            assert bram.takes_duty(channel="caw")["on"]
        bram.asks("duty", "duty", off=True)
