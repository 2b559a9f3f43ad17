"""The same chat in WebKit, the engine of Safari, as Debian packages it (WebKitGTK)."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import WebKitGTK

from tests.web.host import HostPage
from tests.web.service import Service
from tests.web.webkit_people import WebKitVisitor


@pytest.fixture
def service(host: HostPage) -> Iterator[Service]:
    started = Service((host.origin,))
    host.embeds(started)
    yield started
    started.close()


class Visitor(WebKitVisitor):
    """A visitor of the scripted service."""

    def __init__(self, browser: WebKitGTK, service: Service) -> None:
        super().__init__(browser, service.root)
        self.service = service


@pytest.fixture
def visitor(webkit: WebKitGTK, service: Service) -> Visitor:
    return Visitor(webkit, service)


def test_a_conversation_a_reload_and_goodbye(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.counsellor_says("Dag Merel")
    visitor.sees("Dag Merel")
    visitor.says("Hallo An")
    visitor.sees("verstuurd")
    visitor.browser.refresh()
    visitor.sees("Hallo An")
    visitor.sees("Dag Merel")
    visitor.ends()


def test_a_dropped_line_and_back(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.reachable = False
    visitor.service.drop()
    visitor.sees("De verbinding is weg")
    visitor.says("Ben je er nog?")
    visitor.sees("wordt verstuurd")
    visitor.service.reachable = True
    visitor.sees("· verstuurd")


def test_the_widget_opens_the_chat_under_a_strict_policy(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).starts()
    visitor.says("Hallo An")
    visitor.sees("· verstuurd")


def test_quick_exit_leaves_nothing_behind(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.find("#exit").click()
    visitor.until(lambda browser: browser.current_url.endswith("/weather"))
    visitor.until(lambda _: visitor.service.sent("end"))
    visitor.browser.back()
    assert "/c/jac" not in visitor.browser.current_url
