"""What is asked again, how often, after how long, and with what."""

import json
import socket
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError, ReadTimeoutError
from botocore.retries.standard import ThrottledRetryableChecker, TransientRetryableChecker

from chalicelib.aws import retries
from tests.aws.asking import NOON, Asking
from tests.aws.servers import HANGS_UP, answer, server

GOOD = answer(200)
EXPIRED = answer(400, '{"__type":"com.amazon.coral.service#ExpiredTokenException"}')


def refused(code: str, status: int = 400, **headers: str) -> bytes:
    return answer(
        status, json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "no"}), **headers
    )


THROTTLED = refused("ProvisionedThroughputExceededException")
ILL = answer(500, '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}')


@pytest.mark.parametrize("first", [THROTTLED, ILL, answer(503, "<html>"), answer(429, ""), HANGS_UP])
def test_what_passes_is_asked_again(first: bytes) -> None:
    with server(first, GOOD) as there:
        asking = Asking(there.url)
        assert asking.get() == {}
    assert len(there.asked) == 2
    assert len(asking.waited) == 1


def test_a_refusal_is_final_and_told_as_the_sdk_tells_it() -> None:
    body = '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no","Item":{}}'
    with server(answer(400, body)) as there, pytest.raises(ClientError) as told:
        Asking(there.url).get()
    assert told.value.response["Error"] == {"Code": "ConditionalCheckFailedException", "Message": "no"}
    assert told.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert told.value.response["Item"] == {}  # type: ignore[typeddict-item]
    assert told.value.operation_name == "GetItem"
    assert len(there.asked) == 1


def test_tries_are_counted_and_the_last_failure_is_told() -> None:
    with server(ILL, THROTTLED, GOOD) as there, pytest.raises(ClientError, match="Throughput"):
        Asking(there.url).get()
    assert len(there.asked) == 2


def test_pauses_grow_and_throttling_makes_them_longer() -> None:
    """Half of the longest: the dice of the test fall in the middle."""
    with server(ILL, ILL, THROTTLED, THROTTLED, GOOD) as there:
        asking = Asking(there.url, tries=5, between=20)
        asking.get()
    assert asking.waited == [0.0125, 0.025, 2.0, 4.0]


def test_a_service_that_asks_for_time_gets_what_the_deadline_allows() -> None:
    with server(answer(503, x_amz_retry_after="400"), answer(503, x_amz_retry_after="90000"), GOOD) as there:
        asking = Asking(there.url, tries=3)
        asking.get()
    assert asking.waited == [0.4, 1.0]


def test_a_clock_that_is_off_is_set_by_the_answer_and_stays_set() -> None:
    theirs = format_datetime(NOON + timedelta(hours=2), usegmt=True)
    with server(refused("InvalidSignatureException", date=theirs), GOOD, GOOD) as there:
        asking = Asking(there.url)
        asking.get()
        asking.get()
    assert [_header(request, "x-amz-date") for _, request in there.asked] == [
        "20261126T120000Z",
        "20261126T140000Z",
        "20261126T140000Z",
    ]


def test_a_wrong_signature_at_the_right_time_is_final() -> None:
    theirs = format_datetime(NOON + timedelta(minutes=1), usegmt=True)
    with server(refused("InvalidSignatureException", date=theirs)) as there, pytest.raises(ClientError):
        Asking(there.url).get()


def test_keys_that_were_renewed_in_the_environment_are_used_at_once() -> None:
    with server(GOOD, GOOD) as there:
        asking = Asking(there.url)
        asking.get()
        asking.environment |= {"AWS_ACCESS_KEY_ID": "new", "AWS_SESSION_TOKEN": "token"}
        asking.get()
    assert "Credential=old/" in there.asked[0][1]
    assert "Credential=new/" in there.asked[1][1]
    assert _header(there.asked[1][1], "x-amz-security-token") == "token"


class Renewed(dict[str, str]):
    """An environment whose key is another from the second look on."""

    def get(self, name: str, *_: object) -> str | None:  # type: ignore[override]
        found = self.pop("first", None) if name == "AWS_ACCESS_KEY_ID" else None
        return found or super().get(name)


def test_keys_that_end_under_a_call_are_read_again() -> None:
    keys = Renewed(first="old", AWS_ACCESS_KEY_ID="new", AWS_SECRET_ACCESS_KEY="kept")
    with server(EXPIRED, GOOD) as there:
        assert Asking(there.url, environment=keys).get() == {}
    assert ["Credential=new/" in request for _, request in there.asked] == [False, True]


def test_keys_that_ended_with_no_others_are_final() -> None:
    with server(EXPIRED) as there, pytest.raises(ClientError, match="ExpiredToken"):
        Asking(there.url).get()


def test_who_is_ill_for_long_is_asked_once_a_call() -> None:
    """35 failed calls have used up what may be added: 500 units at 14 each."""
    with server(*[ILL] * 100) as there:
        asking = Asking(there.url)
        for _ in range(40):
            with pytest.raises(ClientError):
                asking.get()
    assert len(there.asked) == 40 + 500 // 14


def test_a_deadline_is_asked_before_each_call() -> None:
    def over() -> None:
        raise TimeoutError

    with server(GOOD) as there:
        with pytest.raises(TimeoutError):
            Asking(there.url, before=over).get()
        assert there.asked == []


def test_silence_and_nobody_there_have_the_words_of_the_sdk() -> None:
    with server(HANGS_UP) as there, pytest.raises(ConnectionClosedError):
        Asking(there.url, tries=1).get()
    with pytest.raises(EndpointConnectionError):
        Asking("http://127.0.0.1:1", tries=1).get()


def test_a_server_that_says_nothing_is_given_up_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(ReadTimeoutError):
        Asking(f"http://127.0.0.1:{silent.getsockname()[1]}", tries=1).get()


def test_a_damaged_answer_is_asked_for_again() -> None:
    with server(answer(200, '{"Item":{}}', x_amz_crc32="1"), answer(200, "{}", x_amz_crc32="2745614147")) as there:
        assert Asking(there.url).get() == {}


def test_a_transaction_that_is_sent_again_is_the_same_one() -> None:
    with server(HANGS_UP, GOOD) as there:
        Asking(there.url).client.transact_write_items(TransactItems=[])
    tokens = {json.loads(request.partition("\r\n\r\n")[2])["ClientRequestToken"] for _, request in there.asked}
    assert len(there.asked) == 2
    assert len(tokens) == 1


def test_the_sdk_would_ask_again_for_the_same_reasons() -> None:
    throttled: Any = ThrottledRetryableChecker
    transient: Any = TransientRetryableChecker
    theirs = {*throttled._THROTTLED_ERROR_CODES, *transient._TRANSIENT_ERROR_CODES}
    assert theirs - {"EC2ThrottledException"} <= retries.THROTTLED | retries.PASSING
    assert set(transient._TRANSIENT_STATUS_CODES) <= retries.PASSING_STATUS


def _header(request: str, name: str) -> str:
    lines = request.partition("\r\n\r\n")[0].splitlines()
    return next(line.partition(": ")[2] for line in lines if line.startswith(f"{name}:"))
