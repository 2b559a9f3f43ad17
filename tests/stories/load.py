"""A bounded load with bad lines on the deployed package: what was acknowledged is compared with what was seen."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.stories.robust_client import Frame, Line, Talker

ANSWER_WITHIN = 60.0
"""Seconds before a client gives its line up and opens another; a bound for a slow machine."""


@dataclass
class Figures:
    """What a run did and what it found."""

    messages: int = 0
    drops: int = 0
    repeats: int = 0
    swaps: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        waits = sorted(self.waits) or [0.0]
        half, most = waits[len(waits) // 2] * 1000, waits[int(len(waits) * 0.99)] * 1000
        return (
            f"{self.messages} messages in {self.seconds:.0f} s, {self.drops} drops, {self.repeats} repeats, "
            f"{self.swaps} swapped; lost {self.lost}, doubled {self.doubled}, out of order {self.out_of_order}; "
            f"answer after {half:.0f} ms (median), {most:.0f} ms (99 %)"
        )


@dataclass
class Person:
    """Somebody who talks over a bad line and comes back every time."""

    opens: Callable[["Person"], Awaitable[Line]]
    greets: Callable[["Person"], Awaitable[None]]
    dice: random.Random
    figures: Figures
    badness: float
    line: Line | None = None
    talkers: dict[str, Talker] = field(default_factory=dict)
    heard: list[Frame] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    mending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def listens(self, until: Callable[[], bool], within: float = ANSWER_WITHIN) -> bool:
        """Waits until something holds; False when it does not within so many seconds."""
        give_up = time.monotonic() + within
        while not until():
            left = give_up - time.monotonic()
            if left <= 0:
                return False
            try:
                await asyncio.wait_for(self.news.wait(), left)
            except TimeoutError:
                continue
        return True

    def takes(self, frame: Frame) -> None:
        """Whatever came over the line."""
        conversation = str(frame.get("conversation"))
        if frame["type"] == "assigned":
            self.talkers.setdefault(conversation, Talker("counsellor", conversation))
        if conversation in self.talkers:
            self.talkers[conversation].takes(frame)
        self.heard.append(frame)
        self._tells_who_waits()

    def _tells_who_waits(self) -> None:
        self.news.set()
        self.news = asyncio.Event()

    def count(self, type: str) -> int:
        return sum(frame["type"] == type for frame in self.heard)

    async def asks(self, frame: Frame, answer: str) -> Frame | None:
        """The answer of this kind, or None when the line has swallowed one of the two."""
        before, line = self.count(answer), self.line
        assert line
        await line.sends(frame)
        if not await self.listens(lambda: self.count(answer) > before or self.line is not line):
            return None
        return next((heard for heard in reversed(self.heard) if heard["type"] == answer), None)

    async def breaks_and_returns(self, broken: Line | None) -> None:
        """Cuts the line and opens another, unless somebody else has done so meanwhile."""
        async with self.mending:
            if self.line is not broken:
                return
            if broken:
                await broken.breaks()
            self.figures.drops += 1
            self.line = await self.opens(self)
            await self.greets(self)
            self._tells_who_waits()

    async def says(self, talker: Talker, *messages: tuple[int, str]) -> None:
        """Says things until they are acknowledged, now and then twice, and now and then over a cut line."""
        frames = [talker.message(n, text) for n, text in messages]
        began = time.monotonic()
        while any(frame["n"] in talker.unsaid for frame in frames):
            line, refusals = self.line, self.count("refused")
            await self._sends([frame for frame in frames if frame["n"] in talker.unsaid])
            if not await self._is_answered(talker, frames, line, refusals):
                await self.breaks_and_returns(line)
        self.figures.waits.append(time.monotonic() - began)
        self.figures.messages += len(frames)

    async def _is_answered(self, talker: Talker, frames: list[Frame], line: Line | None, refusals: int) -> bool:
        """Also by a refusal: too fast, or said over a new line that has not taken the conversation up yet."""
        before = self.line
        answered = await self.listens(
            lambda: self._done(talker, frames) or self.line is not line or self.count("refused") > refusals
        )
        if self.line is before and not self._done(talker, frames):
            await asyncio.sleep(0.2)
        return answered

    @staticmethod
    def _done(talker: Talker, frames: list[Frame]) -> bool:
        return not any(frame["n"] in talker.unsaid for frame in frames)

    async def _sends(self, frames: list[Frame]) -> None:
        line = self.line
        assert line
        repeated = self.dice.random() < self.badness
        self.figures.repeats += repeated
        for frame in frames * (1 + repeated):
            await line.sends(frame)
        if self.dice.random() < self.badness:
            await self.breaks_and_returns(line)


async def talk(person: Person, conversation: str, count: int) -> None:
    """Says so many things, in order but for a swapped pair now and then."""
    talker, n = person.talkers[conversation], 1
    while n <= count:
        here, after = (n, f"{talker.sender} {n}"), (n + 1, f"{talker.sender} {n + 1}")
        if n < count and person.dice.random() < person.badness:
            person.figures.swaps += 1
            await person.says(talker, after, here)
            n += 2
        else:
            await person.says(talker, here)
            n += 1


async def compare(visitor: Person, counsellor: Person, conversation: str, figures: Figures) -> None:
    """Each side asks what it misses, and then nothing may be missing, doubled or out of order."""
    for person in (visitor, counsellor):
        await _catches_up(person, conversation)
    one, other = visitor.talkers[conversation], counsellor.talkers[conversation]
    for speaker, hearer in ((one, other), (other, one)):
        figures.lost += sum(hearer.seen.get(n) != text for n, text in speaker.acknowledged.items())
        figures.doubled += len(hearer.seen) - len(speaker.acknowledged)
        shown = [hearer.seen[n] for n in sorted(hearer.seen)]
        figures.out_of_order += shown != [speaker.acknowledged[n] for n in sorted(speaker.acknowledged)]


async def _catches_up(person: Person, conversation: str) -> None:
    talker = person.talkers[conversation]
    own = {"conversation": conversation} if talker.sender == "counsellor" else {}
    for _ in range(20):
        line = person.line
        answer = await person.asks({"type": "replay", **own, "have": talker.have}, "replayed")
        if answer is None:
            await person.breaks_and_returns(line)
        elif not answer["more"]:
            return
