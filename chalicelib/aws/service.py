"""One service of AWS: signed calls, tried again as the SDK would, whose failures are the SDK's exceptions."""

import json
import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zlib import crc32

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from chalicelib.aws import retries
from chalicelib.aws.credentials import KeysOf
from chalicelib.aws.signing import Credentials, Request, Scope, signed
from chalicelib.aws.wire import Lines, NotConnected, Reply, endpoint_of

USER_AGENT = "chathulp"


class OutOfTime(BotoCoreError):
    """The event has had its time; whoever asked is told that it is our fault while they still wait."""

    fmt = "no time is left for another call"


class Patience(NamedTuple):
    """Seconds to connect and to wait for an answer; tries of one call, seconds between two; connections kept."""

    connect: float
    read: float
    tries: int
    between: float
    kept: int = 16


class World(NamedTuple):
    """What a service takes from outside besides the network; `before` is told that a call begins, and may raise."""

    before: Callable[[], object] = lambda: None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    wait: Callable[[float], None] = time.sleep
    # Of the machine and not of the process: processes that begin from one snapshot would all draw the same.
    dice: Callable[[], float] = random.SystemRandom().random


WORLD = World()


class Service:
    """Calls to one service at one address."""

    def __init__(
        self, url: str, scope: Scope, keys: KeysOf, patience: Patience, world: World = WORLD, scale: float = 0.05
    ) -> None:
        """`scale` is the longest first pause in seconds after a failure that is no throttling."""
        self._lines = Lines(endpoint_of(url), patience.connect, patience.read, patience.kept)
        self._url, self._scope, self._keys, self._patience = url, scope, keys, patience
        self._world, self._scale, self._quota, self._ahead = world, scale, retries.Quota(), timedelta(0)

    def call(self, operation: str, request: Request) -> Reply:
        """The answer. Raises ClientError for a refusal and BotoCoreError where none came back."""
        self._world.before()
        tries = taken = 0
        while True:
            keys, tries = self._keys(), tries + 1
            try:
                reply = self._once(operation, request, keys)
            except (ClientError, BotoCoreError) as failure:
                taken = self._taken(failure, tries, keys)
                if not taken:
                    raise
                drawn = self._world.dice() * retries.longest_pause(failure, tries, self._scale)
                self._world.wait(min(max(drawn, retries.asked_for(failure)), self._patience.between))
            else:
                self._quota.give_back(taken)
                return reply

    def _taken(self, failure: retries.Failure, tries: int, keys: Credentials) -> int:
        """What another try takes from the quota; 0 when there is to be none."""
        if tries == self._patience.tries:
            return 0
        again = retries.passes(failure) or self._sets_the_clock(failure) or self._has_other(keys, failure)
        return self._quota.take(failure) if again else 0

    def _once(self, operation: str, request: Request, keys: Credentials) -> Reply:
        there = self._lines.endpoint
        named = request._replace(path=there.path + request.path, headers={"host": there.name, **request.headers})
        headers = signed(named, self._scope, keys, self._world.now() + self._ahead)
        headers["user-agent"] = USER_AGENT
        reply = self._exchange(named, headers)
        if reply.status >= 300:
            raise retries.refusal(reply, operation, _said(reply))
        return reply

    def _exchange(self, request: Request, headers: Mapping[str, str]) -> Reply:
        """One request, and the words of the SDK for what happened to it."""
        url = self._url
        try:
            reply = self._lines.exchange(request.method, request.path, headers, request.body)
        except NotConnected as error:
            raise EndpointConnectionError(endpoint_url=url, error=error) from error
        except TimeoutError as error:
            raise ReadTimeoutError(endpoint_url=url, error=error) from error
        except OSError as error:
            raise ConnectionClosedError(endpoint_url=url, error=error) from error
        if "x-amz-crc32" in reply.headers and crc32(reply.body) != int(reply.headers["x-amz-crc32"]):
            raise ConnectionClosedError(endpoint_url=url, error="the answer arrived damaged")
        return reply

    def _sets_the_clock(self, failure: retries.Failure) -> bool:
        """Whether our clock is minutes off that of the service, which is believed from now on."""
        if not isinstance(failure, ClientError) or retries.code_of(failure) not in retries.ANOTHER_TIME:
            return False
        from email.utils import parsedate_to_datetime  # slow to import, and hardly ever needed

        date = failure.response["ResponseMetadata"]["HTTPHeaders"].get("date", "")
        try:
            ahead = parsedate_to_datetime(date) - self._world.now()
        except (TypeError, ValueError):
            return False
        was, self._ahead = self._ahead, ahead
        return abs(ahead - was) > timedelta(minutes=4)

    def _has_other(self, keys: Credentials, failure: retries.Failure) -> bool:
        """Whether the keys were refused, and there are others now."""
        return retries.code_of(failure) in retries.OTHER_KEYS and self._keys() != keys


def _said(reply: Reply) -> dict[str, object]:
    try:
        said = json.loads(reply.body or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
