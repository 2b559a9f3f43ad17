"""What `make bench` holds: each bound with what was measured; a broken one ends it with an error.

Two kinds: what was aimed at and is kept, and where that cannot be kept (docs/performance.md says why) what it may cost
instead, so that it grows no further.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.conversation import floor
from bench.growth import kinds
from bench.rounds import Figures, ratio

IMPORT, PING, WATCH = "import boto3", "message, first frame (ping)", "message, first frame (watch)"


@dataclass(frozen=True)
class Bound:
    """The most that something may be, and the most that was aimed at."""

    what: str
    most: float
    aim: float
    measured: float

    @property
    def kept(self) -> bool:
        """Whether it is held."""
        return self.measured <= self.most

    def __str__(self) -> str:
        aim = "kept" if self.measured <= self.aim else "held, not the aim" if self.kept else "BROKEN"
        return f"| {self.what} | {self.measured:.2f} | {self.most:.2f} | {self.aim:.2f} | {aim} |"


HEAD = "| bound | measured | at most | aimed at | |\n|---|---|---|---|---|"

MONEY: Mapping[str, tuple[float, float]] = {
    "messages alone": (1.35, 1.45),
    "messages and typing": (2.06, 2.1),
    "messages and marks": (1.46, 1.45),
    "messages, typing and marks": (2.18, 2.1),
    "everything but typing": (2.17, 1.45),
    "everything": (2.89, 2.1),
}
"""A conversation's dollars as a multiple of the floor's: what is held, and what was aimed at. Counted, not timed."""


def of_money() -> list[Bound]:
    """What a conversation costs."""
    uses, least = kinds(), floor().dollars
    return [Bound(f"dollars, {name}, × floor", *both, uses[name].dollars / least) for name, both in MONEY.items()]


def of_work(warm: Sequence[Figures], cold: Sequence[Figures]) -> list[Bound]:
    """CPU, of each round by what was done."""
    return [
        Bound("CPU, a message, × floor", 4.5, 4.5, ratio(warm, "message", "floor")),
        Bound("CPU, a start, × a message", 4.5, 2.5, ratio(warm, "start", "message")),
        Bound("cold, first frame (ping), × import boto3", 1.6, 1.5, ratio(cold, PING, IMPORT)),
        Bound("cold, first frame (watch), × import boto3", 1.75, 1.5, ratio(cold, WATCH, IMPORT)),
    ]


def of_waits(rounds: Sequence[Figures]) -> list[Bound]:
    """End to end, of each round."""
    return [
        Bound("half of all messages arrived, × relay", 2.5, 2.0, ratio(rounds, "product", "relay")),
        Bound("p95/p50, × that of the relay", 1.5, 1.5, ratio(rounds, "product, p95/p50", "relay, p95/p50")),
    ]


def broken(bounds: Sequence[Bound]) -> list[str]:
    """What is to be mended."""
    return [bound.what for bound in bounds if not bound.kept]
