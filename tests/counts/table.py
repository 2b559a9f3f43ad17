"""What each thing costs at each size of the service, as one table: `make counts`."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from ipaddress import IPv4Address
from itertools import count

from chalicelib.actions.shared import lights
from chalicelib.actions.shared.status import status
from chalicelib.domain.channel import Limits
from chalicelib.protocol.delivery import Delivery
from chalicelib.protocol.outbound import SentFrame
from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.counts.spending import Spent, spending
from tests.service import Service, service

LIVELY = Limits(10**9, 10**9, 10**9)
SLOTS = 5
AN_OFFERS = 4
INTAKE = {"age": 17, "region": "Oost-Vlaanderen", "gender": "female"}

Size = tuple[int, int]
"""Places that counsellors offer, and conversations that are on."""

SIZES: tuple[Size, ...] = ((4, 1), (240, 1), (2_500, 1), (2_500, 1_000))


@dataclass(frozen=True)
class Cost:
    """Units written and read, calls to DynamoDB and pushes, one after another, pushes, and Lambdas invoked.

    A hop is what somebody waits for: a call, an invocation, or all pushes that go together.
    """

    written: float
    read: float
    calls: int
    hops: int
    pushes: int
    invocations: int

    def __str__(self) -> str:
        return (
            f"{self.written:g} W {self.read:g} R {self.calls} calls {self.hops} hops"
            f" {self.pushes} push {self.invocations} inv"
        )


@dataclass
class Town:
    """A service, and addresses for whoever comes."""

    service: Service
    addresses: Iterator[str]

    def visitor(self) -> Visitor:
        return visitor(self.service, next(self.addresses))

    def opened(self) -> Visitor:
        """Somebody new whose conversation is on."""
        person = self.visitor()
        answer = person.starts(f"Bezoeker {person.connection}", intake=INTAKE)
        assert answer["type"] == "started", answer
        return person

    @contextmanager
    def cost(self) -> Iterator[Callable[[], Cost]]:
        flips, batches = len(self.service.flips), _Batches(self.service)
        found: list[Spent] = []

        def told() -> Cost:
            spent, asked = found[0], len(self.service.flips) - flips
            calls = len(spent.calls)
            hops = calls + batches.number + asked
            return Cost(spent.written, spent.read, calls + spent.pushed, hops, spent.pushed, asked)

        with batches, spending(self.service.dynamo, self.service.gateway) as spent:
            yield told
        found.append(spent)


class _Batches:
    """Counts pushes that go together as one, between an action and its gateway."""

    def __init__(self, here: Service) -> None:
        self._here, self._push, self.number = here, here.context.push, 0

    def __enter__(self) -> None:
        self._here.context = replace(self._here.context, push=self)

    def __exit__(self, *_: object) -> None:
        self._here.context = replace(self._here.context, push=self._push)

    def push(self, connection: str, frame: SentFrame) -> Delivery:
        self.number += 1
        return self._push.push(connection, frame)

    def push_each(self, frames: Sequence[tuple[str, SentFrame]]) -> list[Delivery]:
        self.number += bool(frames)
        return self._push.push_each(frames)

    def close(self, connection: str) -> None:
        self.number += 1
        self._push.close(connection)


@dataclass
class Talk:
    """An, who holds three of her four places, with Sam in the last of them."""

    town: Town
    an: Counsellor
    sam: Visitor


def talk(size: Size) -> Talk:
    """Sam's talk among so many places in `jac` and so many other conversations."""
    places, conversations = size
    here = service(limits=LIVELY)
    here.opens("jac")
    town = Town(here, map(str, (IPv4Address("10.0.0.1") + number for number in count())))
    an = counsellor(here, "An")
    an.takes_duty(slots=AN_OFFERS)
    sam = [town.opened() for _ in range(3)][-1]
    for number in range((places - AN_OFFERS + SLOTS - 1) // SLOTS):
        counsellor(here, f"C{number}").takes_duty(slots=SLOTS)
    for _ in range(conversations - 1):
        town.opened()
    here.clock.passes(seconds=20)
    sam.says("Hallo, is daar iemand?")
    an.says(sam.conversation, "Dag, ik ben er voor je.")
    here.tells_watchers()
    here.upkeep()
    return Talk(town, an, sam)


Act = Callable[[Talk], Callable[[], object]]
"""Prepares something, and gives the part of it that is measured."""


def _says(one: Talk) -> Callable[[], object]:
    return lambda: one.sam.says("Ik weet niet goed waar ik moet beginnen.")


def _answers(one: Talk) -> Callable[[], object]:
    return lambda: one.an.says(one.sam.conversation, "Neem gerust je tijd, ik luister.")


def _types(one: Talk) -> Callable[[], object]:
    return lambda: one.sam.sends("typing", on=True)


def _connects(one: Talk) -> Callable[[], object]:
    return one.town.visitor


def _starts(one: Talk) -> Callable[[], object]:
    person = one.town.visitor()
    assert len(one.town.service.context.service), "read by this worker within the minute, as after its first visitor"
    return lambda: person.starts("Iemand van hiernaast", intake=INTAKE)


def _pings(one: Talk) -> Callable[[], object]:
    return lambda: one.an.sends("ping")


def _pings_after_two_minutes(one: Talk) -> Callable[[], object]:
    one.town.service.clock.passes(minutes=2)
    return _pings(one)


def _resumes(one: Talk) -> Callable[[], object]:
    one.sam.loses_the_line(silently=True)
    one.sam = one.sam.comes_back()
    return lambda: one.sam.resumes(1, 1)


def _ends(one: Talk) -> Callable[[], object]:
    return lambda: one.sam.sends("end")


def _watches(one: Talk) -> Callable[[], object]:
    person = one.town.visitor()
    return lambda: person.sends("watch", channel="jac")


def _takes_duty(one: Talk) -> Callable[[], object]:
    bo = counsellor(one.town.service, "Bo")
    return lambda: bo.takes_duty(slots=SLOTS)


def _site_asks(one: Talk) -> Callable[[], object]:
    one.town.service.clock.passes(seconds=2)
    return _site_asks_again(one)


def _site_asks_again(one: Talk) -> Callable[[], object]:
    return lambda: status(one.town.service.context, "jac")


def _announces(one: Talk) -> Callable[[], object]:
    return lambda: lights.tell_watchers(one.town.service.context, "jac")


def _upkeep(one: Talk) -> Callable[[], object]:
    return one.town.service.upkeep


ACTS: Mapping[str, Act] = {
    "message of the visitor": _says,
    "message of the counsellor": _answers,
    "typing": _types,
    "ping": _pings,
    "presence of a counsellor with 3": _pings_after_two_minutes,
    "connect": _connects,
    "start": _starts,
    "resume": _resumes,
    "watch": _watches,
    "duty": _takes_duty,
    "status": _site_asks,
    "status within two seconds": _site_asks_again,
    "announce": _announces,
    "upkeep of a quiet minute": _upkeep,
    "end": _ends,
}


@cache
def costs(size: Size) -> Mapping[str, Cost]:
    """What each costs in a service of this size, one after another in one talk."""
    one = talk(size)
    return {name: _cost(one, act) for name, act in ACTS.items()}


def _cost(one: Talk, act: Act) -> Cost:
    measured = act(one)
    with one.town.cost() as told:
        answer = measured()
    assert not isinstance(answer, dict) or answer.get("type") != "refused", answer
    return told()


def table(sizes: tuple[Size, ...] = SIZES) -> str:
    """The costs as text: a row for each thing, a column for each size."""
    columns = {f"{places} places, {live} conversations": costs((places, live)) for places, live in sizes}
    width = max(len(str(cost)) for found in columns.values() for cost in found.values())
    names = max(map(len, ACTS))
    head = " | ".join([" " * names, *(name.ljust(width) for name in columns)])
    rows = (
        " | ".join([name.ljust(names), *(str(found[name]).ljust(width) for found in columns.values())]) for name in ACTS
    )
    return "\n".join([head, *rows])


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
