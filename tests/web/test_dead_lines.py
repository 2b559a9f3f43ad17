"""A line that dies without a word: a relay swallows what goes either way, and the pages say so within 75 seconds.

The minutes pass on a clock of the test's own; what the network does is real.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsers import launched
from tests.web.desk_stage import at_work, moment
from tests.web.host import HostPage
from tests.web.relay import Relay
from tests.web.service import Service
from tests.web.staff_browser import page, world  # noqa: F401  (fixtures)
from tests.web.staff_stage import World
from tests.web.visitor import Visitor
from tests.web.waiting import awaited

SECOND = 1_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium alone: the clock is the same in each, and what is slow here is the browser."""
    with launched("chromium") as started:
        yield started


@pytest.fixture
def relay(service: Service) -> Iterator[Relay]:
    between = Relay(service.socket_url)
    service.settings = replace(service.settings, socket_url=between.url)
    yield between
    between.close()


@pytest.fixture
def desk_relay(world: World) -> Iterator[Relay]:  # noqa: F811
    between = Relay(world.socket_url)
    world.socket_url = between.url
    yield between
    between.close()


def seconds_pass(page: Page, seconds: float) -> None:  # noqa: F811
    page.clock.run_for(round(seconds * SECOND))


def sets_the_clock(page: Page, minutes: int) -> None:  # noqa: F811
    """Somebody, or the network, sets the wall clock of the computer; no time has passed."""
    page.clock.set_system_time(datetime.now(UTC) + timedelta(minutes=minutes))


def talking(visitor: Visitor) -> None:
    visitor.page.clock.install()
    visitor.opens().starts()
    visitor.says("Hallo")
    visitor.sees_it_sent()


def has_pinged(visitor: Visitor, times: int) -> bool:
    return len(visitor.service.sent("ping")) >= times


def test_the_chat_says_that_the_line_is_gone(visitor: Visitor, relay: Relay) -> None:
    talking(visitor)
    relay.swallows = True
    seconds_pass(visitor.page, 55)
    visitor.does_not_see("De verbinding is weg")
    seconds_pass(visitor.page, 20)
    visitor.sees("De verbinding is weg")
    visitor.says("Ben je er nog?")
    visitor.sees("wordt verstuurd…")
    relay.swallows = False
    for _ in range(60):
        seconds_pass(visitor.page, 1)
    visitor.sees_it_sent()
    visitor.does_not_see("De verbinding is weg")


def test_the_chat_in_a_widget_says_so_too(visitor: Visitor, relay: Relay, host: HostPage) -> None:
    visitor.page.clock.install()
    visitor.opens_widget(host.url).starts()
    relay.swallows = True
    seconds_pass(visitor.page, 75)
    visitor.sees("De verbinding is weg")


def test_the_desk_says_so_too(page: Page, world: World, desk_relay: Relay) -> None:  # noqa: F811
    world.replies["ping"] = lambda _: [{"type": "pong"}]
    page.clock.install()
    service = at_work(page, world)
    service.brings("Roos", "Hoi")
    desk_relay.swallows = True
    seconds_pass(page, 55)
    expect(page.get_by_text("Wat je schrijft, wordt bewaard")).to_have_count(0)
    seconds_pass(page, 20)
    expect(page.get_by_text("Wat je schrijft, wordt bewaard")).to_be_visible()
    # What was true over that line is no longer told.
    expect(page.locator(".bar .light")).to_have_text("JAC: nog niet bekend")
    expect(page.locator(".bar .standing")).to_have_text("niet zeker of je bereikbaar bent")


def test_a_line_that_lives_is_asked_each_minute_and_kept(visitor: Visitor, relay: Relay) -> None:
    talking(visitor)
    lines = visitor.service.lines_seen
    for pings in range(1, 6):
        seconds_pass(visitor.page, 60)
        awaited(partial(has_pinged, visitor, pings), f"{pings} pings")
        # The answer arrives before the next minute passes: it comes over the same line.
        visitor.service.counsellor_says(f"{pings} minuten")
        visitor.sees(f"{pings} minuten")
    assert visitor.service.lines_seen == lines
    assert len(visitor.service.sent("ping")) == 5, relay


def test_who_only_waits_for_the_light_pings_every_four_minutes(visitor: Visitor, relay: Relay) -> None:
    visitor.service.light = "closed"
    visitor.page.clock.install()
    visitor.opens().sees("De chat is gesloten")
    seconds_pass(visitor.page, 235)
    visitor.service.turns("busy")
    visitor.sees("Alle medewerkers")
    assert visitor.service.sent("ping") == [], relay
    seconds_pass(visitor.page, 241)
    assert len(visitor.service.hears("ping")) == 1


@pytest.mark.parametrize("minutes", [10, -10])
def test_a_clock_that_is_set_changes_no_countdown_and_no_ping_of_the_chat(visitor: Visitor, minutes: int) -> None:
    talking(visitor)
    sets_the_clock(visitor.page, minutes)
    seconds_pass(visitor.page, 55)
    visitor.says("Nog iets")
    visitor.sees_it_sent()
    assert visitor.service.sent("ping") == []
    sets_the_clock(visitor.page, minutes)
    visitor.service.reachable = False
    visitor.service.drop()
    expect(visitor.chat.locator(".countdown")).to_contain_text("5:00")
    sets_the_clock(visitor.page, -minutes)
    seconds_pass(visitor.page, 30)
    expect(visitor.chat.locator(".countdown")).to_contain_text("4:")
    visitor.sees("De verbinding is weg")


@pytest.mark.parametrize("minutes", [10, -10])
def test_a_clock_that_is_set_changes_no_countdown_of_the_desk(page: Page, world: World, minutes: int) -> None:  # noqa: F811
    page.clock.install()
    service = at_work(page, world)
    service.brings("Roos", "Hoi")
    service.writes("Roos", "Ben je daar?")
    service.tells("peer", "Roos", here=False, until=moment(280))
    pane = page.get_by_role("region", name="Roos")
    expect(pane).to_contain_text("nog 4:")
    sets_the_clock(page, minutes)
    seconds_pass(page, 5)
    expect(pane).to_contain_text("nog 4:")
    expect(pane).to_contain_text("Verbinding weg")


def test_answers_that_take_thirteen_seconds_end_in_a_talk(visitor: Visitor, relay: Relay) -> None:
    """Whatever comes back takes thirteen seconds, a new line too; patience grows until one is waited for."""
    talking(visitor)
    relay.holds = True
    visitor.says("Ben je er nog?")
    for _ in range(8):
        seconds_pass(visitor.page, 13)
        relay.lets_go()
        visitor.page.wait_for_timeout(200)
    visitor.sees_it_sent()
    visitor.does_not_see("De verbinding is weg")
    assert [frame["text"] for frame in visitor.service.messages] == ["Hallo", "Ben je er nog?"]
