"""Many people who do something at the same moment, each in a Lambda of their own: context, client, connection."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from itertools import count
from threading import Barrier
from typing import TYPE_CHECKING, Any, TypeVar

from chalicelib.actions import dispatch
from chalicelib.actions.context import Caller, Context
from chalicelib.actions.shared import connections
from chalicelib.domain.connection import Ticket
from chalicelib.privacy.origins import Origin
from chalicelib.privacy.tokens import Purpose, hashed
from chalicelib.settings import Settings
from tests.engine.gateway import MemoryGateway
from tests.engine.memory import MemoryDynamo
from tests.engine.wire import Item
from tests.engines import client_of, everything, fresh_tables, world_on
from tests.service import Clock, around_the_clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Frame = dict[str, Any]
Done = TypeVar("Done")
PATIENCE = 60.0
"""A race that takes longer than this has hung."""


@dataclass
class Load:
    """One service on an engine outside this process, and as many workers as there are people."""

    client: "DynamoDBClient | MemoryDynamo"
    chosen: Settings
    clock: Clock
    gateway: MemoryGateway
    log: StringIO
    workers: list[Context]
    pool: ThreadPoolExecutor
    numbers: "count[int]"

    def connects(self, ticket: str | None = None) -> str:
        connection = f"connection-{next(self.numbers)}"
        assert connections.connect(self.workers[0], Caller(connection, Origin("198.51.100.1")), "1", ticket)
        self.gateway.connect(connection)
        return connection

    def counsellor(self, name: str, slots: int, channel: str = "jac") -> str:
        """A counsellor signs in and takes duty; their connection."""
        secret = f"secret of {name}, number {next(self.numbers)}"
        ticket = Ticket(f"id-{name.lower()}", name, (channel,), self.clock() + timedelta(hours=3))
        self.workers[0].connections.add_ticket(hashed(secret, Purpose.TICKET), ticket, self.clock())
        connection = self.connects(secret)
        assert self.sends(connection, "duty", channel=channel, slots=slots)["on"]
        return connection

    def sends(self, connection: str, type: str, worker: int = 0, address: str | None = None, **fields: object) -> Frame:
        caller = Caller(connection, Origin(address or f"203.0.113.{worker}"))
        answer = dispatch.answer(self.workers[worker], caller, json.dumps({"type": type, **fields}))
        frame: Frame = json.loads(answer) if answer else {}
        return frame

    def start_at_once(
        self, nicknames: Sequence[str], lines: Sequence[str] = (), address: str | None = None
    ) -> list[Frame]:
        """Everybody clicks start at the same moment, over a line and from an address of their own unless told."""
        lines = lines or [self.connects() for _ in nicknames]
        crowd = next(self.numbers)

        def start(worker: int) -> Frame:
            where = address or f"100.64.{crowd % 256}.{worker}"
            return self.sends(lines[worker], "start", worker, where, channel="jac", nickname=nicknames[worker])

        return self.at_once(len(nicknames), start)

    def at_once(self, people: int, work: Callable[[int], Done]) -> list[Done]:
        """What everybody's work gave; all began together."""
        barrier = Barrier(people)

        def run(worker: int) -> Done:
            barrier.wait(PATIENCE)
            return work(worker)

        return [one.result(PATIENCE) for one in [self.pool.submit(run, worker) for worker in range(people)]]

    def chat(self) -> list[Item]:
        return everything(self.client, self.chosen.chat_table)

    def vault(self) -> list[Item]:
        return everything(self.client, self.chosen.vault_table)


@contextmanager
def load(endpoint: str, people: int) -> Iterator[Load]:
    """A load whose channel `jac` is open around the clock, with nobody on duty."""
    with load_on([client_of(endpoint) for _ in range(people)]) as started:
        yield started


@contextmanager
def load_on(clients: "Sequence[DynamoDBClient | MemoryDynamo]") -> Iterator[Load]:
    """The same on clients of any engine, one for each person."""
    clock, gateway, log = Clock(), MemoryGateway(), StringIO()
    with fresh_tables(clients[0]) as chosen, ThreadPoolExecutor(len(clients)) as pool:
        workers = [world_on(client, chosen, clock, gateway, log) for client in clients]
        workers[0].channels.save_schedule("jac", around_the_clock(), 0)
        yield Load(clients[0], chosen, clock, gateway, log, workers, pool, count(1))


def kinds(answers: Sequence[Frame]) -> Counter[str]:
    """How many answers of each kind: the reason of a refusal, else the type."""
    return Counter(str(answer.get("reason", answer["type"])) for answer in answers)


def families(items: Sequence[Item]) -> Counter[str]:
    """How many items of each family: the first word of the partition key, and of the sort key where it tells."""
    return Counter(_family(item) for item in items)


def _family(item: Item) -> str:
    first = item["pk"]["S"].partition("#")[0]
    return f"{first} {item['kind']['S']}" if "kind" in item else first


def held_in(items: Sequence[Item]) -> dict[str, str]:
    """Which place of which counsellor holds which conversation."""
    duties = [item for item in items if item["sk"] == {"S": "DUTY"}]
    return {
        f"{duty['counsellor']['S']}#{held['M']['place']['N']}": held["M"]["conversation"]["S"]
        for duty in duties
        for held in duty["held"]["L"]
    }


def claimed_in(items: Sequence[Item]) -> set[str]:
    """The conversations for which origins take places."""
    claims = [claim["M"] for item in items if item["pk"]["S"].startswith("PLACES#") for claim in item["claims"]["L"]]
    return {claim["conversation"]["S"] for claim in claims if "conversation" in claim}
