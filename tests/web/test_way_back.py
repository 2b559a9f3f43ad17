"""While a browser holds a conversation there is a way back to it, and nothing else of it is kept."""

import json

import pytest
from playwright.sync_api import Frame, expect

from tests.web.host import HostPage
from tests.web.hosts import Hosts
from tests.web.service import Service
from tests.web.visitor import Visitor
from tests.web.waiting import awaited

RESUME = "Ga verder met je gesprek"
KEPT = "() => JSON.stringify({ ...sessionStorage })"
WAY_IN = "() => document.querySelector('chat-hulp')?.shadowRoot.querySelector('[part=start]').textContent"
# In the frame of the chat; the host's own page may keep something.
KEEPS_NOTHING = """
const no = () => { throw new DOMException("no", "SecurityError"); };
if (location.pathname.includes("/c/")) {
  Object.defineProperty(window, "sessionStorage", { get: no });
  Object.defineProperty(document, "cookie", { get: no, set: no });
}
"""


@pytest.fixture
def talking(visitor: Visitor, host: HostPage) -> Visitor:
    """A visitor who talks in the widget of a site."""
    visitor.opens_widget(host.url).starts()
    visitor.says("Hallo")
    visitor.sees_it_sent()
    return visitor


def goes_back_in(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name=RESUME).click()
    visitor.finds_the_frame()
    visitor.sees("Je praat met An")
    visitor.sees("Hallo")
    assert len(visitor.service.sent("start")) == 1


@pytest.mark.parametrize("light", ["open", "busy", "closed"])
def test_after_a_reload_whatever_the_light(talking: Visitor, light: str) -> None:
    talking.service.light = light
    talking.page.reload()
    expect(talking.page.get_by_text("Je gesprek loopt nog.")).to_be_visible()
    goes_back_in(talking)


def test_on_the_next_page_of_the_site_and_after_back(talking: Visitor, host: HostPage) -> None:
    talking.page.goto(f"{host.origin}/volgende")
    expect(talking.page.get_by_role("button", name=RESUME)).to_be_visible()
    talking.page.goto(f"{talking.service.origin}/weather")
    talking.goes_back_to("/volgende")
    # The page itself is asked: Firefox tells its driver nothing of a page that it had kept.
    awaited(lambda: talking.page.evaluate(WAY_IN) == RESUME, "the way back behind the Back button")


def test_the_session_of_the_host_keeps_that_there_is_a_talk_and_no_more(talking: Visitor) -> None:
    kept = json.loads(talking.page.evaluate(KEPT))
    assert kept == {"chathulp-way.jac": "talk"}
    assert talking.page.evaluate("() => localStorage.length") == 0
    talking.ends()
    talking.page.wait_for_function(f"() => ({KEPT})() === '{{}}'")
    talking.page.reload()
    expect(talking.page.get_by_role("button", name="Start de chat")).to_be_visible()


def test_a_key_in_a_cookie_goes_with_the_talk(talking: Visitor) -> None:
    """Where frames may store nothing (Chromium here) a cookie of this site and host alone holds it."""
    kept = [cookie for cookie in talking.page.context.cookies() if "partitionKey" in cookie]
    stores = talking.chat.evaluate("() => { try { return Boolean(sessionStorage) } catch { return false } }")
    assert len(kept) == (0 if stores else 1)
    assert all(cookie["path"] == "/api/c/jac" and cookie["secure"] for cookie in kept)
    talking.ends()
    assert talking.page.context.cookies() == []


def test_opening_the_chat_keeps_nothing(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).sees("De chat is open")
    assert visitor.page.evaluate(KEPT) == "{}"


def test_leaving_quickly_forgets_it(talking: Visitor, host: HostPage) -> None:
    talking.page.get_by_role("button", name="Snel weg").click()
    talking.page.wait_for_url("**/weather")
    talking.page.goto(host.url)
    expect(talking.page.get_by_role("button", name="Start de chat")).to_be_visible()
    assert talking.page.evaluate(KEPT) == "{}"


def test_a_host_that_changes_its_page_does_not_end_a_talk(visitor: Visitor, service: Service, host: HostPage) -> None:
    """Moving the element or putting another in its place leaves the frame and what is typed in it alone."""
    visitor.opens_widget(host.url).starts()
    visitor.chat.get_by_label("Schrijf hier je bericht").fill("Nog niet af")
    lines = service.lines_seen
    visitor.page.evaluate("() => document.body.prepend(document.querySelector('chat-hulp'))")
    visitor.page.evaluate(
        """() => {
            const next = document.querySelector("chat-hulp").cloneNode(true);
            const body = document.createElement("body");
            body.append(next);
            document.body.replaceWith(body);
        }"""
    )
    visitor.page.get_by_role("button", name="Verberg de chat").click()
    visitor.page.get_by_role("button", name=RESUME).click()
    expect(visitor.chat.get_by_label("Schrijf hier je bericht")).to_have_value("Nog niet af")
    assert service.lines_seen == lines


