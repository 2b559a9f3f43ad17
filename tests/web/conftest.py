"""Actors and places of the browser tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.web.browsers import NOT_RUN, PATIENCE, launched
from tests.web.host import HostPage
from tests.web.service import Service
from tests.web.visitor import Visitor
from tests.web.webkit import screen, webkit  # noqa: F401  (fixtures)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells what it could not drive: the summary is printed by the process that it works for."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["not_run"] = NOT_RUN


class Workers:
    """Hears what each worker could not drive."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        NOT_RUN.extend(getattr(node, "workeroutput", {}).get("not_run", []))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Workers())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in dict.fromkeys(NOT_RUN):
        terminalreporter.write_line(f"!!! NOT RUN, browser missing or not drivable: {line}", red=True, bold=True)


@pytest.fixture(autouse=True)
def patience() -> None:
    """Playwright's own five seconds are too few on a machine that does something else meanwhile."""
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    with launched(request.param) as started:
        yield started


@pytest.fixture
def host() -> Iterator[HostPage]:
    page = HostPage()
    yield page
    page.close()


@pytest.fixture
def service(host: HostPage) -> Iterator[Service]:
    started = Service((host.origin,))
    host.embeds(started)
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def visitor(service: Service, context: BrowserContext) -> Iterator[Visitor]:
    person = Visitor(service, context.new_page())
    yield person
    assert person.faults == [], "the page complained"
