"""The API Gateway management client in memory: who is connected, and what reached them."""

import json
from collections.abc import Iterable
from threading import RLock
from typing import Any

from tests.engine.errors import ClientExceptions, client_error
from tests.engine.hooks import Arguments, Hook, run_hooks
from tests.engine.wire import Answer, Raw

MAX_MESSAGE_BYTES = 128 * 1024
GATEWAY_OPERATIONS = frozenset({"post_to_connection", "delete_connection", "get_connection"})


class MemoryGateway:
    exceptions = ClientExceptions()

    def __init__(self, *, before_call: Iterable[Hook] = (), after_call: Iterable[Hook] = ()) -> None:
        self.before_call = list(before_call)
        self.after_call = list(after_call)
        self.throttled: set[str] = set()
        self.closed: list[str] = []  # by the server, in order
        self._inboxes: dict[str, list[Any]] = {}
        self._live: set[str] = set()
        self._lock = RLock()

    # The client's operations

    def post_to_connection(self, **request: Raw) -> Answer:
        return self._call("post_to_connection", request)

    def delete_connection(self, **request: Raw) -> Answer:
        return self._call("delete_connection", request)

    def get_connection(self, **request: Raw) -> Answer:
        return self._call("get_connection", request)

    # What tests may do besides

    def connect(self, connection: str) -> None:
        with self._lock:
            self._live.add(connection)
            self._inboxes.setdefault(connection, [])

    def drop(self, connection: str) -> None:
        """The network takes the connection away; its inbox stays to be read."""
        with self._lock:
            self._live.discard(connection)

    @property
    def live(self) -> frozenset[str]:
        with self._lock:
            return frozenset(self._live)

    def inbox(self, connection: str) -> list[Any]:
        """Decoded frames in order of arrival; the list is the live one, so a test may clear it."""
        return self._inboxes.setdefault(connection, [])

    def apply(self, operation: str, request: Arguments) -> Answer:
        """One call that no hook sees."""
        connection = request["ConnectionId"]
        with self._lock:
            if connection not in self._live:
                raise client_error(operation, "GoneException", "", 410)
            if connection in self.throttled:
                raise client_error(operation, "LimitExceededException", "", 429)
            getattr(self, f"_{operation}")(connection, request)
        return {"ResponseMetadata": {"HTTPStatusCode": 200, "RequestId": "memory", "RetryAttempts": 0}}

    # How the operations work

    def _call(self, operation: str, request: Arguments) -> Answer:
        run_hooks(self.before_call, operation, request)
        try:
            return self.apply(operation, request)
        finally:
            run_hooks(self.after_call, operation, request)

    def _post_to_connection(self, connection: str, request: Arguments) -> None:
        data = request["Data"]
        raw = data.encode() if isinstance(data, str) else bytes(data)
        if len(raw) > MAX_MESSAGE_BYTES:
            raise client_error("post_to_connection", "PayloadTooLargeException", "Message too long", 413)
        self._inboxes[connection].append(json.loads(raw))

    def _delete_connection(self, connection: str, _request: Arguments) -> None:
        self._live.discard(connection)
        self.closed.append(connection)

    def _get_connection(self, _connection: str, _request: Arguments) -> None:
        """Alive: nothing else is known of it here."""