def test_two_widgets_of_one_channel_share_one_chat(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).starts()
    visitor.page.evaluate("() => document.body.append(document.querySelector('chat-hulp').cloneNode(true))")
    visitor.page.get_by_role("button", name="Verberg de chat").click()
    expect(visitor.page.get_by_role("button", name=RESUME)).to_have_count(2)
    visitor.page.get_by_role("button", name=RESUME).last.click()
    visitor.sees("Je praat met An")
    assert visitor.page.locator("chat-hulp-panel").count() == 1


def test_back_on_a_telephone_closes_the_chat_first(visitor: Visitor, host: HostPage) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{visitor.service.origin}/before")
    visitor.opens_widget(host.url).starts()
    page.evaluate("() => { window.popped = 0; addEventListener('popstate', () => window.popped++) }")
    page.evaluate("() => { setTimeout(() => history.back(), 50) }")
    button = page.get_by_role("button", name=RESUME)
    expect(button).to_be_visible()
    expect(button).to_be_focused()
    assert page.url == host.url
    button.click()
    page.get_by_role("button", name="Verberg de chat").click()
    expect(button).to_be_visible()
    assert page.evaluate("() => window.popped") == 0, "the host's own router has nothing to do"
    visitor.goes_back_to("/before")


def test_leaving_quickly_on_a_telephone_leaves_no_page_of_the_host_behind(visitor: Visitor, host: HostPage) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{visitor.service.origin}/before")
    visitor.opens_widget(host.url).starts()
    visitor.presses_link("Snel weg")
    page.wait_for_url("**/weather")
    assert visitor.service.hears("end")[0] == {"type": "end", "quick": True}
    visitor.goes_back_to("/before")


def test_a_page_change_without_a_load_keeps_the_chat(visitor: Visitor) -> None:
    hosts = Hosts()
    service = Service((hosts.origin,))
    hosts.embeds(service)
    visitor.service = service
    visitor.opens_widget(hosts.address("turbo")).starts()
    visitor.page.get_by_role("link", name="Volgende pagina").evaluate("(link) => link.click()")
    visitor.page.wait_for_url("**/volgende")
    visitor.says("Ik lees ondertussen verder")
    visitor.sees_it_sent()
    visitor.page.get_by_role("button", name="Verberg de chat").click()
    expect(visitor.page.get_by_role("button", name=RESUME)).to_be_visible()
    service.close()
    hosts.close()


def test_a_browser_that_keeps_nothing_offers_the_nickname(visitor: Visitor, host: HostPage) -> None:
    """The frame may store nothing: after a reload the nickname is taken, and it is their own."""
    visitor.page.add_init_script(KEEPS_NOTHING)
    visitor.opens_widget(host.url).starts()
    visitor.page.reload()
    visitor.page.get_by_role("button", name=RESUME).click()
    visitor.finds_the_frame()
    expect(visitor.chat.get_by_text("Was je gesprek onderbroken?")).to_be_visible()
    expect(visitor.chat.get_by_role("button", name="Ga verder met mijn gesprek")).to_be_visible()
    visitor.service.refuses("start", "nickname_taken")
    visitor.chat.locator("#nickname").fill("Merel")
    visitor.presses("Start het gesprek")
    visitor.sees("al in gebruik")
    visitor.presses("Was jij dat? Ga verder met je gesprek")
    visitor.sees("Je praat met An")
    assert visitor.service.sent("resume")[-1]["nickname"] == "Merel"
    assert isinstance(visitor.chat, Frame)


def test_a_nickname_that_is_not_known_ends_the_offer(visitor: Visitor, host: HostPage) -> None:
    visitor.page.add_init_script(KEEPS_NOTHING)
    visitor.opens_widget(host.url).starts()
    visitor.page.reload()
    visitor.page.get_by_role("button", name=RESUME).click()
    visitor.finds_the_frame()
    visitor.service.refuses("resume", "unknown")
    visitor.chat.locator("#old-nickname").fill("Meerkoet")
    visitor.presses("Ga verder met mijn gesprek")
    expect(visitor.chat.get_by_role("alert").first).to_be_visible()
    visitor.page.wait_for_function(f"() => ({KEPT})() === '{{}}'")


def test_no_question_of_a_host_stands_in_the_way_out(talking: Visitor) -> None:
    talking.page.evaluate("() => addEventListener('beforeunload', (event) => event.preventDefault())")
    asked: list[str] = []
    talking.page.on("dialog", lambda dialog: asked.append(dialog.type))
    talking.service.drop()
    talking.page.get_by_role("button", name="Snel weg").click()
    talking.page.wait_for_url("**/weather")
    assert asked == []
