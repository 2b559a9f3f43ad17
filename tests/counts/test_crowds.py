"""Thousands who wait, thousands who are gone, a thousand who fall silent together: done in time.

Time is arithmetic here: how many calls are under way together is proved by a barrier that only so many can pass, and a
call is taken to last ten milliseconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any, cast

import pytest

from chalicelib.gateway import Gateway
from chalicelib.wiring import AT_ONCE
from tests.actors import Counsellor, counsellor, visitor
from tests.counts.table import LIVELY
from tests.engine.hooks import Arguments, attached
from tests.faults.snapshot import Parsed, Snapshot
from tests.service import Service, service

WATCHERS = 5_000
SILENT = 1_000
SLOTS = 5
CALL = timedelta(milliseconds=10)
HUNG = 30.0


@pytest.mark.parametrize("gone", [False, True], ids=["all there", "all gone"])
def test_five_thousand_who_wait_are_told_or_removed_within_fifteen_seconds(gone: bool) -> None:
    here = service()
    here.opens("jac")
    here.upkeep()
    an, lines = counsellor(here), [f"watcher-{number}" for number in range(WATCHERS)]
    for line in lines:
        here.context.channels.watch("jac", line, "nl", here.clock())
        if not gone:
            here.gateway.connect(line)
    here.context = replace(here.context, push=Gateway(lambda: cast(Any, here.gateway)), at_once=AT_ONCE)
    an.takes_duty(slots=1)
    here.context.channels.unwatch("jac", an.connection)  # the barrier lets whole rounds pass: the crowd alone
    with together(here) as rounds:
        here.tells_watchers()
    told = sum(bool(here.gateway.inbox(line)) for line in lines)
    left = sum(item["pk"]["S"].startswith("WATCHERS#") for item in here.dynamo.items("chat"))
    assert (told, left) == ((0, 0) if gone else (WATCHERS, WATCHERS))
    assert sum(rounds) * CALL <= timedelta(seconds=15), rounds
    print(f"\n{sum(rounds)} times {AT_ONCE} calls: {(sum(rounds) * CALL).total_seconds():.1f} s at 10 ms")


@contextmanager
def together(here: Service) -> Iterator[list[int]]:
    """Counts rounds of calls; none of a round goes on before all of it are under way. Raises BrokenBarrierError."""
    rounds = [0, 0]

    def passing(kind: int) -> Barrier:
        def passed() -> None:
            rounds[kind] += 1

        return Barrier(AT_ONCE, passed, HUNG)

    pushes, deletes = passing(0), passing(1)

    def waits(operation: str, _: Arguments) -> None:
        if operation in ("post_to_connection", "delete_item"):
            (pushes if operation == "post_to_connection" else deletes).wait()

    with attached(here.gateway, before=[waits]), attached(here.dynamo, before=[waits]):
        yield rounds


def test_a_thousand_who_fall_silent_in_one_minute_are_all_found_within_two() -> None:
    here = service(limits=LIVELY)
    here.opens("jac")
    desks = [counsellor(here, f"C{number}") for number in range(SILENT // SLOTS)]
    for desk in desks:
        desk.takes_duty(slots=SLOTS)
    for number in range(SILENT):
        assert visitor(here, f"10.0.{number // 250}.{number % 250}").starts(f"Naam {number}")["type"] == "started"
        here.clock.passes(milliseconds=60)
    assert states(here) == {"talking"}
    for _ in range(4):
        _minute(here, desks)
    assert states(here) == {"talking"}, "five minutes of silence are not over for anybody"
    for _ in range(2):
        _minute(here, desks)
    assert states(here) == {"visitor_away"}
    for _ in range(6):
        _minute(here, desks)
    assert states(here) == {"ended"}


def _minute(here: Service, desks: list[Counsellor]) -> None:
    """A minute in which desks give signs of life and upkeep works, each call a share of the time."""
    for desk in desks:
        desk.sends("ping")
    began = here.clock.now

    def takes_time(*_: object) -> None:
        here.clock.now += CALL / AT_ONCE

    with attached(here.dynamo, before=[takes_time]), attached(here.gateway, before=[takes_time]):
        here.upkeep()
    assert here.clock.now < began + timedelta(minutes=1), "a run is over before the next"
    here.clock.now = began + timedelta(minutes=1)


def states(here: Service) -> set[str]:
    kept: list[Parsed] = list(Snapshot(here.dynamo).look(here.clock.now).conversations.values())
    assert len(kept) == SILENT
    return {one["state"] for one in kept}
