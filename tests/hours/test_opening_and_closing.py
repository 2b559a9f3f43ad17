"""Upkeep opens and closes the channels at the minute, and tells who waits and who talks."""

import pytest

from chalicelib.domain.schedule import DEFAULTS, close_now
from tests.actors import counsellor, visitor
from tests.hours.day import Day
from tests.service import service


def test_the_first_upkeep_gives_the_published_hours_once() -> None:
    day = Day("2026-11-24 12:00")
    caw, jac = (day.service.context.channels.read_schedule(channel) for channel in ("caw", "jac"))
    assert (caw[1], jac[1]) == (1, 1)
    day.service.upkeep()
    kept = day.service.dynamo.items("chat")
    day.service.upkeep()
    assert day.service.dynamo.items("chat") == kept
    assert [day.service.context.channels.schedule_version(channel) for channel in ("caw", "jac")] == [1, 1]
    assert day.starts("2026-11-24 17:00") == "closed"
    day.channel = "jac"
    assert day.starts("2026-11-24 18:59:59") == "started"
    assert day.starts("2026-11-24 19:00") == "closed"


def test_watchers_are_told_at_opening_and_at_closing() -> None:
    day = Day("2026-11-24 12:58")
    watcher, other = visitor(day.service), visitor(day.service)
    assert watcher.sends("watch", channel="caw")["light"] == "closed"
    assert other.sends("watch", channel="jac", language="en")["light"] == "closed"
    for text in ("12:59:00", "12:59:59"):
        day.at(f"2026-11-24 {text}")
        day.works()
        day.service.upkeep()
    assert watcher.sees("status") == []
    day.at("2026-11-24 13:00:00")
    day.service.upkeep()
    day.service.upkeep()
    assert [frame["light"] for frame in watcher.sees("status")] == ["open"]
    assert other.sees("status") == [], "nobody is on duty there"
    for text in ("15:30:00", "16:59:59"):
        day.at(f"2026-11-24 {text}")
        watcher.sends("watch", channel="caw")
        day.works()
        day.service.upkeep()
    day.at("2026-11-24 17:00:00")
    day.service.upkeep()
    day.service.upkeep()
    told = watcher.last_sees("status")
    assert (told["light"], told["next_opening"]) == ("closed", "2026-11-25T12:00:00.000Z")


def test_who_talks_at_closing_time_talks_on_and_both_are_told_once() -> None:
    day = Day("2026-11-24 16:58")
    sam = visitor(day.service)
    sam.starts("Sam", channel="caw")
    for text in ("16:59:59", "17:00:00", "17:01:00"):
        day.at(f"2026-11-24 {text}")
        day.service.upkeep()
    for actor in (sam, day.an):
        assert [frame["notice"] for frame in actor.sees("notice")] == ["closing"]
    assert sam.says("mag ik nog even?")["delivered"] is True
    assert day.an.says(sam.conversation, "natuurlijk")["delivered"] is True
    assert visitor(day.service).starts("Noor", channel="caw")["reason"] == "closed"
    assert sam.sends("end")["type"] == "ended"


def test_a_drop_after_closing_time_is_no_end() -> None:
    day = Day("2026-11-24 16:58")
    sam = visitor(day.service)
    sam.starts("Sam", channel="caw")
    day.at("2026-11-24 17:00:30")
    day.service.upkeep()
    sam.loses_the_line()
    day.at("2026-11-24 17:04:00")
    assert sam.comes_back().resumes()["type"] == "resumed"


def test_hours_that_were_made_longer_postpone_the_notice() -> None:
    day = Day("2026-11-24 16:58")
    sam = visitor(day.service)
    sam.starts("Sam", channel="caw")
    sam.says("hallo")
    jac, _ = day.service.context.channels.read_schedule("jac")
    assert jac
    day.service.opens("caw", jac)
    day.at("2026-11-24 17:00:00")
    day.service.upkeep()
    assert sam.sees("notice") == []
    for minute in range(17 * 60 + 2, 19 * 60 + 1, 2):
        day.at(f"2026-11-24 {minute // 60}:{minute % 60:02}")
        sam.sends("ping")
        day.an.sends("ping")
        day.service.upkeep()
    assert [frame["notice"] for frame in sam.sees("notice")] == ["one_hour", "closing"]


def test_a_channel_that_is_closed_at_once_is_closed_at_once() -> None:
    day = Day("2026-11-24 15:00")
    caw, _ = day.service.context.channels.read_schedule("caw")
    assert caw
    assert day.starts("2026-11-24 15:01") == "started"
    day.service.opens("caw", close_now(caw))
    assert day.starts("2026-11-24 15:01:01") == "closed"
    assert day.starts("2026-11-25 15:00") == "closed", "until somebody opens it again"


@pytest.mark.parametrize("first", ["watch", "duty", "upkeep"])
def test_whoever_comes_first_a_channel_gets_its_hours_once(first: str) -> None:
    new = service()
    if first == "watch":
        visitor(new).sends("watch", channel="jac")
    elif first == "duty":
        counsellor(new, "An").takes_duty()
        new.tells_watchers()
    else:
        new.upkeep()
    assert new.context.channels.read_schedule("jac") == (DEFAULTS["jac"], 1)
    new.upkeep()
    visitor(new).sends("watch", channel="jac")
    assert new.context.channels.read_schedule("jac") == (DEFAULTS["jac"], 1)
