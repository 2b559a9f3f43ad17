"""The settings as a worker knows them: asked for seldom, never older than a minute, and never lost."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from chalicelib.actions.in_force import InForce
from chalicelib.domain.channel import Channel
from chalicelib.domain.configuration import Choices, Documents, KeptChannel, KeptService
from chalicelib.privacy.log import Log
from chalicelib.settings import Settings
from tests.service import Clock

SEED = Settings().service
JAC = replace(SEED["jac"], name={"nl": "JAC Vlaanderen"})
FAMILY = replace(SEED["caw"], id="familie")


class Kept:
    """What is kept, how often it was asked for, and whether the table answers."""

    def __init__(self, *channels: Channel) -> None:
        self.documents = Documents(tuple(map(KeptChannel, channels)))
        self.asked, self.broken = 0, False

    def read(self) -> Documents:
        self.asked += 1
        if self.broken:
            raise ConnectionError("no table answers")
        return self.documents


@pytest.fixture
def clock() -> Clock:
    return Clock()


def worker(kept: Kept, clock: Clock, log: StringIO | None = None) -> InForce:
    return InForce(SEED, kept.read, clock, Log(log or StringIO()))


def test_a_worker_asks_once_whatever_it_is_asked(clock: Clock) -> None:
    kept = Kept()
    known = worker(kept, clock)
    for _ in range(100):
        assert list(known) == ["caw", "jac"]
        assert known["jac"] == SEED["jac"]
        assert known.chosen == Choices()
    assert kept.asked == 1


def test_what_was_saved_elsewhere_is_known_within_a_minute(clock: Clock) -> None:
    kept = Kept()
    known = worker(kept, clock)
    assert len(known) == 2
    kept.documents = Documents((KeptChannel(FAMILY), KeptChannel(JAC)), KeptService(Choices(places=7)))
    clock.passes(seconds=59)
    assert list(known) == ["caw", "jac", "familie"], "what shipped keeps its place; what was added comes after it"
    assert (known["jac"], known.chosen.places) == (JAC, 7)
    assert kept.asked == 2


def test_a_table_that_does_not_answer_takes_no_number_away(clock: Clock) -> None:
    kept, log = Kept(JAC), StringIO()
    known = worker(kept, clock, log)
    assert known["jac"] == JAC
    kept.broken = True
    clock.passes(minutes=5)
    assert [known["jac"] for _ in range(10)] == [JAC] * 10
    assert kept.asked == 2, "who asks meanwhile is answered from what is known"
    assert "settings_unread" in log.getvalue()
    assert "no table answers" not in log.getvalue()
    kept.broken = False
    kept.documents = Documents((KeptChannel(FAMILY),))
    clock.passes(seconds=5)
    assert list(known) == ["caw", "jac", "familie"]


def test_a_new_worker_before_a_table_that_does_not_answer_shows_what_shipped(clock: Clock) -> None:
    kept = Kept(JAC)
    kept.broken = True
    known = worker(kept, clock)
    assert [contact.phone for contact in known["jac"].emergency][:2] == ["112", "101"]


def test_a_clock_that_is_put_back_keeps_nothing_for_an_hour(clock: Clock) -> None:
    kept = Kept()
    known = worker(kept, clock)
    assert len(known) == 2
    clock.now -= timedelta(hours=1)
    assert len(known) == 2
    assert kept.asked == 2
