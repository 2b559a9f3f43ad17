"""A conversation of forty messages on the real rules, in memory: what it uses, and what the floor would.

Who writes is drawn; a message is written every 45 seconds on average, as in a help chat. Typing is told as the pages
tell it (once, and again after twenty seconds), a line that heard nothing for a minute sends a ping, and signs of life
are marked every two minutes by the product itself.
"""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.prices import Use
from chalicelib.actions.context import Caller
from chalicelib.actions.shared import presence
from chalicelib.privacy.origins import Origin
from tests.engine.hooks import attached
from tests.service import HOME, Service, service

MESSAGES, SEED = 40, 20261126
MEAN_GAP, TYPES_FOR, TOLD_AGAIN, SILENT = 45.0, 15.0, 20.0, 60.0
TEXT = "Ik weet niet goed waar ik moet beginnen. Het gaat al een tijdje niet zo goed thuis."


@dataclass
class Counted:
    """A service whose use is counted."""

    here: Service = field(default_factory=lambda: service(seed=SEED))
    use: Use = field(default_factory=Use)
    counts: bool = False

    def sends(self, line: str, **frame: object) -> dict[str, object]:
        """A frame, and its answer."""
        said = self.here.frame(line, json.dumps(frame))
        if self.counts:
            self.use.events += 1
            self.use.frames += 2 if said else 1
        answer: dict[str, object] = json.loads(said) if said else {}
        return answer

    @contextmanager
    def counting(self, counts: bool) -> Iterator[None]:
        """Counts frames, calls, pushes and units as long as the block lasts, or nothing of it."""
        dynamo, gateway = self.here.dynamo, self.here.gateway
        dynamo.meter.reset()
        self.counts = counts

        def call(*_: object) -> None:
            self.use.calls += counts

        def push(*_: object) -> None:
            self.use.calls += counts
            self.use.frames += counts

        with attached(dynamo, before=[call]), attached(gateway, before=[push]):
            yield
        self.use.written += dynamo.meter.write_total * counts
        self.use.read += dynamo.meter.read_total * counts


@dataclass(frozen=True)
class Parts:
    """What is counted besides the messages themselves."""

    edges: bool = True
    """Opening the line, watching, starting, ending."""
    marks: bool = True
    """What a sign of life leaves every two minutes."""
    pings: bool = True
    """What a line asks that heard nothing for a minute, and its answer."""
    typing: bool = True


def conversation(parts: Parts) -> Use:
    """One conversation with both lines' minutes; the desk's own duty is not counted."""
    counted = Counted()
    here = counted.here
    here.opens()
    desk = here.connects(here.ticket_for("An")) or ""
    counted.sends(desk, type="duty", channel="jac", slots=1)
    with counted.counting(parts.edges):
        visitor = here.connects() or ""
        counted.use.events += parts.edges
        counted.sends(visitor, type="watch", channel="jac")
        id = counted.sends(visitor, type="start", channel="jac", nickname="Sam")["conversation"]
    began = here.clock.now
    for who, n, gap in _messages():
        of = {} if who == "visitor" else {"conversation": id}
        line = visitor if who == "visitor" else desk
        _waits(counted, (visitor, desk), gap, parts)
        for _ in range(1 + int(TYPES_FOR // TOLD_AGAIN) if parts.typing else 0):
            with counted.counting(True):
                counted.sends(line, type="typing", on=True, **of)
        with counted.counting(True):
            counted.sends(line, type="say", n=n, id=f"message-{who}-{n}", text=TEXT, **of)
    minutes = 2 * (here.clock.now - began).total_seconds() / 60
    with counted.counting(parts.edges):
        counted.sends(visitor, type="end")
        counted.use.events += parts.edges
        here.loses(visitor)
    counted.use.minutes = minutes
    return counted.use


def floor() -> Use:
    """The same messages over the same minutes, each stored and pushed and nothing else."""
    minutes = 2 * sum(gap for *_, gap in _messages()) / 60
    return Use(written=MESSAGES, frames=2 * MESSAGES, events=MESSAGES, calls=2 * MESSAGES, minutes=minutes)


def _messages() -> Iterator[tuple[str, int, float]]:
    """Who writes, which of their messages it is, and how long after the one before."""
    dice, said = random.Random(SEED), {"visitor": 0, "counsellor": 0}
    for _ in range(MESSAGES):
        who = dice.choice(("visitor", "counsellor"))
        said[who] += 1
        yield who, said[who], dice.expovariate(1 / MEAN_GAP)


def _marks(here: Service, lines: tuple[str, str]) -> None:
    """What a sign of life leaves every two minutes, uncounted: the frames that follow need not leave it any more."""
    for line in lines:
        presence.caller_seen(here.context, Caller(line, Origin(HOME)))


def _waits(counted: Counted, lines: tuple[str, str], gap: float, parts: Parts) -> None:
    """Time passes; both lines ask for a sign of life after each minute in which they heard nothing."""
    for minute in range(int(gap // SILENT) + 1):
        counted.here.clock.passes(seconds=min(SILENT, gap - minute * SILENT))
        if not parts.marks:
            _marks(counted.here, lines)
        with counted.counting(parts.pings):
            for line in lines if minute < gap // SILENT and parts.pings else ():
                counted.sends(line, type="ping")
