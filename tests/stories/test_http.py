"""The HTTP API on the deployed package: what the gateway says by itself, what it carries, who may come in."""

import httpx
import pytest

from infra.local.outputs import Outputs
from tests.stories.staff import sign_in


def test_an_address_that_is_not_there_is_a_problem(local_cloud: Outputs) -> None:
    reply = httpx.get(f"{local_cloud.rest_url}/nothing", timeout=30)
    assert (reply.status_code, reply.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}])
def test_who_is_not_signed_in_is_told_to_sign_in(local_cloud: Outputs, headers: dict[str, str]) -> None:
    reply = httpx.get(f"{local_cloud.rest_url}/admin/channels", headers=headers, timeout=30)
    assert (reply.status_code, reply.headers["content-type"]) == (401, "application/problem+json")
    assert reply.json()["type"] == "urn:chathulp:problem:not_signed_in"
    assert reply.json()["detail"] == "Meld je opnieuw aan. / Sign in again."


def test_a_packed_file_arrives_whole(local_cloud: Outputs) -> None:
    address = f"{local_cloud.rest_url}/w/v1/embed.js"
    packed = httpx.get(address, headers={"Accept-Encoding": "gzip"}, timeout=30)
    plain = httpx.get(address, headers={"Accept-Encoding": "identity"}, timeout=30)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text


def test_pages_of_other_sites_may_report_a_fault(local_cloud: Outputs) -> None:
    address = f"{local_cloud.rest_url}/faults"
    asked = httpx.options(address, headers={"Origin": "https://www.example.org"}, timeout=30)
    assert asked.headers["access-control-allow-origin"] == "*"
    assert httpx.post(address, json={"when": "nu", "what": "De pagina blijft wit"}, timeout=30).status_code == 202


def test_the_roles_of_the_token_decide(local_cloud: Outputs) -> None:
    an, dora = ({"Authorization": f"Bearer {sign_in(local_cloud, name)}"} for name in ("An", "Dora"))
    tickets, blocks = f"{local_cloud.rest_url}/desk/tickets", f"{local_cloud.rest_url}/admin/blocks"
    assert httpx.post(tickets, headers=an, timeout=30).status_code == 201
    assert httpx.post(tickets, headers=dora, timeout=30).status_code == 403
    assert httpx.get(blocks, headers=an, timeout=30).status_code == 403
    assert httpx.get(blocks, headers=dora, timeout=30).status_code == 200


@pytest.mark.parametrize("path", ["/status", "/c/jac", "/w/v1/embed.js"])
def test_head_answers_like_get(local_cloud: Outputs, path: str) -> None:
    asked, gotten = (httpx.request(method, f"{local_cloud.rest_url}{path}", timeout=30) for method in ("HEAD", "GET"))
    assert (asked.status_code, asked.headers["content-type"]) == (200, gotten.headers["content-type"])
    assert asked.content == b""
