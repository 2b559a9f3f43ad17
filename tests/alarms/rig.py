"""The eight functions on dependencies that a test can break, and what CloudWatch hears of a minute of their work."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import pairwise
from typing import Any, cast

from botocore.exceptions import EndpointConnectionError

from chalicelib.actions.announcer import announcer
from chalicelib.aws.service import OutOfTime
from chalicelib.directory import CognitoDirectory, Pace
from chalicelib.entrypoints.announce import Announce
from chalicelib.entrypoints.authorizer import Authorizer
from chalicelib.entrypoints.deadline import WORST_CALL, Deadline
from chalicelib.entrypoints.guard import HandlerFailed
from chalicelib.entrypoints.http import Http
from chalicelib.entrypoints.schedule import Schedule
from chalicelib.entrypoints.sign_in import sign_in_with
from chalicelib.entrypoints.sockets import Sockets
from chalicelib.entrypoints.vault import Vault
from chalicelib.privacy.log import Log
from chalicelib.privacy.origins import Origin
from chalicelib.settings import Settings
from chalicelib.wiring import pusher
from tests.alarms.cloudwatch import Minute, counted, key
from tests.engine.recorder import product_frames
from tests.http.tokens import ISSUER
from tests.service import Service, service

DEPENDENCIES = (
    "DynamoDB",
    "secret",
    "issuer",
    "directory",
    "push",
    "announce",
    "vault",
    "front door",
    "topic",
    "key",
    "bucket",
)
SITE = "https://www.example.org"


class SlowClock:
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.began: list[float] = []

    @property
    def longest(self) -> float:
        """Seconds from the beginning of one event to that of the next, or to the end."""
        return max(after - before for before, after in pairwise([*self.began, self.now]))

    def __call__(self) -> float:
        return self.now


@dataclass
class Pool:
    """A user pool in which everybody is a counsellor of both channels."""

    use: Callable[[str], None]

    def admin_get_user(self, **_: str) -> dict[str, bool]:
        self.use("directory")
        return {"Enabled": True}

    def admin_list_groups_for_user(self, **_: str) -> dict[str, Any]:
        return {"Groups": [{"GroupName": name} for name in ("counsellor", "channel-caw", "channel-jac")]}


@dataclass
class Rig:
    """The functions as `wiring` puts them together, on a service in memory."""

    service: Service = field(default_factory=service)
    broken: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    samples: Minute = field(default_factory=dict)
    shown: str | None = None
    breaks_at: str = ""
    published: dict[str, Any] = field(default_factory=dict)
    stream: StringIO = field(default_factory=StringIO)

    def __post_init__(self) -> None:
        log = Log(self.stream)
        gateway = pusher(lambda: cast(Any, self.service.gateway), log)
        self.service.dynamo.before_call.append(lambda *_: self._use("DynamoDB"))
        self.service.gateway.before_call.append(lambda *_: self._use("push"))
        self.service.before_key.append(lambda: self._use("secret"))
        invoke = announcer(lambda _: self._use("announce"), log)
        directory = CognitoDirectory(lambda: cast(Any, Pool(self._use)), "pool", Pace(sleep=lambda _: None))
        self.service.context = context = replace(
            self.service.context,
            log=log,
            push=gateway,
            announce=invoke,
            hash_origin=self._hash,
            ask_vault=self._ask,
            alert=self._alert,
            sign=self._sign,
            lock_away=self._lock_away,
            directory=directory,
        )
        self.sockets = Sockets(lambda: context, lambda: frozenset({SITE}), log)
        self.http = Http(lambda: context, Settings, log)
        self.announce = Announce(lambda: context, log)
        self.schedule = Schedule(lambda: context, log, self._door)
        known = Settings(
            oidc_issuer=ISSUER.issuer, oidc_audience=ISSUER.audience, oidc_groups_claim=ISSUER.groups_claim
        )
        sign_in = sign_in_with(known, self._keys, self.service.clock, log)
        self.authorizer = Authorizer(lambda: sign_in, log, self.service.clock, lambda: directory)
        self.vault = Vault(lambda: context, lambda: sign_in, log)

    def slows(self, deadline: Deadline, clock: SlowClock) -> None:
        """From now on each call takes the worst that it may, and none is begun once the deadline is over."""

        def wait(_operation: str, _arguments: object) -> None:
            if deadline.is_over:
                raise OutOfTime
            clock.now += WORST_CALL

        self.service.dynamo.before_call.append(wait)
        self.service.gateway.before_call.append(wait)

        def begins(work: str) -> None:
            deadline.begins(work)
            clock.began.append(clock.now)

        self.sockets = replace(self.sockets, begins=begins)
        self.http = replace(self.http, begins=begins)
        self.announce = replace(self.announce, begins=begins)
        self.schedule = replace(self.schedule, begins=begins)
        self.vault = replace(self.vault, begins=begins)

    def _use(self, dependency: str) -> None:
        self.used.add(dependency)
        if dependency in self.broken and self._is_there():
            raise EndpointConnectionError(endpoint_url="https://aws.invalid")

    def _is_there(self) -> bool:
        """Whether the call comes from the place in the product that a test breaks it at, or from anywhere."""
        return not self.breaks_at or any(frame.startswith(self.breaks_at) for frame in product_frames())

    def _hash(self, origin: Origin) -> str:
        self._use("secret")
        return origin.keyed_hash(b"key of the tests")

    def _ask(self, _: object) -> dict[str, object]:
        self._use("vault")
        return {"answer": {"items": []}}

    def _alert(self, *_: str) -> bool:
        self._use("topic")
        return True

    def _sign(self, _: str) -> str:
        self._use("key")
        return "c2lnbmVk"

    def _lock_away(self, *_: str) -> None:
        self._use("bucket")

    def _door(self) -> dict[str, str]:
        self.used.add("front door")
        if "front door" in self.broken:
            raise ConnectionRefusedError
        return {channel: self.shown or self.service.light(channel) for channel in self.service.context.service}

    def _keys(self) -> dict[str, object]:
        self.used.add("issuer")
        if "issuer" in self.broken:
            raise ConnectionRefusedError
        return self.published

    def minute(self, function: str, work: Callable[["Rig"], object]) -> Minute:
        """What the metrics of AWS and of our logs say of one minute of `function`."""
        self.stream.seek(0)
        self.stream.truncate()
        self.samples = {}
        try:
            work(self)
        except HandlerFailed:
            self._died(function)
        return self.samples | counted(function, self.stream.getvalue().splitlines())

    def _died(self, function: str) -> None:
        named = {"FunctionName": {"Fn::Sub": f"${{AWS::StackName}}-{function}"}}
        self.samples[key("AWS/Lambda", "Errors", named)] = [1]
        if function == "announce":
            letters = {"QueueName": {"Fn::GetAtt": ["AnnounceLetters", "QueueName"]}}
            self.samples[key("AWS/SQS", "NumberOfMessagesSent", letters)] = [1]

    def answered(self, status: int) -> None:
        """What API Gateway counts of an answer over HTTP."""
        pages = {"ApiName": {"Fn::Sub": "${AWS::StackName}-pages"}, "Stage": "api"}
        if status >= 500:
            self.samples.setdefault(key("AWS/ApiGateway", "5XXError", pages), []).append(1)
