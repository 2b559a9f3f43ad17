"""What draws attention: the title of the page, a count in each pane, and a sound that can be heard."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsers import skipped_part
from tests.web.desk_stage import Service, at_work, conversation_of, moment
from tests.web.staff_stage import World
from tests.web.waiting import awaited

EAR = """(() => {
  const Real = window.AudioContext;
  window.loudest = 0;
  window.AudioContext = class extends Real {
    get destination() {
      if (this.ear) return this.ear;
      this.ear = new AnalyserNode(this);
      this.ear.connect(super.destination);
      const heard = new Float32Array(this.ear.fftSize);
      setInterval(() => {
        this.ear.getFloatTimeDomainData(heard);
        window.loudest = Math.max(window.loudest, ...heard.map(Math.abs));
      }, 10);
      return this.ear;
    }
  };
})()"""
"""Listens between the notes and the loudspeaker: what passes here can be heard."""


@pytest.fixture
def service(page: Page, world: World) -> Service:
    page.add_init_script(EAR)
    return at_work(page, world)


def test_a_new_conversation_and_a_new_message_stand_in_the_title_and_in_their_panes(
    page: Page, service: Service
) -> None:
    service.brings("Roos", "Hoi")
    expect(page).to_have_title(re.compile(r"^\(1\) Nieuw gesprek"))
    expect(page.get_by_role("region", name="Roos").locator(".news")).to_have_text("nieuw")
    page.get_by_role("textbox", name="Antwoord aan Roos").focus()
    expect(page).to_have_title(re.compile("^Chathulp"))
    service.brings("Samir")
    page.get_by_role("textbox", name="Antwoord aan Samir").focus()
    service.writes("Roos", "Ben je daar?")
    service.writes("Roos", "Hallo?")
    expect(page).to_have_title(re.compile(r"^\(2\) Nieuw bericht"))
    expect(page.get_by_role("region", name="Roos").locator(".news")).to_have_text("2 nieuw")
    page.get_by_role("textbox", name="Antwoord aan Roos").focus()
    expect(page.get_by_role("region", name="Roos").locator(".news")).to_have_text("")
    expect(page).to_have_title(re.compile("^Chathulp"))


def test_who_works_in_another_window_sees_also_what_came_in_the_pane_that_is_in_front(
    page: Page, service: Service
) -> None:
    service.brings("Roos", "Hoi")
    page.get_by_role("textbox", name="Antwoord aan Roos").focus()
    page.evaluate("() => { document.hasFocus = () => false; window.dispatchEvent(new Event('blur')); }")
    service.writes("Roos", "Ben je daar?")
    expect(page).to_have_title(re.compile(r"^\(1\) Nieuw bericht"))
    page.evaluate("() => { document.hasFocus = () => true; window.dispatchEvent(new Event('focus')); }")
    expect(page).to_have_title(re.compile("^Chathulp"))


def test_a_new_message_is_heard_unless_the_sound_is_off(page: Page, service: Service, browser: Browser) -> None:
    if browser.browser_type.name == "firefox":
        skipped_part("firefox: the sound of the desk", "without a loudspeaker its audio never begins")
    service.brings("Roos", "Hoi")
    awaited(lambda: page.evaluate("window.loudest") > 0.05, "a sound")
    page.evaluate("localStorage.setItem('chathulp.desk.chosen', JSON.stringify({ sound: false }))")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator(f"#reply-{conversation_of('Roos')}").click()
    service.writes("Roos", "Ben je daar?")
    expect(page.locator("#live")).to_contain_text("Ben je daar?")
    assert page.evaluate("window.loudest") == 0


@pytest.mark.usefixtures("service")
def test_the_hint_for_the_keys_stands_once_and_the_recipient_once_at_each_box(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.brings("Samir", "Hallo")
    expect(page.get_by_text("Enter verstuurt")).to_have_count(1)
    for box in page.locator(".reply textarea").all():
        assert page.locator(f"#{box.get_attribute('aria-describedby')}").inner_text().startswith("Enter verstuurt")
    foot = page.get_by_role("region", name="Roos").locator(".pane-foot")
    shown = """(foot) => [...foot.querySelectorAll('*')].filter((e) => !e.children.length && e.checkVisibility()
      && !e.closest('.unseen') && e.textContent.includes('Roos')).length"""
    assert foot.evaluate(shown) == 1


def test_the_quick_exit_of_a_visitor_is_told_with_advice_that_keeps_them_safe(page: Page, service: Service) -> None:
    service.brings("Roos", "Hoi")
    service.tells("ended", "Roos", by="visitor", reason="ended", quick=True, message="", at=moment(), elsewhere={})
    pane = page.get_by_role("region", name="Roos")
    expect(pane).to_contain_text("weg met ‘Snel weg’")
    expect(pane).to_contain_text("Zoek zelf geen contact")
    expect(page.locator("#live")).to_contain_text("Roos ging weg met ‘Snel weg’")
