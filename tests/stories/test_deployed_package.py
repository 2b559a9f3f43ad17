"""The package stands: every door answers, and every function holds only its own keys."""

import json

import boto3
import httpx
import jwt
import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from infra.local.outputs import Outputs
from tests.stories.staff import sign_in


def test_the_status_answers_over_http(local_cloud: Outputs) -> None:
    assert httpx.get(f"{local_cloud.rest_url}/status", timeout=30).status_code == 200


def test_the_handler_answers_on_the_socket(local_cloud: Outputs) -> None:
    with connect(f"{local_cloud.ws_url}?v=1", origin=_origin(local_cloud), open_timeout=30) as socket:
        socket.send("[]")
        assert "refused" in str(socket.recv(timeout=30))


@pytest.mark.parametrize("key", ["none", "action", "type", "route"])
@pytest.mark.parametrize("route", ["$disconnect", "$connect", "$default", "nowhere"])
def test_no_frame_chooses_its_own_route(local_cloud: Outputs, key: str, route: str) -> None:
    with connect(f"{local_cloud.ws_url}?v=1", origin=_origin(local_cloud), open_timeout=30) as socket:
        socket.send(json.dumps({"type": "ping", key: route}))
        assert "refused" in str(socket.recv(timeout=30))


def test_staff_sign_in_with_a_code_and_a_proof(local_cloud: Outputs) -> None:
    token = sign_in(local_cloud, "An")
    key = jwt.PyJWKClient(local_cloud.jwks_url).get_signing_key_from_jwt(token)
    claims = jwt.decode(token, key.key, ["RS256"], audience=local_cloud.client_id, issuer=local_cloud.issuer)
    assert claims["given_name"] == "An"
    assert set(claims["cognito:groups"]) == {"counsellor", "channel-caw", "channel-jac"}


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nonsense"}])
def test_a_ticket_asks_for_a_token(local_cloud: Outputs, header: dict[str, str]) -> None:
    answer = httpx.post(f"{local_cloud.rest_url}/desk/tickets", headers=header, timeout=30)
    assert answer.status_code in {401, 403}


def test_tables_forget_by_themselves(local_cloud: Outputs) -> None:
    tables = boto3.client(
        "dynamodb",
        endpoint_url=local_cloud.endpoint,
        region_name=local_cloud.region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    for table in (local_cloud.chat_table, local_cloud.vault_table):
        told = tables.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        assert told["AttributeName"] == "expires_at"


def _origin(cloud: Outputs) -> Origin:
    return Origin(cloud.endpoint)
