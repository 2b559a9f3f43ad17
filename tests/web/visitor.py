"""A visitor at a browser: what they do, and what they see."""

import re
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import ConsoleMessage, Frame, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.web.browsers import PATIENCE
from tests.web.service import Service
from tests.web.waiting import awaited

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# A dropped line is a fact of life that browsers log; the tests drop lines on purpose.
_EXPECTED = re.compile(
    r"WebSocket|net::ERR|can.{1,4}t establish a connection|was interrupted|NS_ERROR|downloadable font", re.I
)


class Person:
    """Somebody with a browser, at whatever service stands at `root`."""

    patience: float = PATIENCE

    def __init__(self, root: str, page: Page) -> None:
        self.root, self.page, self.faults = root, page, list[str]()
        self.chat: Page | Frame = page
        page.on("pageerror", lambda error: self._complains(str(error)))
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complains(f"{message.text} {message.location['url']}")

    def _complains(self, text: str) -> None:
        if not _EXPECTED.search(text):
            self.faults.append(text)

    # What they do

    def opens(self, channel: str = "jac", lang: str = "nl") -> Self:
        self.page.goto(f"{self.root}c/{channel}?lang={lang}")
        self.chat = self.page
        return self

    def opens_widget(self, url: str) -> Self:
        self.page.goto(url)
        self.page.get_by_role("button", name="Start de chat").click()
        return self.finds_the_frame()

    def finds_the_frame(self) -> Self:
        for _ in range(PATIENCE // 50):
            frames = [frame for frame in self.page.frames if "/c/jac" in frame.url]
            if frames:
                self.chat = frames[0]
                return self
            self.page.wait_for_timeout(50)
        raise AssertionError("no chat frame")

    def starts(self, nickname: str = "Merel") -> Self:
        self.chat.locator("#nickname").fill(nickname)
        self.presses("Start het gesprek")
        self.sees("Je praat met An")
        return self

    def says(self, text: str) -> None:
        self.chat.get_by_label("Schrijf hier je bericht").fill(text)
        self.presses("Verstuur")

    def presses(self, name: str) -> None:
        self.clicks(self.chat.get_by_role("button", name=name, exact=True))

    def finds(self, name: str) -> None:
        """Press what stands behind the menu of a talk."""
        self.presses("Menu")
        self.presses(name)

    def presses_link(self, name: str) -> None:
        link = self.chat.get_by_role("link", name=name)
        if isinstance(self.chat, Frame):
            # The frame may be gone before it can answer that it was clicked.
            link.evaluate("(element) => { setTimeout(() => element.click()) }")
        else:
            link.click()

    def clicks(self, control: Locator) -> None:
        if isinstance(self.chat, Frame):
            # Firefox over WebDriver BiDi delivers no clicks and no keys to a frame of another origin.
            control.evaluate("(element) => element.click()")
        else:
            control.click()

    def goes_back_to(self, path: str) -> None:
        """Press Back; the page that asked for it may be gone before it can answer, and so may each on the way."""
        self.page.evaluate("() => { setTimeout(() => history.back(), 50) }")

        def arrived() -> bool:
            try:
                # The page itself is asked: Firefox tells its driver nothing of a page that it had kept.
                return bool(self.page.evaluate("() => location.pathname") == path)
            except PlaywrightError:
                return False

        awaited(arrived, f"{path} behind the Back button")

    def ends(self) -> None:
        self.finds("Stop gesprek")
        self.presses("Ja, stop het gesprek")
        self.sees("Einde van het gesprek")

    def opens_more(self, name: str) -> None:
        """Open what is folded under these words."""
        self.clicks(self.chat.get_by_text(name))

    # What they see

    def sees(self, text: str, timeout: float | None = None) -> Locator:
        found = self.chat.get_by_text(text).first
        expect(found).to_be_visible(timeout=timeout or self.patience)
        return found

    def does_not_see(self, text: str) -> None:
        expect(self.chat.get_by_text(text).first).not_to_be_visible(timeout=self.patience)

    def sees_it_sent(self) -> None:
        """The last message has reached the service; before that it says "wordt verstuurd"."""
        expect(self.meta()).to_contain_text("· verstuurd", timeout=self.patience)

    def messages(self) -> list[str]:
        """What is written at this moment: after something that shows that all has come."""
        return self.chat.locator(".message .written").all_inner_texts()

    def meta(self, n: int = -1) -> Locator:
        return self.chat.locator(".message .meta").nth(n)

    # What a page owes everybody

    def no_sideways_scroll(self) -> None:
        wide = self.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{wide}px too wide"

    def axe(self) -> list[str]:
        """Accessibility faults of the page as it is now, as readable lines."""
        target = self.chat
        if not target.evaluate("() => Boolean(window.axe)"):
            target.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = target.evaluate("() => window.axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {v['nodes'][0]['html'][:120]} {v['nodes'][0]['failureSummary']}" for v in found["violations"]
        ]


class Visitor(Person):
    """A visitor of the scripted service."""

    def __init__(self, service: Service, page: Page) -> None:
        super().__init__(service.root, page)
        self.service = service
