"""Pushes frames through API Gateway; what its errors mean becomes one of three words."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.protocol.delivery import Delivery
from chalicelib.protocol.outbound import SentFrame, to_text

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient

TRIES = 3
WAIT_SECONDS = 0.05


class Gateway:
    """Sends one frame to one connection. A frame that does not arrive is never an error for who said it."""

    def __init__(
        self,
        client: "Callable[[], ApiGatewayManagementApiClient]",
        wait: Callable[[float], None] = time.sleep,
        at_once: int = 8,
        failed: Callable[[BaseException], None] = lambda _: None,
    ) -> None:
        self._client, self._wait, self._at_once, self._failed = client, wait, at_once, failed

    def push(self, connection: str, frame: SentFrame) -> Delivery:
        """Whether the frame reached the connection. Too many at once is tried again, shortly."""
        return self._pushed(connection, to_text(frame).encode())

    def _pushed(self, connection: str, data: bytes) -> Delivery:
        for attempt in range(TRIES):
            reached, again = self._try(connection, data)
            if not again:
                return reached
            self._wait(WAIT_SECONDS * (attempt + 1))
        return Delivery.UNSURE

    def push_each(self, frames: Sequence[tuple[str, SentFrame]]) -> list[Delivery]:
        """The same for many connections, several at a time. A frame that many get is written once."""
        different = {id(frame): frame for _, frame in frames}
        written = {known: to_text(frame).encode() for known, frame in different.items()}
        with ThreadPoolExecutor(self._at_once) as pool:
            return list(pool.map(lambda one: self._pushed(one[0], written[id(one[1])]), frames))

    def _try(self, connection: str, data: bytes) -> tuple[Delivery, bool]:
        try:
            self._client().post_to_connection(ConnectionId=connection, Data=data)
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
            if status not in (400, 410, 429):
                self._failed(error)
            # A connection of another stage or a made-up id is answered with 403 or 400 rather than 410; 403 is also
            # what a right that is missing looks like, so it is told.
            return (Delivery.GONE if status in (400, 403, 410) else Delivery.UNSURE), status == 429
        except BotoCoreError as error:
            self._failed(error)
            return Delivery.UNSURE, False
        return Delivery.YES, False

    def close(self, connection: str) -> None:
        """Closes a connection; one that is gone already is as good."""
        for attempt in range(TRIES):
            try:
                self._client().delete_connection(ConnectionId=connection)
            except ClientError as error:
                if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") != 429:
                    return
                self._wait(WAIT_SECONDS * (attempt + 1))
            except BotoCoreError:
                return
            else:
                return
