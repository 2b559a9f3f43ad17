"""A whole service in memory: the real actions, store and gateway on engines that a test can look into."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count
from typing import Any, cast

from chalicelib.actions import dispatch
from chalicelib.actions.context import Caller, Context
from chalicelib.actions.memory import Memory
from chalicelib.actions.rate_limiter import hurry
from chalicelib.actions.recently import Recently
from chalicelib.actions.shared import connections, lights
from chalicelib.actions.time import upkeep
from chalicelib.domain.channel import Limits
from chalicelib.domain.connection import Ticket
from chalicelib.domain.conversation import PRESENCE_EVERY
from chalicelib.domain.light import KNOWN_FOR
from chalicelib.domain.schedule import Schedule, Shift, parse_shift
from chalicelib.domain.staff import DirectorySilent, NotSignedIn, Role, Staff, Standing
from chalicelib.entrypoints.vault import Vault
from chalicelib.gateway import Gateway
from chalicelib.privacy.log import Log
from chalicelib.privacy.origins import Origin
from chalicelib.privacy.tokens import Purpose, hashed
from chalicelib.settings import Settings
from chalicelib.wiring import build
from tests.audit.key import signs
from tests.engine.gateway import MemoryGateway
from tests.engine.memory import MemoryDynamo
from tests.tables import create_tables

TUESDAY_AFTERNOON = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
"""14:00 in Brussels on a working day: both channels are within their hours."""

HOME = "2001:db8:1:2::7"
ELSEWHERE = "203.0.113.9"


class Clock:
    """The time that a test decides."""

    def __init__(self, now: datetime = TUESDAY_AFTERNOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **amount: float) -> None:
        self.now += timedelta(**amount)


EVERYTHING = Standing(frozenset({Role.COUNSELLOR}), ("caw", "jac"))


@dataclass
class Directory:
    """The issuer's own list: everybody is a counsellor of both channels, until a test says otherwise."""

    people: dict[str, Standing] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def standing(self, id: str) -> Standing:
        self.asked.append(id)
        if id in self.silent or "everybody" in self.silent:
            raise DirectorySilent("TooManyRequestsException")
        return self.people.get(id, EVERYTHING)

    def answers(self, id: str) -> frozenset[str]:
        """The channels that somebody may answer, without asking."""
        return self.people.get(id, EVERYTHING).answers

    def dismisses(self, id: str) -> None:
        self.people[id] = Standing()

    def leaves(self, id: str, *channels: str) -> None:
        """These channels are left to somebody."""
        self.people[id] = Standing(frozenset({Role.COUNSELLOR}), channels)


@dataclass
class Service:
    """The service with its engines, clock, log and dice at hand."""

    dynamo: MemoryDynamo
    gateway: MemoryGateway
    clock: Clock
    log: StringIO
    context: Context
    flips: list[str]
    directory: Directory
    alerts: list[tuple[str, str]]
    heads: dict[str, str]
    connections: count = field(default_factory=count)  # type: ignore[type-arg]
    before_key: list[Callable[[], None]] = field(default_factory=list)
    """What happens before the key of origins is read."""

    def frame(self, connection: str, body: str, address: str = HOME) -> str | None:
        return dispatch.answer(self.context, Caller(connection, Origin(address)), body)

    def connects(self, ticket: str | None = None, address: str = HOME, version: str = "1") -> str | None:
        connection = f"connection-{next(self.connections)}"
        if not connections.connect(self.context, Caller(connection, Origin(address)), version, ticket):
            return None
        self.gateway.connect(connection)
        return connection

    def loses(self, connection: str, *, silently: bool = False) -> None:
        """The network takes a connection away; API Gateway says so, unless silently."""
        self.gateway.drop(connection)
        if not silently:
            self.says_disconnected(connection)

    def says_disconnected(self, connection: str) -> None:
        connections.disconnect(self.context, connection)

    def ticket_for(self, name: str, channels: tuple[str, ...] = ("caw", "jac"), who: str = "") -> str:
        """`who` tells two of one first name apart."""
        secret = self.context.new_secret()
        ticket = Ticket(who or f"id-{name.lower()}", name, channels, self.clock() + timedelta(hours=1))
        self.context.connections.add_ticket(hashed(secret, Purpose.TICKET), ticket, self.clock())
        return secret

    def upkeep(self) -> int:
        return upkeep.run(self.context)

    def chains(self) -> None:
        """The minute of the function `vault`."""
        self.vault.serve({"detail-type": "Scheduled Event"})

    def signs(self) -> None:
        """What the function `vault` does each five minutes with days that are over."""
        self.vault.serve({"work": "signing"})

    @property
    def vault(self) -> Vault:
        return Vault(lambda: self.context, StaffByName, self.context.log)

    def tells_watchers(self) -> None:
        """What the announcing Lambda does with what was handed to it."""
        while self.flips:
            lights.tell_watchers(self.context, self.flips.pop(0))

    def light(self, channel: str = "jac") -> str:
        return lights.light_of(self.context, channel, self.clock()).value

    def opens(self, channel: str = "jac", schedule: Schedule | None = None) -> None:
        """Gives a channel its hours, as an administrator would."""
        _, version = self.context.channels.read_schedule(channel)
        self.context.channels.save_schedule(channel, schedule or around_the_clock(), version)


