"""The widget on a centre's website: what it costs, what it keeps private, how one gets away."""

from playwright.sync_api import BrowserContext, expect

from tests.web.browsers import skipped_part
from tests.web.host import HostPage
from tests.web.visitor import Visitor

PAGE_LOAD = 6 * 1024
CHAT_OPENED = 30 * 1024


def test_before_the_click(visitor: Visitor, host: HostPage, context: BrowserContext) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    visitor.page.goto(host.url)
    expect(visitor.page.get_by_role("button", name="Start de chat")).to_be_visible()
    visitor.page.wait_for_timeout(300)
    served = dict(visitor.service.served)
    assert list(served) == ["w/v1/embed.js", "status/jac"]
    assert sum(served.values()) <= PAGE_LOAD, served
    assert [url for url in asked if not url.startswith((host.origin, visitor.service.root))] == []
    assert context.cookies() == []
    kept = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    assert visitor.page.evaluate(kept) == [0, 0, 0]
    assert visitor.service.heard == []
    assert visitor.service.cookies == {""}


def test_the_chat_opened_weighs_little(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).starts()
    visitor.says("Hallo")
    visitor.sees_it_sent()
    served = dict(visitor.service.served)
    assert sum(served.values()) <= CHAT_OPENED, (sum(served.values()), served)
    assert visitor.service.cookies == {""}


def test_a_site_in_french_has_a_widget_and_a_chat_in_french_that_weigh_no_more(
    visitor: Visitor, host: HostPage
) -> None:
    host.lang, host.script, visitor.service.language = "fr", "w/v1/embed.js?lang=fr", "fr"
    visitor.page.goto(host.url)
    expect(visitor.page.get_by_role("button", name="Partir vite")).to_be_visible()
    expect(visitor.page.get_by_text("Anonyme et gratuit")).to_be_visible()
    assert sum(dict(visitor.service.served).values()) <= PAGE_LOAD, visitor.service.served
    visitor.page.get_by_role("button", name="Commencer le chat").click()
    visitor.finds_the_frame()
    visitor.chat.locator("#nickname").fill("Merle")
    visitor.presses("Commencer le chat")
    visitor.sees("Tu parles avec An")
    served = dict(visitor.service.served)
    assert sum(served.values()) <= CHAT_OPENED, (sum(served.values()), served)


def test_a_language_that_the_script_does_not_bring_gets_its_first(visitor: Visitor, host: HostPage) -> None:
    host.lang = "fr"
    visitor.page.goto(host.url)
    expect(visitor.page.get_by_role("button", name="Start de chat")).to_be_visible()
    host.lang, host.script = "nl", "w/v1/embed.js?lang=fr"
    visitor.page.goto(host.url)
    expect(visitor.page.get_by_role("button", name="Commencer le chat")).to_be_visible()


def test_a_host_script_learns_nothing(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).starts()
    visitor.says("Mijn geheim")
    visitor.service.counsellor_says("Ook geheim")
    visitor.sees("Ook geheim")
    seen = visitor.page.evaluate("() => window.seen")
    assert "geheim" not in str(seen).lower()
    assert {kind for kind, _ in seen} <= {"focusin", "message", "chathulp:status", "chathulp:open"}
    assert [data for kind, data in seen if kind == "message"] == ['{"chathulp":"ready"}']
    reading = "() => { try { return document.querySelector('chat-hulp-panel').shadowRoot.querySelector('iframe').contentDocument?.title ?? null } catch { return null } }"  # noqa: E501
    assert visitor.page.evaluate(reading) is None


def test_quick_exit_inside_the_chat_takes_the_whole_page_along(visitor: Visitor, host: HostPage) -> None:
    visitor.page.goto(f"{visitor.service.origin}/before")
    visitor.opens_widget(host.url).starts()
    visitor.presses_link("Snel weg")
    visitor.page.wait_for_url("**/weather")
    assert visitor.service.hears("end")[0] == {"type": "end", "quick": True}
    visitor.goes_back_to("/before")


