"""Counsellors and administrators at the real pages of the deployed package, signed in as people sign in."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, expect

from infra.local.outputs import Outputs
from tests.stories.people import counsellor
from tests.web.browsers import PATIENCE
from tests.web.host import HostPage
from tests.web.visitor import Person

TEAM = ("An", "Bram")


class Arrived(Person):
    """Somebody at a page of the deployed package; nothing on it may complain."""

    def __init__(self, cloud: Outputs, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        super().__init__(f"{cloud.rest_url}/", context.new_page())
        self.cloud, self.context = cloud, context

    def _console(self, message: ConsoleMessage) -> None:
        # The provider's own sign-in page names no icon, so browsers look for one.
        if message.location["url"] != f"{self.cloud.endpoint}/favicon.ico":
            super()._console(message)

    def goes_offline(self) -> None:
        self.context.set_offline(True)

    def comes_online(self) -> None:
        self.context.set_offline(False)

    def has_sent(self, text: str) -> None:
        """The last message of the chat is this one, and the server has it."""
        expect(self.chat.locator(".message .written").last).to_have_text(text)
        expect(self.meta()).to_contain_text("· verstuurd")


class Member(Arrived):
    """A member of staff with a page open."""

    name = ""

    def signs_in(self, name: str, where: str) -> Self:
        """By code and PKCE, at the provider's own page."""
        self.name, member = name, self.cloud.member(name)
        self.page.goto(f"{self.root}{where}")
        self.presses("Meld je aan")
        self.page.get_by_label("Username").fill(member.email)
        self.page.get_by_label("Password").fill(member.password)
        self.page.get_by_role("button", name="Sign in").click()
        self.sees(f"Aangemeld als {name}")
        assert self.page.url == f"{self.root}{where}", "the code stayed in the address"
        return self


class AtTheDesk(Member):
    """A counsellor at the desk."""

    def takes_duty(self, slots: int = 1) -> Self:
        self.page.get_by_label("JAC").check()
        self.page.get_by_role("group", name="Hoeveel gesprekken").get_by_label(str(slots)).check()
        self.presses("Ik ben er klaar voor")
        self.sees("Er is nu niemand bij jou")
        return self

    def pane(self, nickname: str) -> Locator:
        return self.page.get_by_role("region", name=nickname, exact=True)

    def has(self, nickname: str, *words: str) -> None:
        """The conversation is here and shows these words."""
        for each in words or (nickname,):
            expect(self.pane(nickname)).to_contain_text(each)

    def answers(self, nickname: str, text: str) -> None:
        self.page.get_by_role("textbox", name=f"Antwoord aan {nickname}").fill(text)
        self.presses(f"Stuur naar {nickname}")

    def messages_of(self, nickname: str) -> list[str]:
        return self.pane(nickname).locator(".message .written").all_inner_texts()

    def chooses(self, nickname: str, what: str) -> Locator:
        """Something out of the actions; the dialog that asks further."""
        self.pane(nickname).get_by_text("Acties").click()
        self.pane(nickname).get_by_role("button", name=what).click()
        return self.page.get_by_role("dialog")

    def ends_with(self, nickname: str) -> None:
        self.chooses(nickname, "Gesprek beëindigen").get_by_role("button", name="Beëindigen").click()
        self.has(nickname, "Je hebt het gesprek beëindigd")
        self.presses("Gesprek weghalen")


class AtTheOffice(Member):
    """An administrator at the admin page."""

    def goes_to(self, part: str) -> None:
        self.page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name=part).click()
        expect(self.page.get_by_role("heading", level=1, name=part)).to_be_visible()

    def chooses_channel(self, name: str) -> None:
        self.page.get_by_label("Dienst").select_option(label=name)


@dataclass(frozen=True)
class Deployed:
    """The deployed package as a website embeds it."""

    cloud: Outputs

    @property
    def origin(self) -> str:
        return self.cloud.endpoint

    @property
    def root(self) -> str:
        return f"{self.cloud.rest_url}/"


@contextmanager
def website_of_a_centre(cloud: Outputs) -> Iterator[HostPage]:
    """A strict page of another site, as far as browsers know, with the widget of the deployed package in it."""
    there = urlsplit(cloud.website)
    assert there.hostname and there.port
    page = HostPage(there.hostname, there.port)
    page.embeds(Deployed(cloud))
    try:
        yield page
    finally:
        page.close()


def clear_the_desks(cloud: Outputs, team: Iterable[str] = TEAM) -> None:
    """Whatever a story left: its conversations end and nobody is on duty."""
    for name in team:
        with counsellor(cloud, name) as member:
            member.clears_the_desk()
            member.asks("duty", "duty", off=True)
