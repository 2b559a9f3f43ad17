"""Hours with a version, the light that was announced last, and who waits for it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.channel import Closing
from chalicelib.domain.light import Announced, Light
from chalicelib.domain.races import Outdated
from chalicelib.domain.schedule import DEFAULTS, ScheduleError
from tests.service import around_the_clock
from tests.store.stores import Stores

CAW = DEFAULTS["caw"]


def test_hours_are_read_back_with_their_version(stores: Stores) -> None:
    channels = stores.context.channels
    assert channels.read_schedule("caw") == (None, 0)
    assert channels.save_schedule("caw", CAW, 0) == 1
    assert channels.save_schedule("caw", around_the_clock(), 1) == 2
    assert channels.read_schedule("caw") == (around_the_clock(), 2)
    assert channels.schedule("jac") is None


@pytest.mark.parametrize("version", [0, 1, 3])
def test_nobody_undoes_anothers_hours_unseen(stores: Stores, version: int) -> None:
    stores.context.channels.save_schedule("caw", CAW, 0)
    stores.context.channels.save_schedule("caw", CAW, 1)
    with stores.lost(Outdated):
        stores.context.channels.save_schedule("caw", around_the_clock(), version)


BROKEN: dict[str, Any] = {
    "no document": {},
    "nothing in it": {"document": {"M": {}}},
    "text": {"document": {"S": "always open"}},
    "a number": {"document": {"N": "1"}, "version": {"N": "1"}},
    "hours that are none": {"document": {"M": {"shifts": {"S": "13:00-25:00"}}}},
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_hours_that_cannot_be_read_are_no_hours(stores: Stores, broken: Any) -> None:
    stores.put({"pk": {"S": "CHANNEL#caw"}, "sk": {"S": "SCHEDULE"}, **broken})
    assert stores.context.channels.schedule("caw") is None
    with pytest.raises(ScheduleError):
        stores.context.channels.read_schedule("caw")
    version = stores.context.channels.schedule_version("caw")
    stores.context.channels.save_schedule("caw", CAW, version)
    assert stores.context.channels.schedule("caw") == CAW, "an administrator puts it right"


def test_the_first_hours_are_given_once_and_never_again(stores: Stores) -> None:
    channels = stores.context.channels
    assert channels.seed("caw", CAW, stores.now)
    channels.save_schedule("caw", around_the_clock(), 1)
    kept = stores.chat()
    assert not channels.seed("caw", CAW, stores.now)
    assert stores.chat() == kept
    stores.client.delete_item(
        TableName=stores.chosen.chat_table, Key={"pk": {"S": "CHANNEL#caw"}, "sk": {"S": "SCHEDULE"}}
    )
    assert not channels.seed("caw", CAW, stores.now)
    assert channels.schedule("caw") is None, "missing means closed"


def test_hours_that_an_administrator_made_first_are_not_overwritten(stores: Stores) -> None:
    stores.context.channels.save_schedule("caw", around_the_clock(), 0)
    assert not stores.context.channels.seed("caw", CAW, stores.now)
    assert stores.context.channels.schedule("caw") == around_the_clock()


def test_the_newest_light_is_announced_once(stores: Stores) -> None:
    channels, first = stores.context.channels, Announced(Light.OPEN, stores.now, told=False)
    channels.announce("jac", None, first)
    with stores.lost(Outdated):
        channels.announce("jac", None, replace(first, light=Light.BUSY))
    second = Announced(Light.BUSY, stores.now + timedelta(milliseconds=1), told=False)
    channels.announce("jac", first, second)
    with stores.lost(Outdated):
        channels.announce("jac", first, replace(second, light=Light.CLOSED))
    with stores.lost(Outdated):
        channels.told("jac", first)
    channels.told("jac", second)
    assert channels.announced("jac") == replace(second, told=True)


def test_who_waits_is_told_until_they_leave(stores: Stores) -> None:
    channels = stores.context.channels
    channels.watch("jac", "line-1", "nl", stores.now)
    channels.watch("jac", "line-2", "en", stores.now)
    channels.watch("caw", "line-3", "nl", stores.now)
    channels.unwatch("jac", "nobody")
    assert list(channels.watchers("jac")) == [("line-1", "nl"), ("line-2", "en")]
    channels.unwatch("jac", "line-1")
    assert list(channels.watchers("jac")) == [("line-2", "en")]


def test_who_closed_at_once_is_kept(stores: Stores) -> None:
    assert stores.context.channels.closing("jac") is None
    closing = Closing(by="Dora", reason="brandalarm", at=stores.now)
    stores.context.channels.save_schedule("jac", around_the_clock(), 0, closing=closing)
    assert stores.context.channels.closing("jac") == closing
