"""On every website help is within reach before anything answers, and the chat opens, in the page or as its own."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browsers import skipped_part
from tests.web.hosts import BLOCKED, SITES, Hosts
from tests.web.service import Service
from tests.web.visitor import Visitor

RESUME = "Ga verder met je gesprek"
# What a host broke on purpose is logged by the browser; so is what its policy refused.
_OF_THE_HOST = re.compile(r"of the host|Content.Security.Policy|frame-src|Refused|refused|blocked", re.IGNORECASE)


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    pages = Hosts()
    yield pages
    pages.close()


@pytest.fixture
def service(hosts: Hosts) -> Iterator[Service]:
    started = Service((hosts.origin,))
    hosts.embeds(started)
    yield started
    started.close()


@pytest.fixture
def guest(visitor: Visitor) -> Iterator[Visitor]:
    """A visitor of a host that has troubles of its own."""
    yield visitor
    visitor.faults[:] = [fault for fault in visitor.faults if not _OF_THE_HOST.search(fault)]


STATUS_HANGS = "window.fetch = () => new Promise(() => {})"


def sees_help(page: Page) -> None:
    widget = page.locator("chat-hulp").first
    expect(widget.locator('[part=emergency] a[href="tel:112"]')).to_be_visible()
    expect(widget.locator('[part=emergency] a[href="tel:101"]')).to_be_visible()
    expect(widget.locator('a[href="mailto:onthaal@jac.example"]')).to_be_visible()
    expect(widget.get_by_role("button", name="Ga naar de chat")).to_be_visible()


@pytest.mark.parametrize("name", SITES)
def test_help_is_there_before_any_answer(guest: Visitor, hosts: Hosts, name: str) -> None:
    guest.page.add_init_script(STATUS_HANGS)
    guest.page.goto(hosts.address(name))
    sees_help(guest.page)


@pytest.mark.parametrize("name", SITES)
def test_the_chat_opens(guest: Visitor, hosts: Hosts, name: str) -> None:
    if name in BLOCKED:
        guest.page.goto(hosts.address(name))
        guest.page.get_by_role("button", name="Start de chat").click()
        guest.page.wait_for_url("**/c/jac?lang=nl")
        guest.chat = guest.page
    else:
        opens(guest, hosts.address(name))
        nothing_covers_the_panel(guest.page)
    opened = guest.page.context.browser
    if name == "xhtml" and opened and opened.browser_type.name == "firefox":
        skipped_part("talking on an XHTML page in Firefox", "its driver gives keys to the page around the frame")
    guest.starts()
    guest.says("Hallo")
    guest.sees_it_sent()


def opens(guest: Visitor, address: str) -> None:
    """The first widget of the page, also when a translator has been at its words."""
    guest.page.goto(address)
    expect(guest.page.locator("chat-hulp").first.get_by_text("De chat is open")).to_be_visible()
    guest.page.locator("chat-hulp").first.get_by_role("button", name="Start de chat").click()
    guest.finds_the_frame()


def nothing_covers_the_panel(page: Page) -> None:
    covered = page.evaluate(
        """() => {
            const panel = document.querySelector("chat-hulp-panel");
            const parts = [...panel.shadowRoot.querySelectorAll("button, iframe")];
            const boxes = parts.map((part) => part.getBoundingClientRect());
            const points = boxes.flatMap((box) => [[box.left + 4, box.top + 4], [box.right - 4, box.bottom - 4]]);
            return points.filter(([x, y]) => document.elementFromPoint(x, y) !== panel);
        }"""
    )
    assert covered == []


def test_letters_do_not_shrink_with_those_of_the_host(guest: Visitor, hosts: Hosts) -> None:
    sizes = set()
    for name in ("small-root", "all-unset", "quirks"):
        guest.page.goto(hosts.address(name))
        sizes.add(
            guest.page.locator("chat-hulp [part=start]").evaluate("(button) => getComputedStyle(button).fontSize")
        )
    assert sizes == {"16px"}


def test_a_translated_page_is_not_fought(guest: Visitor, hosts: Hosts) -> None:
    guest.page.goto(hosts.address("translated"))
    expect(guest.page.get_by_role("button", name="* Start de chat")).to_be_visible()
    guest.page.locator("chat-hulp").evaluate("(widget) => widget.refresh()")
    expect(guest.page.get_by_role("button", name="* Start de chat")).to_be_visible()
    expect(guest.page.locator("chat-hulp [part=light]")).to_contain_text("* De chat is open")


@pytest.mark.parametrize(
    "broken",
    [
        "delete window.CSSStyleSheet",
        "Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', { set() { throw Error('no'); } })",
        "Object.defineProperty(window, 'customElements', { value: undefined })",
        "Element.prototype.attachShadow = () => { throw new Error('of the host') }",
        "delete window.fetch",
        "delete HTMLElement.prototype.showPopover",
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('of the host') } })",
    ],
)
def test_whatever_fails_there_are_numbers_an_address_and_a_way_in(guest: Visitor, hosts: Hosts, broken: str) -> None:
    guest.page.add_init_script(broken)
    guest.page.goto(hosts.address("quirks"))
    widget = guest.page.locator("chat-hulp")
    expect(widget.locator('[href="tel:112"]:visible').first).to_be_visible()
    expect(widget.locator('a[href="mailto:onthaal@jac.example"]')).to_be_visible()
    widget.get_by_role("button", name=re.compile("chat")).or_(widget.get_by_role("link", name="Chat met")).click()
    expect(guest.page.locator("chat-hulp-panel iframe").or_(guest.page.locator("#main"))).to_be_visible()


def test_attributes_that_come_late_and_change(guest: Visitor, hosts: Hosts) -> None:
    page = guest.page
    page.goto(hosts.address("quirks"))
    page.evaluate("() => document.body.replaceChildren(document.createElement('chat-hulp'))")
    expect(page.locator('chat-hulp a[href="tel:112"]')).to_be_visible()
    assert [path for path, _ in guest.service.served].count("status/caw") == 0
    page.locator("chat-hulp").evaluate("(widget) => { widget.setAttribute('channel', 'caw'); widget.lang = 'en' }")
    expect(page.get_by_role("button", name="Start the chat")).to_be_visible()
    page.locator("chat-hulp").evaluate("(widget) => { widget.lang = 'nl' }")
    expect(page.get_by_role("button", name="Start de chat")).to_be_visible()


def test_a_frame_that_never_comes_is_waited_for_ten_seconds(guest: Visitor, hosts: Hosts) -> None:
    guest.page.clock.install(time="2026-11-24T13:00:00Z")
    guest.page.goto(hosts.address("quirks"))
    expect(guest.page.get_by_role("button", name="Start de chat")).to_be_visible()
    guest.page.clock.pause_at("2026-11-24T13:30:00Z")  # else what the machine does meanwhile is time too
    waiting: list[Route] = []
    guest.page.route("**/c/jac?lang=nl&host=**", lambda route: waiting.append(route))
    guest.page.get_by_role("button", name="Start de chat").click()
    panel = guest.page.locator("chat-hulp-panel")
    expect(panel.get_by_role("link", name="Open de chat op een eigen pagina")).to_be_visible()
    expect(panel.locator('a[href="tel:112"]')).to_be_visible()
    guest.page.clock.run_for(9_900)
    expect(panel.get_by_text("De chat opent op een eigen pagina.")).not_to_be_visible()
    guest.page.clock.run_for(200)
    expect(panel.get_by_text("De chat opent op een eigen pagina.")).to_be_visible()
    guest.page.clock.run_for(1_600)
    guest.page.wait_for_url("**/c/jac?lang=nl")
    assert len(waiting) == 1


def test_where_the_service_does_not_answer_nobody_is_sent_to_a_dead_page(guest: Visitor, hosts: Hosts) -> None:
    guest.page.route("**/status/**", lambda route: route.abort())
    guest.page.route("**/c/jac**", lambda route: route.abort())
    guest.page.goto(hosts.address("quirks"))
    expect(guest.page.get_by_text("We zien nu niet of de chat open is.")).to_be_visible()
    guest.page.get_by_role("button", name="Ga naar de chat").click()
    guest.page.wait_for_timeout(2_500)
    assert guest.page.url == hosts.address("quirks")
    expect(guest.page.locator('chat-hulp-panel a[href="tel:112"]')).to_be_visible()
    guest.faults.clear()  # the requests that this test cut off
