"""A newcomer does what README says under "Try it": its own command, then sentence by sentence in Chromium."""

import os
import re
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

from playwright.sync_api import Frame, FrameLocator, Page, expect

from infra.local.people import STAFF
from infra.local.place import ROOT
from tests.web.browsers import PATIENCE, launched
from tests.web.waiting import awaited

A_MINUTE_AND_MORE = 180_000
"""Milliseconds: the widget looks each minute. Where the announcing failed, upkeep makes up for it a minute later."""
UNTIL_READY = 300
UNTIL_DOWN = 60


def steps() -> list[str]:
    """The numbered steps, each on one line."""
    section = (ROOT / "README.md").read_text("utf-8").split("## Try it", 1)[1].split("\n## ", 1)[0]
    return [" ".join(step.split()) for step in re.findall(r"^\d+\. (.*(?:\n {3}.*)*)", section, re.MULTILINE)]


@contextmanager
def made(command: str, folder: Path) -> Iterator[tuple["subprocess.Popen[str]", Callable[[str], str]]]:
    """The command of a step, on ports of its own and in a folder of its own; and what it says, line by line."""
    own = os.environ | {"LOCAL_FOLDER": str(folder)}
    run = [*command.split(), f"PORT={_two_free_ports()}"]
    running = subprocess.Popen(
        run, cwd=ROOT, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    assert running.stdout
    lines: Queue[str] = Queue()
    Thread(target=_reads, args=(running.stdout, lines), daemon=True).start()
    said = list[str]()

    def told(beginning: str) -> str:
        while (line := lines.get(timeout=UNTIL_READY)) and not line.strip().startswith(beginning):
            said.append(line)
        assert line, f"{command} ended before it told {beginning!r}: {said}"
        return line

    try:
        yield running, told
    finally:
        _ends(running)


def _two_free_ports() -> int:
    """The first of two beside each other: the page to try it on stands on the next."""
    while True:
        with socket.socket() as first, socket.socket() as second, suppress(OSError):
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            second.bind(("127.0.0.1", port + 1))
            return port


def _reads(said: IO[str], lines: "Queue[str]") -> None:
    for line in said:
        lines.put(line)
    lines.put("")


def _ends(running: "subprocess.Popen[str]") -> None:
    """Ctrl-C, as a terminal gives it to everything that it started."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGINT)
        running.wait(UNTIL_DOWN)


class Newcomer:
    """Knows how to do each step, and only what stands on the page."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root

    def pane(self, who: str) -> FrameLocator:
        return self.page.frame_locator(f"[data-who={who}] iframe")

    def chat(self) -> Frame:
        for _ in range(PATIENCE // 50):
            found = [frame for frame in self.page.frames if "/c/caw" in frame.url]
            if found:
                return found[0]
            self.page.wait_for_timeout(50)
        raise AssertionError("no chat")

    def opens(self) -> None:
        self.page.goto(self.root)
        for name in ("Bezoeker", "Hulpverlener", "Beheerder"):
            expect(self.page.get_by_role("heading", name=name)).to_be_visible()
        expect(self.page.get_by_text("de hele dag open, elke dag")).to_be_visible()
        self.page.get_by_role("link", name="English").first.click()
        expect(self.page.get_by_role("heading", name="Counsellor")).to_be_visible()
        for name, counsellor in (("Français", "Conseiller"), ("Nederlands", "Hulpverlener")):
            self.page.get_by_role("link", name=name).first.click()
            expect(self.page.get_by_role("heading", name=counsellor)).to_be_visible()

    def signs_in(self, who: str, name: str) -> None:
        member = next(each for each in STAFF if each.given_name == name)
        pane = self.pane(who)
        expect(self.page.locator(f"[data-who={who}]").get_by_role("columnheader")).to_have_text(
            ["Aanmelden als", "Wachtwoord"]
        )
        expect(self.page.locator(f"[data-who={who}]").get_by_role("cell", name=member.password)).to_be_visible()
        pane.get_by_role("button", name="Meld je aan").click()
        pane.get_by_label("Username").fill(member.email)
        pane.get_by_label("Password").fill(member.password)
        pane.get_by_role("button", name="Sign in").click()

    def takes_duty(self) -> None:
        self.signs_in("counsellor", "An")
        desk = self.pane("counsellor")
        desk.get_by_label("CAW").check()
        desk.get_by_role("group", name="Hoeveel gesprekken").get_by_label("2").check()
        desk.get_by_role("button", name="Ik ben er klaar voor").click()
        expect(desk.get_by_text("Er is nu niemand bij jou")).to_be_visible()

    def sees_green(self) -> None:
        light = self.pane("visitor").locator("chat-hulp[channel=caw] [data-light=open]").first
        expect(light).to_be_visible(timeout=A_MINUTE_AND_MORE)

    def talks(self, text: str = "Hallo, is daar iemand?") -> None:
        self.pane("visitor").locator("chat-hulp[channel=caw]").get_by_role("button", name="Start de chat").click()
        self.chat().locator("#nickname").fill("Merel")
        self.chat().get_by_role("button", name="Start het gesprek").click()
        self.chat().get_by_label("Schrijf hier je bericht").fill(text)
        self.chat().get_by_role("button", name="Verstuur").click()

    def is_answered(self) -> None:
        desk = self.pane("counsellor")
        expect(desk.get_by_text("Hallo, is daar iemand?", exact=True)).to_be_visible()
        desk.get_by_role("textbox", name="Antwoord aan Merel").fill("Ja, ik lees mee.")
        desk.get_by_role("button", name="Stuur naar Merel").click()
        expect(self.chat().get_by_text("Ja, ik lees mee.", exact=True)).to_be_visible()

    def watches(self) -> None:
        office = self.pane("administrator")
        expect(office.get_by_text("Plaatsen vrij: 1 van 2. Gesprekken bezig: 1.")).to_be_visible()
        expect(office.get_by_text("Hallo, is daar iemand?")).to_have_count(0)

    def blocks(self) -> None:
        desk = self.pane("counsellor")
        desk.get_by_text("Acties").click()
        desk.get_by_role("button", name="Blokkeren").click()
        desk.get_by_label("Waarom blokkeer je?").fill("een proef")
        desk.get_by_role("button", name="Acht uur blokkeren").click()

    def is_told(self) -> None:
        expect(self.chat().get_by_text("ben je weer welkom op de chat")).to_be_visible()
        expect(self.chat().get_by_role("link", name="112").first).to_be_visible()

    def is_let_in_again(self) -> None:
        self.page.get_by_role("button", name="Hef mijn blokkering op").click()
        expect(self.page.get_by_text("De blokkering is weg")).to_be_visible()
        self.sees_green()
        self.talks("Daar ben ik weer.")
        # An still has the ended conversation in front; in so narrow a window the new one stands behind its name.
        expect(self.pane("counsellor").locator(".written", has_text="Daar ben ik weer.")).to_be_attached()


ACTS: dict[str, Callable[[Newcomer], None]] = {
    "`make run`, and open the address behind `try it`: visitor, counsellor and administrator side by side, on the real "
    "pages. They are Dutch; *English* and *Français* are above at the right. The chat is open there at any hour.": (
        Newcomer.opens
    ),
    "Counsellor: sign in as An with the password that stands there, choose CAW and two conversations.": (
        Newcomer.takes_duty
    ),
    "Visitor: within a minute the light of CAW turns green.": Newcomer.sees_green,
    "Start the chat and say something.": Newcomer.talks,
    "An sees it at once and answers.": Newcomer.is_answered,
    "Administrator: sign in as Dora.": lambda newcomer: newcomer.signs_in("administrator", "Dora"),
    "*Nu* shows the conversation, and not a word of it.": Newcomer.watches,
    "Counsellor: block the visitor (*Acties*, *Blokkeren*).": Newcomer.blocks,
    "They are told until when, and whom to call meanwhile.": Newcomer.is_told,
    "*Hef mijn blokkering op*, at the visitor, undoes it with one click.": Newcomer.is_let_in_again,
}
LAST = "Ctrl-C stops everything. `make run` brings it back as it was."


def test_each_sentence_is_tried() -> None:
    """Whoever changes a step in README changes it here."""
    assert " ".join(steps()) == " ".join((*ACTS, LAST))


def test_a_newcomer_does_what_the_readme_says(tmp_path: Path) -> None:
    command = re.findall(r"`(make run)`", steps()[0])[0]
    with made(command, tmp_path) as (running, told):
        address = told("try it").split()[2]
        assert told("sign in as").split()[-2:] == ["who", "may"]
        with launched("chromium") as browser:
            page = browser.new_page(locale="nl-BE", viewport={"width": 1280, "height": 800})
            page.set_default_timeout(PATIENCE)
            newcomer = Newcomer(page, address)
            for act in ACTS.values():
                act(newcomer)
        _ends(running)
        told("the local cloud is down")
    awaited(lambda: not list(tmp_path.glob("tmp*")), "the end of what the functions were unpacked into")
    with made(command, tmp_path) as (_, told), launched("chromium") as browser:
        page = browser.new_page(locale="nl-BE", viewport={"width": 1280, "height": 800})
        page.goto(told("try it").split()[2])
        newcomer = Newcomer(page, "")
        newcomer.signs_in("administrator", "Dora")
        office = newcomer.pane("administrator")
        office.locator("button.fold").click()
        office.get_by_role("link", name="Gesprekken").click()
        expect(office.get_by_text("afgelopen, bezoeker geblokkeerd").first).to_be_visible()


def test_the_pictures_are_there_small_and_said_in_words() -> None:
    shown = re.findall(r"!\[(.+?)\]\((docs/pictures/\S+)\)", (ROOT / "README.md").read_text("utf-8"))
    kept = {str(path.relative_to(ROOT)) for path in (ROOT / "docs" / "pictures").iterdir()}
    assert {path for _, path in shown} == kept
    assert len(shown) == 3
    for path in kept:
        content = (ROOT / path).read_bytes()
        assert (content[:4], content[8:12]) == (b"RIFF", b"WEBP")
        assert len(content) <= 60_000
