"""A browser for the stories of the staff's pages: Debian's Chromium, Belgian, without a profile."""

import shutil
from collections.abc import Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.web.browsers import driver

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# The browser itself reports what the tests do to it on purpose.
EXPECTED = ("net::ERR_INTERNET_DISCONNECTED", "Failed to load resource", "WebSocket connection to")


@cache
def chromium() -> Browser:
    """One browser a test run."""
    return driver().chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)


@pytest.fixture
def page() -> Iterator[Page]:
    """A page in which any error of a script, and any breach of the content security policy, fails the test."""
    context = chromium().new_context(
        viewport={"width": 1280, "height": 800}, locale="nl-BE", timezone_id="Europe/Brussels"
    )
    faults: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in EXPECTED):
            faults.append(message.text)

    context.on("console", listen)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = context.new_page()
    page.set_default_timeout(5_000)
    yield page
    context.close()
    assert faults == []
