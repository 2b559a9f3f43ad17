"""Visitors and counsellors by the hundred for the load: tickets are made in the table, the rest is the real door."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from chalicelib.domain.connection import Ticket
from chalicelib.privacy.tokens import Purpose, hashed
from chalicelib.store.connections import Connections
from chalicelib.store.table import Table
from infra.local.cloud import local_session
from infra.local.outputs import Outputs, StaffMember
from infra.local.people import seed
from tests.stories.addresses import next_address
from tests.stories.load import Figures, Person
from tests.stories.robust_client import Line, Talker

Opens = Callable[[Person], Awaitable[Line]]
Greets = Callable[[Person], Awaitable[None]]


@dataclass
class Load:
    """Everybody of one run, on one cloud, with one seed."""

    cloud: Outputs
    seed: int
    figures: Figures
    badness: float

    def __post_init__(self) -> None:
        self.dice, self.run = random.Random(self.seed), uuid4().hex[:8]
        session, where = local_session(self.cloud.region), self.cloud.endpoint
        client = session.client("dynamodb", endpoint_url=where)
        self.connections = Connections(Table(client, self.cloud.chat_table, lambda: datetime.now(UTC)))
        self.pool = session.client("cognito-idp", endpoint_url=where)
        self.accounts: dict[int, str] = {}

    def _person(self, opens: Opens, greets: Greets) -> Person:
        return Person(opens, greets, random.Random(self.dice.random()), self.figures, self.badness)

    async def desk(self, number: int, slots: int = 5) -> Person:
        """A counsellor on duty."""

        async def opens(person: Person) -> Line:
            secret = await asyncio.to_thread(self._ticket, number)
            return await Line.opens(f"{self.cloud.ws_url}?v=1&ticket={secret}", self.cloud.endpoint, person.takes)

        async def greets(person: Person) -> None:
            await _takes_duty(person, slots)

        return await self._arrived(self._person(opens, greets), greets)

    def _ticket(self, number: int) -> str:
        secret = f"{self.dice.getrandbits(256):064x}"
        if number not in self.accounts:
            self.accounts[number] = self._account(f"load-{self.run}-{number}@example.org", f"Hulp{number}")
        counts_until = datetime.now(UTC) + timedelta(hours=1)
        ticket = Ticket(self.accounts[number], f"Hulp{number}", ("jac",), counts_until)
        self.connections.add_ticket(hashed(secret, Purpose.TICKET), ticket, datetime.now(UTC))
        return secret

    def _account(self, mail: str, name: str) -> str:
        """Who is on duty is looked up in the pool each minute: a counsellor has an account there."""
        member = StaffMember(mail, f"lokale-hulp-van-{name}", name, ("counsellor", "channel-jac"))
        seed(self.pool, self.cloud.pool_id, member)
        about = self.pool.admin_get_user(UserPoolId=self.cloud.pool_id, Username=mail)["UserAttributes"]
        return next(one["Value"] for one in about if one["Name"] == "sub")

    async def _arrived(self, person: Person, greets: Greets) -> Person:
        person.line = await person.opens(person)
        await greets(person)
        return person

    async def visitor(self, nickname: str) -> Person:
        """A visitor in conversation. Tries again while all slots are taken."""

        address = next_address()

        async def opens(person: Person) -> Line:
            return await Line.opens(f"{self.cloud.ws_url}?v=1", self.cloud.endpoint, person.takes, address)

        async def starts(person: Person) -> None:
            await _starts(person, f"{nickname} {self.run}")

        return await self._arrived(self._person(opens, _resumes), starts)


async def _takes_duty(person: Person, slots: int) -> None:
    duty = {"type": "duty", "channel": "jac", "slots": slots}
    answer = await person.asks(duty, "duty")
    assert answer, "no answer to duty"
    for conversation in answer["conversations"]:
        await _attaches(person, conversation)


async def _attaches(person: Person, conversation: str) -> None:
    """Also one that was assigned over the line that broke, and that this desk has never seen."""
    assert person.line
    known = person.talkers.get(conversation)
    have = known.have if known else {}
    await person.line.sends({"type": "attach", "conversation": conversation, "have": have})


async def _starts(person: Person, nickname: str) -> None:
    for _ in range(100):
        assert person.line
        before = person.count("refused")
        await person.line.sends({"type": "start", "channel": "jac", "nickname": nickname})
        await _is_answered(person, before)
        if person.count("started"):
            conversation = next(frame["conversation"] for frame in person.heard if frame["type"] == "started")
            person.talkers[conversation] = Talker("visitor", conversation)
            return
        await asyncio.sleep(0.5)
    raise AssertionError("no conversation could be started")


async def _is_answered(person: Person, refusals: int) -> None:
    await person.listens(lambda: bool(person.count("started")) or person.count("refused") > refusals)


async def _resumes(person: Person) -> None:
    started = next(frame for frame in person.heard if frame["type"] == "started")
    talker = person.talkers[started["conversation"]]
    resume = {"type": "resume", "token": started["token"], "have": talker.have}
    assert await person.asks(resume, "resumed"), "no answer to resume"


def conversation_of(person: Person) -> str:
    """The one conversation of a visitor."""
    return next(iter(person.talkers))
