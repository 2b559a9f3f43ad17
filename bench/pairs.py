"""End to end on the local cloud: twenty pairs who write to each other, ten messages a second, and when they arrive.

The deployed package and a relay without a database take turns on the same cloud, so that what else the machine does
falls on both alike.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from statistics import median, quantiles

from bench import relayed
from bench.rounds import Figures as Round
from bench.rounds import middle
from infra.local.outputs import Outputs
from tests.clouds import deployed_package
from tests.stories.load import Figures, Person
from tests.stories.people import administrator
from tests.stories.people_at_once import Load, conversation_of
from tests.stories.robust_client import Frame, Line

PAIRS, A_SECOND, SECONDS, ROUNDS, A_DESK = 20, 10, 15, 5, 5
WARM_UP, PATIENCE = 6, 30.0

Says = Callable[[str], Awaitable[None]]
"""Sends a text to the other one."""


@dataclass
class Arrivals:
    """When each text arrived."""

    at: dict[str, float] = field(default_factory=dict)

    def takes(self, frame: Frame) -> None:
        if "text" in frame:
            self.at.setdefault(str(frame["text"]), time.monotonic())


@dataclass
class Crowd:
    """Everybody who can write, in turn."""

    speakers: list[Says]
    arrivals: Arrivals
    numbers: "count[int]" = field(default_factory=count)

    async def talks(self, seconds: int) -> list[float]:
        """Milliseconds that each message took. Nobody waits for an answer: a slow service is not asked less."""
        began, sent, sending = time.monotonic(), dict[str, float](), []
        for turn in range(seconds * A_SECOND):
            await asyncio.sleep(max(0.0, began + turn / A_SECOND - time.monotonic()))
            text = f"Zin nummer {next(self.numbers)} van iemand die vertelt hoe het gaat."
            sent[text] = time.monotonic()
            sending.append(asyncio.create_task(self._says(turn, text)))
        await asyncio.gather(*sending)
        give_up = time.monotonic() + PATIENCE
        while not sent.keys() <= self.arrivals.at.keys():
            if time.monotonic() > give_up:
                raise RuntimeError("a message did not arrive")
            await asyncio.sleep(0.02)
        return [(self.arrivals.at[text] - at) * 1000 for text, at in sent.items()]

    async def _says(self, turn: int, text: str) -> None:
        await self.speakers[turn % len(self.speakers)](text)


def measured() -> list[Round]:
    """Of each round the milliseconds by which half of all messages had arrived, and how much longer nineteen of twenty
    took, of the relay and of the product."""
    with deployed_package() as cloud:
        administrator(cloud).opens_around_the_clock()
        return asyncio.run(_turns(cloud))


async def _turns(cloud: Outputs) -> list[Round]:
    crowds = {"relay": await _relay(cloud), "product": await _product(cloud)}
    for crowd in crowds.values():
        await crowd.talks(WARM_UP)
    return [await _round(crowds) for _ in range(ROUNDS)]


async def _round(crowds: dict[str, Crowd]) -> Round:
    found: dict[str, float] = {}
    for name, crowd in crowds.items():
        took = await crowd.talks(SECONDS)
        found |= {name: median(took), f"{name}, p95/p50": quantiles(took, n=20)[-1] / median(took)}
    return found


async def _relay(cloud: Outputs) -> Crowd:
    door, arrivals = relayed.deployed(cloud), Arrivals()
    known: list[asyncio.Future[str]] = []
    lines = []
    for _ in range(2 * PAIRS):
        me: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        line = await Line.opens(door, cloud.endpoint, _named(me, arrivals))
        await line.sends({"type": "who"})
        known.append(me)
        lines.append(line)
    names = await asyncio.gather(*known)
    return Crowd([_relays(line, names[place ^ 1]) for place, line in enumerate(lines)], arrivals)


def _named(me: "asyncio.Future[str]", arrivals: Arrivals) -> Callable[[Frame], None]:
    def takes(frame: Frame) -> None:
        if frame.get("type") == "here" and not me.done():
            me.set_result(str(frame["line"]))
        arrivals.takes(frame)

    return takes


def _relays(line: Line, to: str) -> Says:
    async def says(text: str) -> None:
        await line.sends({"type": "say", "to": to, "text": text})

    return says


async def _product(cloud: Outputs) -> Crowd:
    load, arrivals = Load(cloud, 20261127, Figures(), 0.0), Arrivals()
    desks = [await load.desk(number, A_DESK) for number in range(PAIRS // A_DESK)]
    visitors = [await load.visitor(f"Bezoeker {number}") for number in range(PAIRS)]
    speakers = []
    for visitor in visitors:
        conversation = conversation_of(visitor)
        desk = await _holder(desks, conversation)
        speakers += [_talks(person, conversation) for person in (visitor, desk)]
    for person in (*desks, *visitors):
        assert person.line
        person.line.hands_on = arrivals.takes
    return Crowd(speakers, arrivals)


async def _holder(desks: list[Person], conversation: str) -> Person:
    """Who was assigned it; the frame may still be on its way."""
    while True:
        for desk in desks:
            if conversation in desk.talkers:
                return desk
        await asyncio.sleep(0.05)


def _talks(person: Person, conversation: str) -> Says:
    numbers, talker = count(1), person.talkers[conversation]

    async def says(text: str) -> None:
        assert person.line
        await person.line.sends(talker.message(next(numbers), text))

    return says


if __name__ == "__main__":
    print(middle(measured()))
