"""Four talks at one desk, as pages hold them, with everything that is sent and written until the books are closed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from tests.actors import Actor, Counsellor, Visitor, counsellor, visitor
from tests.counts.spending import spending
from tests.service import Service, service

AT_A_DESK = 4
MESSAGES = 40
SECONDS = 45 * 60
QUIET = 60
"""Who has received nothing for a minute asks for a sign of life (the wire protocol, presence)."""


@dataclass
class Bill:
    """Frames both ways over all lines, and units written, of each talk on average."""

    frames: float
    written: float
    pings: float


@dataclass
class Evening:
    """The service, who talks, and when each last received something (seconds since the beginning)."""

    here: Service
    an: Counsellor
    visitors: list[Visitor]
    sent: int = 0
    pings: int = 0
    heard: dict[str, int] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def passes(self, second: int) -> None:
        """Everybody asks who has heard nothing for a minute; each minute upkeep comes."""
        self.here.clock.passes(seconds=1)
        if second % 60 == 0:
            self.here.upkeep()
        for person in (self.an, *self.visitors):
            if self._hears(person, second) and second - self.heard[person.connection] >= QUIET:
                self.pings += 1
                self.sends(person, second, "ping")

    def _hears(self, person: Actor, second: int) -> bool:
        """Notes what was pushed to somebody; whether they are in a talk."""
        arrived = len(person.inbox) - self.read.get(person.connection, 0)
        if arrived:
            self.sent += arrived
            self.read[person.connection] = len(person.inbox)
            self.heard[person.connection] = second
        return person.connection in self.heard and person.connection not in self.gone

    def sends(self, person: Actor, second: int, type: str, **fields: object) -> dict[str, object]:
        answer = person.sends(type, **fields)
        assert answer.get("type") != "refused", answer
        self.sent += 1 + bool(answer)
        if answer:
            self.heard[person.connection] = second
        return answer

    def starts(self, person: Visitor, second: int) -> None:
        self.sends(person, second, "watch", channel="jac")
        answer = self.sends(person, second, "start", channel="jac", nickname=f"Sam {person.connection}")
        person.conversation = str(answer["conversation"])

    def ends(self, person: Visitor, second: int) -> None:
        self.sends(person, second, "end")
        self.heard.pop(person.connection)
        self.gone.add(person.connection)
        if len(self.gone) == len(self.visitors):
            self.gone.add(self.an.connection)  # a desk without a talk asks too, and is not in the bill of any


def turns(thinks: tuple[int, int]) -> Iterator[tuple[int, str, str]]:
    """When a counsellor and a visitor who alternate begin to type and send, in seconds after the start: each thinks
    for so long and types for eighteen seconds more. Greeting and goodbye are quick texts, which nobody types."""
    at = 0
    for n in range(MESSAGES):
        who = ("counsellor", "visitor")[n % 2]
        at += thinks[n % 2]
        if n not in (0, MESSAGES - 2):
            yield at, who, "typing"
            at += 18
        yield at, who, "say"


def evening(thinks: tuple[int, int]) -> Bill:
    """What four such talks cost, each a quarter of a minute after the one before."""
    here = service()
    here.opens("jac")
    here.upkeep()  # what a new stage writes once, the first hours of every channel, is in the bill of no talk
    an = counsellor(here, "An")
    an.takes_duty(slots=AT_A_DESK)
    people = [visitor(here, f"203.0.113.{number}") for number in range(1, AT_A_DESK + 1)]
    one = Evening(here, an, people, heard={an.connection: 0})
    numbers = {person.connection: (count(1), count(1)) for person in people}
    planned: dict[int, list[tuple[Visitor, str, str]]] = {}
    for offset, person in enumerate(people):
        for at, who, what in [(0, "visitor", "start"), *turns(thinks), (SECONDS, "visitor", "end")]:
            planned.setdefault(at + offset * 15, []).append((person, who, what))
    with spending(here.dynamo, here.gateway) as spent:
        for second in range(SECONDS + 240):
            for person, who, what in planned.get(second, ()):
                _act(one, second, person, who, what, numbers)
            one.passes(second)
    assert {item["state"]["S"] for item in here.dynamo.items("chat") if item["sk"]["S"] == "CONVERSATION"} == {"closed"}
    assert sum(item["sk"]["S"].startswith("MESSAGE#") for item in here.dynamo.items("chat")) == MESSAGES * AT_A_DESK
    return Bill(one.sent / AT_A_DESK, spent.written / AT_A_DESK, one.pings / AT_A_DESK)


def _act(
    one: Evening,
    second: int,
    person: Visitor,
    who: str,
    what: str,
    numbers: dict[str, tuple["count[int]", "count[int]"]],
) -> None:
    if what == "start":
        one.starts(person, second)
    elif what == "end":
        one.ends(person, second)
    else:
        sender = person if who == "visitor" else one.an
        about = {} if who == "visitor" else {"conversation": person.conversation}
        if what == "typing":
            one.sends(sender, second, "typing", **about, on=True)
        else:
            n = next(numbers[person.connection][who == "counsellor"])
            one.sends(sender, second, "say", **about, n=n, id=f"{who}-{n:04}", text="Een zin van gewone lengte.")
