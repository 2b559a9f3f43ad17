"""Signatures against those that AWS publishes, and against the SDK's own signer.

The published ones are from the AWS Signature Version 4 test suite, as in awslabs/aws-c-auth,
tests/aws-signing-test-suite/v4 (Apache License 2.0): the requests without a query and with plain headers.
"""

from datetime import UTC, datetime
from typing import Any
from unittest import mock

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.aws.signing import Credentials, Request, Scope, signed

EXAMPLE = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
TOKEN = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"
HERE, THEN = Scope("us-east-1", "service"), datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
HOST = {"host": "example.amazonaws.com"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
UNRESERVED = "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

PUBLISHED = {
    "get-vanilla": (Request("GET", "/", HOST), "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
    "post-vanilla": (Request("POST", "/", HOST), "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
    "get-unreserved": (
        Request("GET", UNRESERVED, HOST),
        "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
    ),
    "get-utf8": (Request("GET", "/ሴ", HOST), "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
    "get-space-normalized": (
        Request("GET", "/example space/", HOST),
        "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    ),
    "post-x-www-form-urlencoded": (
        Request("POST", "/", HOST | FORM, b"Param1=value1"),
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    ),
}


def signature(headers: dict[str, str]) -> str:
    return headers["authorization"].rpartition("Signature=")[2]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_request_gets_its_published_signature(name: str) -> None:
    request, published = PUBLISHED[name]
    assert signature(signed(request, HERE, EXAMPLE, THEN)) == published


def test_a_token_is_signed_too() -> None:
    """Published as get-vanilla-with-session-token."""
    headers = signed(Request("GET", "/", HOST), HERE, EXAMPLE._replace(token=TOKEN), THEN)
    assert headers["authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        "SignedHeaders=host;x-amz-date;x-amz-security-token, "
        "Signature=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"
    )


PLAIN = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
TARGETS = {"content-type": st.just("application/x-amz-json-1.0"), "x-amz-target": PLAIN}
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (their zone is given)


@given(
    method=st.sampled_from(["POST", "DELETE"]),
    connection=st.sampled_from(["", "/api/@connections/"]),
    id=st.text(st.sampled_from("ab0%3D-_.~+"), min_size=1, max_size=20),
    headers=st.fixed_dictionaries({}, optional=TARGETS),
    body=st.binary(max_size=200),
    scope=st.builds(
        Scope, st.sampled_from(["eu-central-1", "eu-west-1"]), st.sampled_from(["dynamodb", "execute-api"])
    ),
    keys=st.builds(Credentials, PLAIN, PLAIN, st.none() | PLAIN),
    at=MOMENTS,
)
def test_any_request_is_signed_as_the_sdk_signs_it(
    method: str,
    connection: str,
    id: str,
    headers: dict[str, str],
    body: bytes,
    scope: Scope,
    keys: Credentials,
    at: datetime,
) -> None:
    path = connection + id if connection else "/"
    ours = signed(Request(method, path, {"host": "aws.example", **headers}, body), scope, keys, at)
    theirs: Any = AWSRequest(method, f"https://aws.example{path}", headers, body)
    with mock.patch("botocore.auth.get_current_datetime", lambda: at):
        SigV4Auth(ReadOnlyCredentials(*keys), scope.service, scope.region).add_auth(theirs)
    assert ours["authorization"] == theirs.headers["Authorization"]
    assert ours["x-amz-date"] == theirs.headers["X-Amz-Date"]
    assert ours.get("x-amz-security-token") == theirs.headers.get("X-Amz-Security-Token")