class StaffByName:
    """Sign-in that believes what it reads; `bearer` writes it. The real one has tests of its own."""

    def staff(self, authorization: str) -> Staff:
        id, _, roles = authorization.removeprefix("Bearer ").partition("/")
        if not id:
            raise NotSignedIn("no_token")
        name = id.removeprefix("id-").capitalize()
        return Staff(id, name, frozenset(map(Role, filter(None, roles.split(",")))), ())


def bearer(staff: Staff | None) -> str:
    """What somebody signed in with."""
    return f"Bearer {staff.id}/{','.join(sorted(staff.roles))}" if staff else ""


def around_the_clock() -> Schedule:
    """Open on every day of the week, and on holidays."""
    whole_day: Shift = parse_shift("00:00", "24:00")
    return Schedule(shifts=dict.fromkeys(range(7), (whole_day,)), works_on_holidays=True)


def service(
    *,
    seed: int = 0,
    stale: float = 0.0,
    limits: Limits | None = None,
    change: Callable[[Context], Context] | None = None,
    clock: Clock | None = None,
) -> Service:
    """A service with empty tables. `seed` decides ids, secrets and stale reads."""
    dice, clock, log = random.Random(seed), clock or Clock(), StringIO()
    flips: list[str] = []
    alerts: list[tuple[str, str]] = []
    heads: dict[str, str] = {}
    dynamo, gateway, directory = MemoryDynamo(dice, stale=stale), MemoryGateway(), Directory()
    create_tables(dynamo)
    before_key: list[Callable[[], None]] = []
    built = build(Settings(), cast(Any, dynamo), clock, lambda: _key(before_key))
    context = replace(
        built,
        new_id=lambda: f"{dice.getrandbits(80):020x}",
        new_secret=lambda: f"{dice.getrandbits(256):064x}",
        pause=lambda _: None,
        announce=flips.append,
        alert=lambda *told: _kept(alerts, told),
        sign=signs,
        lock_away=lambda name, text: _locked(heads, name, text),
        push=Gateway(lambda: cast(Any, gateway), wait=lambda _: None, at_once=1),
        hurry=hurry(limits or Limits()),
        memory=Memory(timedelta(minutes=1)),
        known=Memory(KNOWN_FOR),
        counsellors_seen=Recently(PRESENCE_EVERY),
        log=Log(log),
        directory=directory,
        limits=limits or Limits(),
        at_once=1,
    )
    made = Service(dynamo, gateway, clock, log, context, flips, directory, alerts, heads, before_key=before_key)
    asked = replace(context, ask_vault=lambda question: _over_the_wire(made, question))
    made.context = change(asked) if change else asked
    return made


def _key(before: list[Callable[[], None]]) -> bytes:
    for each in before:
        each()
    return b"key of the tests"


def _kept(alerts: list[tuple[str, str]], told: tuple[str, str]) -> bool:
    """An alert reaches who is to hear it."""
    alerts.append(told)
    return True


def _locked(heads: dict[str, str], name: str, text: str) -> None:
    """What is there stays."""
    heads.setdefault(name, text)


def _over_the_wire(service: Service, question: Mapping[str, object]) -> Mapping[str, object]:
    """Only JSON goes to another function and comes back."""
    answer: Mapping[str, object] = json.loads(json.dumps(service.vault.serve(json.loads(json.dumps(question)))))
    return answer
