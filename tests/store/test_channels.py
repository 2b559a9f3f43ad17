"""Hours with a version, the light that was announced last, and who waits for it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.channel import Closing
from chalicelib.domain.light import Announced, Light
from chalicelib.domain.races import Outdated
from chalicelib.domain.schedule import DEFAULTS, ScheduleError
from tests.store.shelves import Shelves
from tests.world import around_the_clock

CAW = DEFAULTS["caw"]


def test_hours_are_read_back_with_their_version(shelves: Shelves) -> None:
    channels = shelves.world.channels
    assert channels.read_schedule("caw") == (None, 0)
    assert channels.save_schedule("caw", CAW, 0) == 1
    assert channels.save_schedule("caw", around_the_clock(), 1) == 2
    assert channels.read_schedule("caw") == (around_the_clock(), 2)
    assert channels.schedule("jac") is None


@pytest.mark.parametrize("version", [0, 1, 3])
def test_nobody_undoes_anothers_hours_unseen(shelves: Shelves, version: int) -> None:
    shelves.world.channels.save_schedule("caw", CAW, 0)
    shelves.world.channels.save_schedule("caw", CAW, 1)
    with shelves.lost(Outdated):
        shelves.world.channels.save_schedule("caw", around_the_clock(), version)


BROKEN: dict[str, Any] = {
    "no document": {},
    "nothing in it": {"document": {"M": {}}},
    "text": {"document": {"S": "always open"}},
    "a number": {"document": {"N": "1"}, "version": {"N": "1"}},
    "hours that are none": {"document": {"M": {"shifts": {"S": "13:00-25:00"}}}},
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_hours_that_cannot_be_read_are_no_hours(shelves: Shelves, broken: Any) -> None:
    shelves.put({"pk": {"S": "CHANNEL#caw"}, "sk": {"S": "SCHEDULE"}, **broken})
    assert shelves.world.channels.schedule("caw") is None
    with pytest.raises(ScheduleError):
        shelves.world.channels.read_schedule("caw")
    version = shelves.world.channels.schedule_version("caw")
    shelves.world.channels.save_schedule("caw", CAW, version)
    assert shelves.world.channels.schedule("caw") == CAW, "an administrator puts it right"


def test_the_first_hours_are_given_once_and_never_again(shelves: Shelves) -> None:
    channels = shelves.world.channels
    assert channels.seed("caw", CAW, shelves.now)
    channels.save_schedule("caw", around_the_clock(), 1)
    kept = shelves.chat()
    assert not channels.seed("caw", CAW, shelves.now)
    assert shelves.chat() == kept
    shelves.client.delete_item(
        TableName=shelves.chosen.chat_table, Key={"pk": {"S": "CHANNEL#caw"}, "sk": {"S": "SCHEDULE"}}
    )
    assert not channels.seed("caw", CAW, shelves.now)
    assert channels.schedule("caw") is None, "missing means closed"


def test_hours_that_an_administrator_made_first_are_not_overwritten(shelves: Shelves) -> None:
    shelves.world.channels.save_schedule("caw", around_the_clock(), 0)
    assert not shelves.world.channels.seed("caw", CAW, shelves.now)
    assert shelves.world.channels.schedule("caw") == around_the_clock()


def test_the_newest_light_is_announced_once(shelves: Shelves) -> None:
    channels, first = shelves.world.channels, Announced(Light.OPEN, shelves.now, told=False)
    channels.announce("jac", None, first)
    with shelves.lost(Outdated):
        channels.announce("jac", None, replace(first, light=Light.BUSY))
    second = Announced(Light.BUSY, shelves.now + timedelta(milliseconds=1), told=False)
    channels.announce("jac", first, second)
    with shelves.lost(Outdated):
        channels.announce("jac", first, replace(second, light=Light.CLOSED))
    with shelves.lost(Outdated):
        channels.told("jac", first)
    channels.told("jac", second)
    assert channels.announced("jac") == replace(second, told=True)


def test_who_waits_is_told_until_they_leave(shelves: Shelves) -> None:
    channels = shelves.world.channels
    channels.watch("jac", "line-1", "nl", shelves.now)
    channels.watch("jac", "line-2", "en", shelves.now)
    channels.watch("caw", "line-3", "nl", shelves.now)
    channels.unwatch("jac", "nobody")
    assert list(channels.watchers("jac")) == [("line-1", "nl"), ("line-2", "en")]
    channels.unwatch("jac", "line-1")
    assert list(channels.watchers("jac")) == [("line-2", "en")]


def test_who_closed_at_once_is_kept(shelves: Shelves) -> None:
    assert shelves.world.channels.closing("jac") is None
    closing = Closing(by="Dora", reason="brandalarm", at=shelves.now)
    shelves.world.channels.close("jac", closing)
    assert shelves.world.channels.closing("jac") == closing
