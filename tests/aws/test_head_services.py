"""What signs and keeps heads of the audit trail is asked as KMS and S3 want it."""

import json
from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from botocore.exceptions import ClientError

from chalicelib.aws.clients import put_once, signature
from chalicelib.aws.credentials import keys_of
from chalicelib.aws.service import Patience, Service, World
from chalicelib.aws.signing import Scope
from tests.aws.servers import Server, answer
from tests.aws.servers import server as serving

KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}


def asks(server: Server, name: str) -> Service:
    world = World(wait=lambda _: None)
    return Service(server.url, Scope("eu-central-1", name), keys_of(KEYS), Patience(0.5, 0.5, 2, 1.0), world)


def test_a_text_is_signed_by_its_key() -> None:
    with serving(answer(200, '{"Signature": "c2ln"}')) as server:
        assert signature(asks(server, "kms"), "key-1", "Café") == "c2ln"
    ((_, asked),) = server.asked
    head, body = asked.split("\r\n\r\n")
    said = json.loads(body)
    assert "x-amz-target: TrentService.Sign" in head
    assert b64decode(said.pop("Message")).decode() == "Café"
    assert said == {"KeyId": "key-1", "MessageType": "RAW", "SigningAlgorithm": "ECDSA_SHA_256"}


@pytest.mark.parametrize("status", [200, 412])
def test_a_file_is_put_once_with_its_digest(status: int) -> None:
    with serving(answer(status, "<Error><Code>PreconditionFailed</Code></Error>" if status > 300 else "")) as server:
        put_once(asks(server, "s3"), "heads/2026-11-24.json", "head")
    ((_, asked),) = server.asked
    digest = sha256(b"head")
    assert asked.startswith("PUT /heads/2026-11-24.json HTTP/1.1\r\n")
    told = asked.split("\r\n")
    assert "if-none-match: *" in told
    assert f"x-amz-content-sha256: {digest.hexdigest()}" in told
    assert f"x-amz-checksum-sha256: {b64encode(digest.digest()).decode()}" in told


@pytest.mark.parametrize("last", [200, 412])
def test_two_who_put_it_at_once_are_no_fault(last: int) -> None:
    busy = answer(409, "<Error><Code>ConditionalRequestConflict</Code></Error>")
    with serving(busy, answer(last, "")) as server:
        put_once(asks(server, "s3"), "heads/2026-11-24.json", "head")
    assert len(server.asked) == 2
    with serving(*[busy] * 3) as server, pytest.raises(ClientError):
        put_once(asks(server, "s3"), "heads/2026-11-24.json", "head")


def test_a_bucket_that_refuses_is_a_fault() -> None:
    with serving(answer(403, "<Error><Code>AccessDenied</Code></Error>")) as server, pytest.raises(ClientError):
        put_once(asks(server, "s3"), "heads/2026-11-24.json", "head")
