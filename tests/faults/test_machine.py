"""The state machine, for minutes in every run of the tests and for longer in `make soak`."""

import os
import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.machine import Adversary

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


PHASES = [Phase.explicit, Phase.generate, *([Phase.shrink] if "SHRINK" in os.environ else [])]
"""A failing game is replayed by itself; SHRINK=1 looks for a shorter one, for minutes."""


def play(examples: int, steps: int) -> None:
    """Reproducible: the games follow from the machine itself, and each prints its seed when it is lost."""
    began = time.monotonic()
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        report_multiple_bugs=False,
        database=None,
        suppress_health_check=CHECKS,
        phases=PHASES,
        print_blob=False,
    )
    run_state_machine_as_test(Adversary, settings=chosen)
    print(f"\n{examples} games of {steps} steps, derandomised: {time.monotonic() - began:.0f} s")


def test_nothing_is_lost_whatever_the_adversary_does() -> None:
    play(int(os.environ.get("GAMES", "200")), int(os.environ.get("STEPS", "50")))


@pytest.mark.soak
def test_nothing_is_lost_in_a_long_siege() -> None:
    play(5_000, 100)