def test_quick_exit_of_the_widget_by_three_shifts_tells_the_server(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).starts()
    visitor.page.get_by_role("heading", name="Ons centrum").click()
    for _ in range(3):
        visitor.page.keyboard.press("Shift")
    visitor.page.wait_for_url("**/weather")
    assert visitor.service.hears("end")[0] == {"type": "end", "quick": True}


def test_quick_exit_asks_nothing_even_with_unsent_words(visitor: Visitor) -> None:
    visitor.opens().starts()
    visitor.service.answers["say"] = lambda _: []
    visitor.says("Nog onderweg")
    visitor.sees("wordt verstuurd…")
    asked: list[str] = []
    visitor.page.on("dialog", lambda dialog: asked.append(dialog.type))
    visitor.presses_link("Snel weg")
    visitor.page.wait_for_url("**/weather")
    assert asked == []


def test_writing_capitals_is_no_exit(visitor: Visitor) -> None:
    visitor.opens().starts()
    box = visitor.chat.get_by_label("Schrijf hier je bericht")
    box.focus()
    for letter in "ABCD":
        visitor.page.keyboard.press(f"Shift+{letter}")
    expect(box).to_have_value("ABCD")
    expect(box).to_be_visible()  # leaving blanks the page at once
    assert "/c/jac" in visitor.page.url


def test_three_shifts_on_the_chat_page_alone(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.service.origin}/before")
    visitor.opens().starts()
    visitor.chat.get_by_label("Schrijf hier je bericht").focus()
    for _ in range(3):
        visitor.page.keyboard.press("Shift")
    visitor.page.wait_for_url("**/weather")
    visitor.goes_back_to("/before")


def test_leaving_is_first_in_the_order_of_focus(visitor: Visitor, host: HostPage) -> None:
    visitor.page.goto(host.url)
    expect(visitor.page.get_by_role("button", name="Start de chat")).to_be_visible()
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("button", name="Snel weg")).to_be_focused()
    visitor.opens().sees("De chat is open")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Snel weg")).to_be_focused()


def test_hiding_the_chat_keeps_the_conversation(visitor: Visitor, host: HostPage) -> None:
    visitor.opens_widget(host.url).starts()
    visitor.page.get_by_role("button", name="Verberg de chat").click()
    visitor.page.get_by_role("button", name="Ga verder met je gesprek").click()
    visitor.sees("Je praat met An")
    assert len(visitor.service.sent("start")) == 1


def test_the_light_in_words_when_closed_busy_and_unknown(visitor: Visitor, host: HostPage) -> None:
    visitor.service.light = "closed"
    visitor.page.goto(host.url)
    expect(visitor.page.get_by_text("De chat is gesloten, er zijn geen beantwoorders online.")).to_be_visible()
    expect(visitor.page.get_by_text("Open op dinsdag 3 maart om 13:00.")).to_be_visible()
    expect(visitor.page.get_by_role("link", name="Mail het JAC")).to_have_attribute(
        "href", "mailto:onthaal@jac.example"
    )
    expect(visitor.page.locator('chat-hulp a[href="tel:112"]')).to_be_visible()
    visitor.service.light = "busy"
    visitor.page.reload()
    expect(visitor.page.get_by_role("button", name="Wacht op een vrije plaats")).to_be_visible()
    visitor.page.route("**/status/**", lambda route: route.abort())
    visitor.page.reload()
    expect(visitor.page.get_by_text("We zien nu niet of de chat open is.")).to_be_visible()
    expect(visitor.page.locator('chat-hulp a[href="tel:112"]')).to_be_visible()
    visitor.faults.clear()  # the request that this test cut off


def test_without_scripts_there_is_a_link_and_a_page_that_helps(visitor: Visitor, host: HostPage) -> None:
    opened = visitor.page.context.browser
    assert opened
    if opened.browser_type.name == "firefox":
        skipped_part("Firefox without scripts", "WebDriver BiDi cannot turn JavaScript off")
    context = opened.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url)
    page.get_by_role("link", name="Chat").click()
    expect(page.get_by_text("De chat heeft JavaScript nodig, en")).to_be_visible()
    expect(page.locator('.emergency a[href="tel:112"]')).to_be_visible()
    expect(page.get_by_role("link", name="Mail het JAC")).to_be_visible()
    context.close()
