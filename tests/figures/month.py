"""A month of a service, from a seed, with a count of its own: of what people did and were told."""

import contextlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from chalicelib.domain.channel import Limits
from chalicelib.domain.schedule import Schedule, parse_shift
from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.engine.faults import ANSWER_LOST, CONFLICT, CRASH_AFTER, CRASH_BEFORE, THROTTLED, LambdaDied, Strike
from tests.figures.talks import Talk, begins, goes_on, over
from tests.service import Service, service

FIRST = date(2026, 10, 1)
OPENS, CLOSES = 13, 19
STEP = timedelta(minutes=2)
FAULTS = (CRASH_BEFORE, CRASH_AFTER, THROTTLED, CONFLICT, ANSWER_LOST)
SLOTS = 5
TALKS_A_ROUND = 10


@dataclass
class Month:
    """The service, the dice, and what was counted by hand: by day, as it must come out."""

    seed: int = 7
    counted: "dict[date, Counter[str]]" = field(default_factory=dict)
    struck: int = 0
    starts: int = 0
    people: int = 0
    blocked: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.here: Service = service(seed=self.seed, limits=Limits(10**9, 10**9, 10**9, 10**9))
        self.here.clock.now = datetime(2026, 10, 1, 6, tzinfo=UTC)
        shift = (parse_shift(f"{OPENS}:00", f"{CLOSES}:00"),)
        self.here.opens("jac", Schedule(shifts=dict.fromkeys(range(5), shift)))
        self.here.upkeep()
        self.talks: list[Talk] = []

    @property
    def now(self) -> datetime:
        return self.here.clock.now

    wall = staticmethod(lambda moment: local(moment))

    def today(self, at: datetime | None = None) -> "Counter[str]":
        """October in Brussels is two hours ahead until the 25th, one from then on."""
        return self.counted.setdefault(local(at or self.now).date(), Counter())

    def newcomer(self, address: str = "") -> Visitor:
        self.people += 1
        return visitor(self.here, address or f"10.{self.people >> 16}.{self.people >> 8 & 255}.{self.people & 255}")

    def free(self, desk: Counsellor) -> bool:
        return sum(talk.ended is None and talk.holder is desk for talk in self.talks[-TALKS_A_ROUND:]) < SLOTS

    def refused(self, who: Visitor, reason: str) -> None:
        """Somebody starts and is turned away."""
        self.starts += 1
        assert who.starts(f"Iemand {self.starts}")["reason"] == reason
        self.today()[f"{reason}.{local(self.now):%H}"] += 1

    def waits_until(self, hour: int, day: date) -> None:
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        self.here.clock.now = moment - (local(moment).replace(tzinfo=None) - moment.replace(tzinfo=None))

    def upkeep(self) -> None:
        """A minute, of which one in eight goes wrong somewhere; the next one comes all the same."""
        if self.dice.random() < 1 / 8:
            after, seen = self.dice.randrange(24), iter(range(10**6))
            strike = Strike(self.dice.choice(FAULTS), lambda _call: next(seen) >= after)
            with contextlib.suppress(LambdaDied, Exception), strike.on(self.here.dynamo):
                self.here.upkeep()
            self.struck += len(strike.struck)
        self.here.upkeep()


def local(moment: datetime) -> datetime:
    """What the clock on the wall says, by the rule of the European Union and not by a library."""
    summer = moment < datetime(2026, 10, 25, 1, tzinfo=UTC)
    return moment + timedelta(hours=2 if summer else 1)


def working_days() -> Iterator[date]:
    days = (FIRST + timedelta(days=n) for n in range(31))
    return (day for day in days if day.weekday() < 5)


def plays(month: Month, talks: int, refusals: int) -> None:
    """The whole month: as many talks, and as many who are turned away."""
    days = list(working_days())
    for n, day in enumerate(days):
        rounds = talks * (n + 1) // len(days) // TALKS_A_ROUND - talks * n // len(days) // TALKS_A_ROUND
        away = refusals * (n + 1) // len(days) - refusals * n // len(days)
        _day(month, day, rounds, away)


def _day(month: Month, day: date, rounds: int, away: int) -> None:
    month.waits_until(9, day)
    for _ in range(away // 4):
        month.refused(month.newcomer(), "closed")
    month.waits_until(OPENS, day)
    month.here.upkeep()
    left = away - away // 4
    for n in range(rounds):
        desks = _desks(month)
        _round(month, desks, long=n == 0)
        _turned_away(month, desks, left * (n + 1) // rounds - left * n // rounds)
    month.waits_until(CLOSES + 2, day)
    for _ in range(4):
        month.upkeep()
        month.here.clock.passes(minutes=2)
    month.here.upkeep()


def _desks(month: Month) -> list[Counsellor]:
    """Their sign-ins last an hour, which is longer than any round."""
    desks = [counsellor(month.here, name) for name in ("An", "Bo")]
    for desk in desks:
        desk.takes_duty(slots=SLOTS)
    return desks


def _turned_away(month: Month, desks: list[Counsellor], many: int) -> None:
    """All of them pause for as long as those come who find everybody busy; who came back from a block is one."""
    for desk in desks:
        desk.sends("available", available=False)
    for _ in range(many - month.blocked):
        month.refused(month.newcomer(), "busy")
    month.blocked = max(0, month.blocked - many)
    for desk in desks:
        desk.sends("available", available=True)


def _round(month: Month, desks: list[Counsellor], *, long: bool) -> None:
    talks: list[Talk] = []
    for _ in range(TALKS_A_ROUND):
        talks.append(begins(month, desks, long=long))
        month.talks.append(talks[-1])
    step = 0
    while any(talk.ended is None for talk in talks):
        step += 1
        month.here.clock.passes(seconds=STEP.total_seconds())
        for desk in desks:
            desk.sends("ping")
        for talk in talks:
            goes_on(month, talk, step, desks)
        month.upkeep()
    for talk in talks:
        over(month, talk)
