"""Everything that can go wrong around one call, ready to be injected at a chosen place.

strike = Strike(CRASH_AFTER, at=lambda call: call == recorded)
with strike.on(dynamo):
    ...
assert strike.struck
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from botocore.exceptions import ConnectionClosedError, EndpointConnectionError, ReadTimeoutError

from tests.engine.errors import client_error
from tests.engine.gateway import GATEWAY_OPERATIONS
from tests.engine.hooks import Arguments, Hookable, attached
from tests.engine.memory import MemoryDynamo
from tests.engine.recorder import ROOM, Call, Recorder
from tests.engine.transactions import canceled

WRITES = frozenset({"put_item", "update_item", "delete_item", "batch_write_item", "transact_write_items"})
READS = frozenset({"get_item", "query", "batch_get_item", "transact_get_items"})
TABLE_OPERATIONS = WRITES | READS
EVERYWHERE = TABLE_OPERATIONS | GATEWAY_OPERATIONS
_ENDPOINT = "https://aws.invalid"


class LambdaDied(BaseException):
    """The process is gone: no `except Exception` and no handler of ours may hear of it."""


@dataclass(frozen=True)
class Fault:
    name: str
    moment: Literal["before", "after"]
    error: Callable[[str, Arguments], BaseException]
    operations: frozenset[str]

    def __str__(self) -> str:
        return self.name


def _died(_operation: str, _arguments: Arguments) -> BaseException:
    return LambdaDied()


def _throttled(operation: str, _arguments: Arguments) -> BaseException:
    message = "The level of configured provisioned throughput for the table was exceeded."
    return client_error(operation, "ProvisionedThroughputExceededException", message)


def _conflict(operation: str, arguments: Arguments) -> BaseException:
    message = "Transaction is ongoing for the item"
    if not operation.startswith("transact_"):
        return client_error(operation, "TransactionConflictException", message)
    reasons: list[dict[str, Any]] = [{"Code": "None"} for _ in arguments["TransactItems"]]
    reasons[0] = {"Code": "TransactionConflict", "Message": message}
    return canceled(reasons).as_client_error(operation)


def _timed_out(_operation: str, _arguments: Arguments) -> BaseException:
    return ReadTimeoutError(endpoint_url=_ENDPOINT)


def _unreachable(_operation: str, _arguments: Arguments) -> BaseException:
    return EndpointConnectionError(endpoint_url=_ENDPOINT)


def _closed(_operation: str, _arguments: Arguments) -> BaseException:
    return ConnectionClosedError(endpoint_url=_ENDPOINT)


def _server_error(operation: str, _arguments: Arguments) -> BaseException:
    return client_error(operation, "InternalServerError", "Internal server error", 500)


def _gone(operation: str, _arguments: Arguments) -> BaseException:
    return client_error(operation, "GoneException", "", 410)


def _too_fast(operation: str, _arguments: Arguments) -> BaseException:
    return client_error(operation, "LimitExceededException", "", 429)


_CONFLICTING = WRITES - {"batch_write_item"} | {"transact_get_items"}
CRASH_BEFORE = Fault("crash before", "before", _died, EVERYWHERE)
CRASH_AFTER = Fault("crash after", "after", _died, EVERYWHERE)
THROTTLED = Fault("throttled", "before", _throttled, TABLE_OPERATIONS)
CONFLICT = Fault("transaction conflict", "before", _conflict, _CONFLICTING)
UNREACHABLE = Fault("unreachable", "before", _unreachable, EVERYWHERE)
SERVER_ERROR = Fault("server error", "before", _server_error, EVERYWHERE)
TIMED_OUT_BEFORE = Fault("timed out, nothing happened", "before", _timed_out, EVERYWHERE)
TIMED_OUT_AFTER = Fault("timed out after it happened", "after", _timed_out, EVERYWHERE)
ANSWER_LOST = Fault("answer lost", "after", _closed, EVERYWHERE)
GONE = Fault("gone", "before", _gone, GATEWAY_OPERATIONS)
TOO_FAST = Fault("too fast", "before", _too_fast, GATEWAY_OPERATIONS)
FAULTS = (
    CRASH_BEFORE,
    CRASH_AFTER,
    THROTTLED,
    CONFLICT,
    UNREACHABLE,
    SERVER_ERROR,
    TIMED_OUT_BEFORE,
    TIMED_OUT_AFTER,
    ANSWER_LOST,
    GONE,
    TOO_FAST,
)


class Strike:
    """One fault at the calls that `at` picks; once, unless `times` says more."""

    def __init__(
        self, fault: Fault, at: Callable[[Call], bool] = lambda _: True, *, times: int = 1, room: str = ROOM
    ) -> None:
        self.struck: list[Call] = []
        self._fault = fault
        self._at = at
        self._times = times
        self._recorder = Recorder(room)

    @contextmanager
    def on(self, *clients: Hookable) -> Iterator["Strike"]:
        if not clients:
            yield self
            return
        before, after = ([self], ()) if self._fault.moment == "before" else ((), [self])
        with attached(clients[0], before=before, after=after), self.on(*clients[1:]):
            yield self

    def __call__(self, operation: str, arguments: Arguments) -> None:
        call = self._recorder.identify(operation, arguments)
        due = operation in self._fault.operations and len(self.struck) < self._times and self._at(call)
        if due:
            self.struck.append(call)
            raise self._fault.error(operation, arguments)


class SilentRetry:
    """A before-hook: the answer to a write was lost and the SDK sent it again by itself.

    The product sees one call, the table saw two; a plain condition fails on the product's own write.
    The SDK gives a transaction a token before it sends it, so there the second is harmless.
    """

    def __init__(self, dynamo: MemoryDynamo, at: Callable[[Call], bool] = lambda _: True, room: str = ROOM) -> None:
        self.struck: list[Call] = []
        self._dynamo = dynamo
        self._at = at
        self._recorder = Recorder(room)

    def __call__(self, operation: str, arguments: Arguments) -> None:
        call = self._recorder.identify(operation, arguments)
        if operation not in WRITES or self.struck or not self._at(call):
            return
        self.struck.append(call)
        if operation == "transact_write_items":
            arguments.setdefault("ClientRequestToken", str(UUID(int=self._dynamo.random.getrandbits(128))))
        self._dynamo.apply(operation, arguments)
