"""The state machine, for minutes in every run of the tests and for longer in `make soak`."""

import os
import secrets
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.machine import Adversary
from tests.faults.replaying import GAMES, lines_of, replay

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


PHASES = [Phase.explicit, Phase.generate, *([Phase.shrink] if "SHRINK" in os.environ else [])]
"""A failing game is replayed by itself; SHRINK=1 looks for a shorter one, for minutes."""


def play(examples: int, steps: int, first: int) -> None:
    """Reproducible: the games follow from the machine and the seed, which is printed before the first of them."""
    began = time.monotonic()
    print(f"\n{examples} games of {steps} steps, SEED={first}", flush=True)
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=False,
        report_multiple_bugs=False,
        database=None,
        suppress_health_check=CHECKS,
        phases=PHASES,
        print_blob=False,
    )
    run_state_machine_as_test(seed(first)(Adversary), settings=chosen)
    print(f"none lost in {time.monotonic() - began:.0f} s")


def test_nothing_is_lost_whatever_the_adversary_does() -> None:
    play(int(os.environ.get("GAMES", "200")), int(os.environ.get("STEPS", "50")), int(os.environ.get("SEED") or 1))


@pytest.mark.parametrize("game", sorted(GAMES.glob("*.txt")), ids=lambda game: game.stem)
def test_a_game_that_was_lost_once_is_not_lost_again(game: Path) -> None:
    replay(lines_of(game))


@pytest.mark.soak
def test_nothing_is_lost_in_a_long_siege() -> None:
    """Other games each time, unless a seed is given: what a fixed siege has not found, it never finds."""
    play(5_000, 100, int(os.environ.get("SEED") or secrets.randbelow(2**32)))
