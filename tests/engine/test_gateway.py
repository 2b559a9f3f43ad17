"""The gateway delivers to who is there and says why when it cannot."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.engine.gateway import MAX_MESSAGE_BYTES, MemoryGateway


@pytest.fixture
def gateway() -> MemoryGateway:
    client = MemoryGateway()
    client.connect("here")
    return client


def refusal(gateway: MemoryGateway, data: bytes = b"{}", connection: str = "here") -> tuple[str, int]:
    with pytest.raises(ClientError) as caught:
        gateway.post_to_connection(ConnectionId=connection, Data=data)
    response: Any = caught.value.response
    return response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]


def test_frames_arrive_decoded_and_in_order(gateway: MemoryGateway) -> None:
    for n in (1, 2):
        gateway.post_to_connection(ConnectionId="here", Data=b'{"n": %d}' % n)
    assert gateway.inbox("here") == [{"n": 1}, {"n": 2}]


def test_who_left_is_gone(gateway: MemoryGateway) -> None:
    gateway.drop("here")
    assert refusal(gateway) == ("GoneException", 410)
    assert refusal(gateway, connection="never") == ("GoneException", 410)


def test_the_server_may_close_a_connection(gateway: MemoryGateway) -> None:
    gateway.get_connection(ConnectionId="here")
    gateway.delete_connection(ConnectionId="here")
    assert gateway.closed == ["here"]
    assert gateway.live == frozenset()


def test_a_throttled_connection_says_so(gateway: MemoryGateway) -> None:
    gateway.throttled.add("here")
    assert refusal(gateway) == ("LimitExceededException", 429)


def test_a_message_may_be_too_large(gateway: MemoryGateway) -> None:
    assert refusal(gateway, b" " * (MAX_MESSAGE_BYTES + 1)) == ("PayloadTooLargeException", 413)
