"""A page for the stories of the staff, in each of the browsers that the other pages are tested in."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.web.browsers import PATIENCE
from tests.web.staff_stage import World

# The browser itself reports what the tests do to it on purpose.
EXPECTED = re.compile(
    r"WebSocket|net::ERR|can.t establish a connection|was interrupted|NS_ERROR"
    r"|Failed to load resource|downloadable font"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which any error of a script, and any breach of the content security policy, fails the test."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="nl-BE", timezone_id="Europe/Brussels"
    )
    faults: list[str] = []

    def complain(fault: str) -> None:
        if not EXPECTED.search(fault):
            faults.append(fault)

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complain(message.text)

    context.set_default_timeout(PATIENCE)
    context.on("console", listen)
    context.on("weberror", lambda error: complain(str(error.error)))
    page = context.new_page()
    yield page
    context.close()
    assert faults == [], faults


@pytest.fixture
def world() -> Iterator[World]:
    started = World()
    yield started
    started.close()
