"""People with WebKit: visitors, counsellors and administrators, at whatever service stands at `root`."""

from collections.abc import Callable
from typing import Self, TypeVar

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from infra.local.outputs import Outputs
from tests.web.browsers import PATIENCE

_PRESSED = './/*[self::button or self::a or self::summary][normalize-space()="{}"]'
Found = TypeVar("Found")


def shown(browser: WebKitGTK, css: str) -> str:
    """What is written there. The driver's own answer leaves out a line that is a hair taller than its box."""
    browser.find_element(By.CSS_SELECTOR, css)
    return str(browser.execute_script("return document.querySelector(arguments[0]).innerText", css))


class WebKitPerson:
    """Somebody with a browser."""

    def __init__(self, browser: WebKitGTK, root: str) -> None:
        self.browser, self.root = browser, root

    def until(self, look: Callable[[WebKitGTK], Found]) -> Found:
        return WebDriverWait(self.browser, PATIENCE / 1000, ignored_exceptions=[WebDriverException]).until(look)

    def find(self, css: str) -> WebElement:
        return self.until(lambda browser: browser.find_element(By.CSS_SELECTOR, css))

    def sees(self, text: str, css: str = "body") -> None:
        self.until(lambda browser: text in shown(browser, css))

    def does_not_see(self, text: str) -> None:
        self.until(lambda browser: text not in shown(browser, "body"))

    def presses(self, name: str, css: str = "body") -> None:
        """The button, link or summary with exactly these words."""

        def press(browser: WebKitGTK) -> bool:
            inside = browser.find_element(By.CSS_SELECTOR, css).find_elements(By.XPATH, _PRESSED.format(name))
            shown = next((each for each in inside if each.is_displayed()), None)
            if shown:
                shown.click()
            return bool(shown)

        self.until(press)

    def field(self, label: str, css: str = "body") -> WebElement:
        """What this label belongs to."""

        def look(browser: WebKitGTK) -> WebElement | None:
            inside = browser.find_element(By.CSS_SELECTOR, css)
            labels = inside.find_elements(By.XPATH, f'.//label[normalize-space()="{label}"]')
            shown = next((each for each in labels if each.is_displayed()), None)
            if not shown:
                return None
            named = shown.get_attribute("for")
            return inside.find_element(By.ID, named) if named else shown.find_element(By.CSS_SELECTOR, "input")

        found = self.until(look)
        assert found
        return found

    def writes(self, box: WebElement, text: str) -> None:
        """And Enter, as soon as the box takes it."""
        self.until(lambda _: box.is_displayed() and box.is_enabled())
        box.click()
        box.send_keys(text, Keys.ENTER)

    def messages(self) -> list[str]:
        return [each.text for each in self.browser.find_elements(By.CSS_SELECTOR, ".message .written")]

    def types(self, label: str, text: str, css: str = "body") -> None:
        self.field(label, css).send_keys(text)


class WebKitVisitor(WebKitPerson):
    """A visitor; `chat` is the page or the widget's frame."""

    def opens(self) -> Self:
        self.browser.get(f"{self.root}c/jac")
        return self

    def opens_widget(self, page: str, channel: str = "jac") -> Self:
        """The chat in its frame on a page with the widget; what follows happens in the frame."""
        self.browser.get(page)
        shadow = self.find(f"chat-hulp[channel={channel}]").shadow_root
        self.until(lambda _: "De chat is open" in shadow.find_element(By.CSS_SELECTOR, "[part=light]").text)
        shadow.find_element(By.CSS_SELECTOR, "[part=start]").click()
        panel = self.find("chat-hulp-panel").shadow_root
        frame = self.until(lambda _: panel.find_element(By.CSS_SELECTOR, "iframe"))
        self.until(lambda _: frame.is_displayed())
        self.browser.switch_to.frame(frame)
        return self

    def starts(self, nickname: str = "Merel") -> Self:
        self.sees("De chat is open")
        self.find("#nickname").clear()
        self.writes(self.find("#nickname"), nickname)
        self.sees("Je praat met An")
        return self

    def says(self, text: str) -> None:
        self.writes(self.find("#text"), text)

    def ends(self) -> None:
        self.presses("Menu", ".bar")
        self.presses("Stop gesprek", ".bar")
        self.presses("Ja, stop het gesprek", ".sheet")
        self.sees("Einde van het gesprek")


class _WebKitMember(WebKitPerson):
    """A member of staff on the deployed package."""

    def __init__(self, browser: WebKitGTK, cloud: Outputs) -> None:
        super().__init__(browser, f"{cloud.rest_url}/")
        self.cloud = cloud

    def signs_in(self, name: str, where: str) -> Self:
        """By code and PKCE, at the provider's own page."""
        member = self.cloud.member(name)
        self.browser.get(f"{self.root}{where}")
        self.presses("Meld je aan")
        self.find("input[name=username]").send_keys(member.email)
        self.find("input[name=password]").send_keys(member.password, Keys.ENTER)
        self.sees(f"Aangemeld als {name}")
        assert self.browser.current_url == f"{self.root}{where}", "the code stayed in the address"
        return self


class WebKitCounsellor(_WebKitMember):
    """A counsellor at the desk."""

    def takes_duty(self, slots: int = 1) -> Self:
        self.field("JAC").click()
        self.field(str(slots)).click()
        self.presses("Ik ben er klaar voor")
        self.sees("Er is nu niemand bij jou")
        return self

    def has(self, nickname: str, *words: str) -> None:
        """The conversation is here and shows these words."""
        self.until(lambda _: any(all(each in pane for each in (nickname, *words)) for pane in self._panes()))

    def _panes(self) -> list[str]:
        inside = "return [...document.querySelectorAll('.pane')].map((pane) => pane.innerText)"
        return list(self.browser.execute_script(inside))

    def answers(self, nickname: str, text: str) -> None:
        self.types(f"Antwoord aan {nickname}", text)
        self.presses(f"Stuur naar {nickname}")

    def chooses(self, what: str) -> None:
        """Something out of the actions of the only conversation."""
        self.presses("Acties")
        self.presses(what)
        self.find("dialog[open]")


class WebKitAdministrator(_WebKitMember):
    """An administrator at the admin page."""

    def closes_now(self, channel: str, why: str) -> None:
        card = _card_of(channel)
        self.presses("Nu sluiten", card)
        self.types("Waarom? (mag leeg blijven)", why, "dialog[open]")
        self.presses("Nu sluiten", "dialog[open]")
        self.sees("Met de hand gesloten", card)

    def reopens(self, channel: str) -> None:
        card = _card_of(channel)
        self.presses("Weer openen", card)
        self.until(lambda browser: "Met de hand gesloten" not in browser.find_element(By.CSS_SELECTOR, card).text)


def _card_of(channel: str) -> str:
    return f"[aria-labelledby=now-{channel}]"
