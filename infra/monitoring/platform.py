"""Alarms on what AWS itself counts: what no log of ours can say, because our code did not run or did not end."""

from collections.abc import Iterator

from infra.monitoring.alarm import Alarm, Metric
from infra.monitoring.functions import limits, title

STAGE = "api"
NEARLY = 0.8
"""Share of a function's limit that is close to it."""


def _function(name: str, short: str) -> Metric:
    statistic = "Sum" if name in ("Errors", "Throttles", "AsyncEventsDropped") else "Maximum"
    named = {"Fn::Sub": f"${{AWS::StackName}}-{short}"}
    return Metric("AWS/Lambda", name, {"FunctionName": named}, statistic)  # type: ignore[arg-type]


def of_functions() -> Iterator[Alarm]:
    """Three for each function."""
    for short, seconds in limits().items():
        name, slow = title(short), int(seconds * 1000 * NEARLY)
        yield Alarm(
            f"{name}Dies",
            f"{short} does not start, runs out of time or memory, or cannot do its work at all",
            _function("Errors", short),
        )
        yield Alarm(
            f"{name}Throttled",
            f"{short} is not run: the concurrency of the account, or what is reserved, is spent",
            _function("Throttles", short),
        )
        yield Alarm(
            f"{name}Slow",
            f"{short} takes {NEARLY:.0%} of its {seconds} s: something it waits for is ill",
            _function("Duration", short),
            threshold=slow,
            seconds=60,
            ringing=3,
            looked_at=5,
        )


def _rest(name: str, statistic: str = "Sum") -> Metric:
    named = {"ApiName": {"Fn::Sub": "${AWS::StackName}-pages"}, "Stage": STAGE}
    return Metric("AWS/ApiGateway", name, named, statistic)  # type: ignore[arg-type]


def _sockets(name: str, statistic: str = "Sum") -> Metric:
    named = {"ApiId": {"Ref": "WebsocketAPI"}, "Stage": STAGE}
    return Metric("AWS/ApiGateway", name, named, statistic)  # type: ignore[arg-type]


DOORS = (
    Alarm("PagesFail", "Pages or the HTTP API answer 5xx", _rest("5XXError")),
    Alarm(
        "PagesSlow",
        "Pages or lights take seconds on average",
        _rest("Latency", "Average"),
        threshold=3_000,
        seconds=60,
        ringing=3,
        looked_at=5,
    ),
    Alarm("SocketsFail", "API Gateway cannot call our functions for sockets", _sockets("ExecutionError")),
    # Counts refusals too: a site that is not on the list, or a flood, is refused with 403.
    Alarm(
        "SocketsRefused",
        "Sockets are refused in numbers: a site that is not allowed, a flood, or a fault of ours",
        _sockets("IntegrationError"),
        threshold=50,
    ),
    Alarm(
        "SocketsSlow",
        "Frames take seconds on average",
        _sockets("IntegrationLatency", "Average"),
        threshold=2_000,
        seconds=60,
        ringing=3,
        looked_at=5,
    ),
)

LETTERS = {"QueueName": {"Fn::GetAtt": ["AnnounceLetters", "QueueName"]}}

ASYNCHRONOUS = (
    Alarm(
        "AnnounceLate",
        "Lights wait to be told: the function that tells them is started half a minute late",
        _function("AsyncEventAge", "announce"),
        threshold=30_000,
        seconds=60,
    ),
    Alarm(
        "AnnounceDropped",
        "Lights are not told: their events ended before they were tried",
        _function("AsyncEventsDropped", "announce"),
    ),
    Alarm(
        "AnnounceGivenUp",
        "A light was not told after every try; upkeep tells it within the minute",
        Metric("AWS/SQS", "NumberOfMessagesSent", LETTERS),
    ),
)


def _dynamodb(name: str, table: str, index: str | None = None) -> Metric:
    named: dict[str, object] = {"TableName": {"Ref": table}}
    return Metric("AWS/DynamoDB", name, named | ({"GlobalSecondaryIndexName": index} if index else {}))


STORES = (
    ("ChatTable", None),
    ("ChatTable", "due"),
    ("ChatTable", "day"),
    ("ChatTable", "offers"),
    ("ChatTable", "ended"),
    ("VaultTable", None),
)


def of_tables() -> Iterator[Alarm]:
    """Reads and writes of each table and each index."""
    for table, index in STORES:
        what = table + (f", index {index}" if index else "")
        name = table.removesuffix("Table") + (index or "").capitalize()
        for side, metric in (("Reads", "ReadThrottleEvents"), ("Writes", "WriteThrottleEvents")):
            yield Alarm(
                f"{name}{side}Throttled", f"DynamoDB refuses {side.lower()} of {what}", _dynamodb(metric, table, index)
            )


def platform() -> tuple[Alarm, ...]:
    """All of them."""
    return (*of_functions(), *DOORS, *ASYNCHRONOUS, *of_tables())
