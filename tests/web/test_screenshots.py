"""Photographs of every page and state, to be looked at: `make screenshots` writes them to `screenshots/`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsers import launched
from tests.web.host import HostPage
from tests.web.service import Service
from tests.web.states import STATES
from tests.web.visitor import Visitor

PLACE = Path(__file__).parents[2] / "screenshots"
SIZES = {"320": (320, 640), "390": (390, 844), "1280": (1280, 800)}

pytestmark = pytest.mark.screenshots


def _photograph(browser: Browser, service: Service, name: str, act: Callable[[Visitor], None], **media: str) -> None:
    for size, (width, height) in SIZES.items():
        context = browser.new_context(locale="nl-BE", viewport={"width": width, "height": height})
        visitor = Visitor(service, context.new_page())
        visitor.page.emulate_media(**media)  # type: ignore[arg-type]
        act(visitor)
        visitor.page.wait_for_timeout(150)
        PLACE.mkdir(exist_ok=True)
        # A dialog and a conversation fill the window; the whole page would show them where nobody sees them.
        full = visitor.page.locator("body[data-part=talk], dialog[open]").count() == 0
        visitor.page.screenshot(path=PLACE / f"{name}-{size}.png", full_page=full)
        context.close()
        service.reachable, service.runs, service.light, service.language = True, True, "open", "nl"
        service.answers.clear()


def test_every_state_of_the_chat(host: HostPage) -> None:
    service = Service((host.origin,))
    with launched("chromium") as browser:
        for name, act in STATES.items():
            _photograph(browser, service, f"chat-{name}", act)
        for name in ("talking", "open"):
            _photograph(browser, service, f"chat-{name}-dark", STATES[name], color_scheme="dark")
            _photograph(browser, service, f"chat-{name}-forced", STATES[name], forced_colors="active")


def test_every_light_of_the_widget(host: HostPage) -> None:
    service = Service((host.origin,))
    host.embeds(service)

    def shows(light: str) -> Callable[[Visitor], None]:
        def act(visitor: Visitor) -> None:
            service.light = light
            visitor.page.goto(service.root)
            expect(visitor.page.locator(f"chat-hulp [data-light={light}]").first).to_be_visible()

        return act

    def unreachable(visitor: Visitor) -> None:
        visitor.page.route("**/status/**", lambda route: route.abort())
        visitor.page.goto(service.root)
        expect(visitor.page.get_by_text("We zien nu niet").first).to_be_visible()

    def hidden(visitor: Visitor) -> None:
        opened(visitor)
        visitor.page.get_by_role("button", name="Verberg de chat").click()

    def opened(visitor: Visitor) -> None:
        visitor.opens_widget(host.url)
        visitor.sees("De chat is open")

    with launched("chromium") as browser:
        for light in ("open", "busy", "closed"):
            _photograph(browser, service, f"widget-{light}", shows(light))
        _photograph(browser, service, "widget-unreachable", unreachable)
        _photograph(browser, service, "widget-dark", shows("open"), color_scheme="dark")
        _photograph(browser, service, "widget-forced", shows("busy"), forced_colors="active")
        _photograph(browser, service, "widget-hidden", hidden)
        _photograph(browser, service, "widget-opened", opened)
