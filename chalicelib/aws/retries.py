"""When a call is made again, and after how long: the rules of the SDK's `standard` mode.

Source: AWS SDKs reference guide, "Retry behavior"; botocore's retries are what they were read from. Two things are
ours: a wait that a service asks for is cut short where a deadline counts on it, and a clock that is off or keys that
have ended are worth one more try, whose signature puts it right.
"""

from threading import Lock

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws.wire import Reply

THROTTLED = frozenset(
    {
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottledException",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException",
        "TransactionInProgressException",
        "RequestLimitExceeded",
        "BandwidthLimitExceeded",
        "LimitExceededException",
        "RequestThrottled",
        "SlowDown",
        "PriorRequestNotComplete",
    }
)
PASSING = frozenset({"RequestTimeout", "RequestTimeoutException", "ReplicatedWriteConflictException"})
PASSING_STATUS = frozenset({429, 500, 502, 503, 504})
ANOTHER_TIME = frozenset(
    {
        "RequestTimeTooSkewed",
        "RequestExpired",
        "RequestInTheFuture",
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
    }
)
"""How services say that a signature bears a time that is not theirs."""

OTHER_KEYS = frozenset({"ExpiredToken", "ExpiredTokenException", "UnrecognizedClientException", "InvalidClientTokenId"})
"""How services say that keys are good no more."""

Failure = ClientError | BotoCoreError


def code_of(failure: Failure) -> str:
    """What a service calls its refusal; empty where nothing came back."""
    return str(failure.response["Error"]["Code"]) if isinstance(failure, ClientError) else ""


def is_throttled(failure: Failure) -> bool:
    """Whether we ask too much."""
    return code_of(failure) in THROTTLED


def passes(failure: Failure) -> bool:
    """Whether the same call may go well a moment later."""
    if not isinstance(failure, ClientError):
        return True
    status = failure.response["ResponseMetadata"]["HTTPStatusCode"]
    return is_throttled(failure) or code_of(failure) in PASSING or status in PASSING_STATUS


class Quota:
    """How many tries a process may add while a service is ill, so that all of us together do not keep it ill."""

    WHOLE, A_TRY, A_THROTTLED_TRY, A_SUCCESS = 500, 14, 5, 1

    def __init__(self) -> None:
        self._left, self._lock = self.WHOLE, Lock()

    def take(self, failure: Failure) -> int:
        """What one more try costs; 0 when there is not enough left."""
        cost = self.A_THROTTLED_TRY if is_throttled(failure) else self.A_TRY
        with self._lock:
            if cost > self._left:
                return 0
            self._left -= cost
        return cost

    def give_back(self, taken: int) -> None:
        """A call went well, after a try that had cost so much, or at once."""
        if self._left < self.WHOLE:
            with self._lock:
                self._left = min(self.WHOLE, self._left + (taken or self.A_SUCCESS))


def longest_pause(failure: Failure, tries: int, scale: float) -> float:
    """Seconds to wait at most after so many tries: longer each time. Draw from it, so that no two keep step."""
    return float((1.0 if is_throttled(failure) else scale) * 2 ** (tries - 1))


def asked_for(failure: Failure) -> float:
    """Seconds that the service wants to be left alone."""
    if not isinstance(failure, ClientError):
        return 0.0
    said = failure.response["ResponseMetadata"]["HTTPHeaders"].get("x-amz-retry-after", "")
    return int(said) / 1000 if said.isdigit() else 0.0


def refusal(reply: Reply, operation: str, said: dict[str, object]) -> ClientError:
    """What the SDK would raise for this answer, whose body says this."""
    kind = str(said.get("__type") or said.get("code") or reply.headers.get("x-amzn-errortype") or reply.status)
    code = kind.rpartition("#")[2].partition(":")[0]
    error = {"Code": code, "Message": str(said.get("message") or said.get("Message") or "")}
    metadata = {"HTTPStatusCode": reply.status, "HTTPHeaders": dict(reply.headers), "RetryAttempts": 0}
    return ClientError({**said, "Error": error, "ResponseMetadata": metadata}, operation)  # type: ignore[typeddict-item]
