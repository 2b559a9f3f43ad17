"""What an administrator does is written down, and only the function `vault` can read it: on the deployed package."""

import json
import time
from typing import Any

import httpx
from botocore.exceptions import ClientError

from infra.local.cloud import FUNCTIONS
from infra.local.outputs import Outputs
from tests.stories.aws import as_function, client_of
from tests.stories.people import PATIENCE, Administrator, administrator
from tests.stories.staff import sign_in


def test_an_act_is_an_entry_within_a_minute_and_the_trail_is_whole(local_cloud: Outputs) -> None:
    dora = administrator(local_cloud)
    dora.opens_around_the_clock()
    first = "2030-07-21"
    added = dora.does("POST", "channels/jac/closures", first=first, last=first, reason="Feestdag").raise_for_status()
    began = time.monotonic()
    entry = _entry(local_cloud, dora.token, added.json()["id"])
    print(f"\nan act was an entry after {time.monotonic() - began:.1f} s")
    assert (entry["act"], entry["name"], entry["role"]) == ("closure_added", "Dora", "administrator")
    assert entry["details"] == {"channel": "jac", "first": first, "last": first}
    assert "Feestdag" not in json.dumps(entry)
    assert dora.does("DELETE", f"channels/jac/closures/{added.json()['id']}").status_code == 204
    checked = dora.does("GET", "audit/check").raise_for_status().json()
    assert (checked["broken"], checked["flaw"], checked["next"]) == (None, None, None)
    assert checked["checked"] >= entry["n"]
    looks = dora.does("GET", "audit?act=audit_read").raise_for_status().json()["items"]
    assert looks, "a look at the trail is an entry of its own"


def test_one_byte_that_changes_is_named(local_cloud: Outputs) -> None:
    dora, vault = administrator(local_cloud), client_of(local_cloud, "dynamodb")
    entry = dora.does("GET", "audit").raise_for_status().json()["items"][0]
    key = {"pk": {"S": f"AUDIT#{entry['chained_at'][:7]}"}, "sk": {"S": f"{entry['n']:012d}"}}
    item = vault.get_item(TableName=local_cloud.vault_table, Key=key)["Item"]
    changed = item | {"text": {"S": item["text"]["S"].replace("administrator", "counsellor", 1)}}
    vault.put_item(TableName=local_cloud.vault_table, Item=changed)
    try:
        found = dora.does("GET", "audit/check").raise_for_status().json()
    finally:
        vault.put_item(TableName=local_cloud.vault_table, Item=item)
    assert (found["broken"], found["flaw"]) == (entry["n"], "changed")
    assert dora.does("GET", "audit/check").json()["broken"] is None


def test_a_counsellor_and_a_stranger_are_shown_nothing(local_cloud: Outputs) -> None:
    an = {"Authorization": f"Bearer {sign_in(local_cloud, 'An')}"}
    for path in ("audit", "audit/check"):
        assert httpx.get(f"{local_cloud.rest_url}/admin/{path}", headers=an, timeout=PATIENCE).status_code == 403
        assert httpx.get(f"{local_cloud.rest_url}/admin/{path}", timeout=PATIENCE).status_code == 401


def test_the_vault_believes_no_caller(local_cloud: Outputs) -> None:
    """Asked past the HTTP API, as a function that was taken over could."""
    client, name = client_of(local_cloud, "lambda"), local_cloud.functions["vault"]
    for authorization in ("", "Bearer nonsense", f"Bearer {sign_in(local_cloud, 'An')}"):
        question = {"ask": "audit", "authorization": authorization, "query": {}}
        answer = client.invoke(FunctionName=name, Payload=json.dumps(question).encode())
        assert json.loads(answer["Payload"].read())["refused"] == "not_allowed"


def test_only_the_role_of_vault_reads_the_vault(local_cloud: Outputs) -> None:
    """Each function's own credentials try to read the head of the trail; the local cloud enforces policies."""
    read = {}
    for name in FUNCTIONS:
        table = as_function(local_cloud, name, "dynamodb")
        try:
            table.get_item(TableName=local_cloud.vault_table, Key={"pk": {"S": "AUDIT#HEAD"}, "sk": {"S": "HEAD"}})
            read[name] = "read"
        except ClientError as error:
            read[name] = error.response["Error"]["Code"]
    print(f"\n{read}")
    assert read == dict.fromkeys(FUNCTIONS, "AccessDeniedException") | {"vault": "read"}


def test_a_sign_in_to_the_admin_page_is_one_entry_however_often_it_asks(local_cloud: Outputs) -> None:
    """Each sign-in is known by itself: what was there before stays out of the count."""
    dora = administrator(local_cloud)
    dora.does("GET", "channels").raise_for_status()
    before = len(_sign_ins(dora, at_least=1))
    again = administrator(local_cloud)
    for path in ("channels", "blocks", "channels"):
        again.does("GET", path).raise_for_status()
    dora.does("GET", "channels").raise_for_status()
    after = _sign_ins(again, at_least=before + 1)
    assert len(after) == before + 1
    assert (after[0]["name"], after[0]["role"], after[0]["on"]) == ("Dora", "administrator", "")


def _sign_ins(dora: Administrator, at_least: int) -> list[dict[str, Any]]:
    """The entries of sign-ins, the newest first, once the minute of `vault` has come round and nothing waits."""
    give_up = time.monotonic() + 150
    while time.monotonic() < give_up:
        found = dora.does("GET", "audit?act=signed_in&limit=100").raise_for_status().json()["items"]
        waits = _waiting(dora)
        if len(found) >= at_least and not waits:
            return list(found)
        time.sleep(2)
    raise AssertionError("the sign-in was never chained")


def _waiting(dora: Administrator) -> int:
    asked = {":outbox": {"S": "OUTBOX"}}
    chat = client_of(dora.cloud, "dynamodb")
    found = chat.query(
        TableName=dora.cloud.chat_table,
        KeyConditionExpression="pk = :outbox",
        ExpressionAttributeValues=asked,
        ConsistentRead=True,
    )
    return int(found["Count"])


def _entry(cloud: Outputs, token: str, on: str) -> dict[str, Any]:
    """The entry of an act, once the minute of `vault` has come round."""
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up:
        answer = httpx.get(
            f"{cloud.rest_url}/admin/audit",
            params={"act": "closure_added"},
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE,
        ).raise_for_status()
        for one in answer.json()["items"]:
            if one["on"] == on:
                return dict(one)
        time.sleep(2)
    raise AssertionError("the act was never chained")
