"""Each day of the trail is signed and out of reach, and one command checks it all: on the deployed package."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.actions.vault.chaining import chain
from chalicelib.domain.audit_check import Broken, Flaw
from chalicelib.settings import Settings
from chalicelib.wiring import build
from infra.audit.__main__ import public_keys
from infra.audit.export import read_export, read_heads
from infra.audit.fetch import Files, Source, fetch
from infra.audit.verify import Report, verify
from infra.local.cloud import FUNCTIONS, local_session
from infra.local.outputs import Outputs
from tests.audit.trail import deed
from tests.stories.aws import as_function, client_of

DAYS = 3


@pytest.fixture(scope="module")
def signed(local_cloud: Outputs) -> Outputs:
    """A cloud whose trail began some days ago, and the round in which `vault` signs the days that are over."""
    if not client_of(local_cloud, "s3").list_objects_v2(Bucket=local_cloud.audit_heads)["KeyCount"]:
        _began_days_ago(local_cloud)
    work = json.dumps({"work": "signing"}).encode()
    answer = client_of(local_cloud, "lambda").invoke(FunctionName=local_cloud.functions["vault"], Payload=work)
    assert "FunctionError" not in answer
    return local_cloud


def _began_days_ago(cloud: Outputs) -> None:
    """Nothing can be chained in the past, so the trail begins anew, with one entry a day and its first day signed."""
    client, now = client_of(cloud, "dynamodb"), [datetime.now(UTC) - timedelta(days=DAYS)]
    chosen = Settings(chat_table=cloud.chat_table, vault_table=cloud.vault_table)
    context = build(chosen, client, lambda: now[0], lambda: b"no origin is hashed here")
    for page in client.get_paginator("scan").paginate(TableName=cloud.vault_table):
        for one in page["Items"]:
            if one["pk"]["S"].startswith("AUDIT#"):
                client.delete_item(TableName=cloud.vault_table, Key={name: one[name] for name in ("pk", "sk")})
    for n in range(DAYS):
        chain(context, deed(n, now[0]))
        now[0] += timedelta(days=1)
    first = context.trail.head().began_at
    assert first and first < datetime.now(UTC) - timedelta(days=DAYS - 1), "an act of this minute came first: again"
    signed = {"day": {"S": (first - timedelta(days=1)).date().isoformat()}, "n": {"N": "0"}, "hash": {"S": ""}}
    client.put_item(TableName=cloud.vault_table, Item={"pk": {"S": "AUDIT#SIGNED"}, "sk": {"S": "SIGNED"}} | signed)


def test_the_days_that_are_over_are_signed_and_nobody_takes_that_away(signed: Outputs) -> None:
    s3 = client_of(signed, "s3")
    versions = s3.list_object_versions(Bucket=signed.audit_heads)["Versions"]
    yesterday = (datetime.now(UTC) - timedelta(days=1, minutes=10)).date()
    assert f"heads/{yesterday}.json" in {one["Key"] for one in versions}
    for one in versions:
        which = {"Bucket": signed.audit_heads, "Key": one["Key"], "VersionId": one["VersionId"]}
        kept = s3.get_object_retention(**which)["Retention"]
        assert kept["Mode"] == "COMPLIANCE"
        assert kept["RetainUntilDate"] > datetime.now(UTC) + timedelta(days=700)
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.delete_object(**which)


def test_the_command_finds_it_whole_and_names_one_byte_that_changes(signed: Outputs, tmp_path: Path) -> None:
    report = _checked(signed, tmp_path)
    assert report.is_whole
    assert len(report.signed) >= DAYS
    vault, newest = client_of(signed, "dynamodb"), read_export(Files.within(tmp_path).export).entries[-1]
    item = _item(signed, newest.n)
    changed = item | {"text": {"S": item["text"]["S"].replace("administrator", "counsellor", 1)}}
    vault.put_item(TableName=signed.vault_table, Item=changed)
    try:
        assert _checked(signed, tmp_path).broken == Broken(newest.n, Flaw.CHANGED)
    finally:
        vault.put_item(TableName=signed.vault_table, Item=item)
    assert _checked(signed, tmp_path).is_whole


def test_only_vault_signs_and_locks_away_and_it_reads_and_deletes_nothing(signed: Outputs) -> None:
    denied = dict.fromkeys(FUNCTIONS, "denied")
    assert _each("sign", signed) == denied | {"vault": "done"}
    assert _each("put", signed) == denied | {"vault": "done"}
    assert _each("get", signed) == _each("delete", signed) == denied


def _each(what: str, cloud: Outputs) -> dict[str, str]:
    return {name: _tries(what, cloud, name) for name in FUNCTIONS}


def _tries(what: str, cloud: Outputs, name: str) -> str:
    where = {"Bucket": cloud.audit_heads, "Key": "heads/1813-01-01.json"}
    try:
        if what == "sign":
            asked = {"KeyId": cloud.audit_key, "Message": b"head", "SigningAlgorithm": "ECDSA_SHA_256"}
            as_function(cloud, name, "kms").sign(**asked)
        else:
            body = {"Body": b"head", "ChecksumAlgorithm": "SHA256"} if what == "put" else {}
            getattr(as_function(cloud, name, "s3"), f"{what}_object")(**where, **body)
    except ClientError as error:
        assert error.response["Error"]["Code"] in ("AccessDenied", "AccessDeniedException")
        return "denied"
    return "done"


def _checked(cloud: Outputs, folder: Path) -> Report:
    files = Files.within(folder)
    source = Source(cloud.vault_table, cloud.audit_heads, cloud.audit_key)
    fetch(local_session(cloud.region), cloud.endpoint, source, files)
    return verify(
        read_export(files.export), _of_days(read_heads(files.heads)), tuple(public_keys(files.key)), datetime.now(UTC)
    )


def _of_days(heads: Any) -> Iterator[Any]:
    """Without what another story put there to see that it may."""
    return (one for one in heads if not one.name.startswith("1813"))


def _item(cloud: Outputs, n: int) -> dict[str, Any]:
    pages = client_of(cloud, "dynamodb").get_paginator("scan").paginate(TableName=cloud.vault_table)
    [found] = [one for page in pages for one in page["Items"] if one["sk"]["S"] == f"{n:012d}"]
    return dict(found)
