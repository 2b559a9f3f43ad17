"""Whatever happens while somebody types: what they type goes to the visitor named at that box, or nowhere."""

import os
import random
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk_stage import Service, at_work, conversation_of, moment
from tests.web.staff_stage import World
from tests.web.waiting import awaited

RUNS = 500 if os.environ.get("SOAK") else 25
"""Seeded runs: a few each time, five hundred in the long tests."""
HARMLESS = {"duty", "say", "typing", "attach", "replay", "ping", "colleagues"}
OVER = ["visitor", "blocked", "transfer", "gone"]


class Typist:
    """Somebody who types on, each visitor their own letter, whatever happens under their hands."""

    def __init__(self, page: Page, world: World, service: Service, seed: int) -> None:
        self.page, self.world, self.service = page, world, service
        self.dice, self.seed = random.Random(seed), seed
        self.live: list[str] = []
        self.typed: dict[str, int] = {}
        self.box = ""
        self.before = len(world.frames)

    def meets_somebody(self) -> None:
        nickname = f"{chr(ord('a') + len(self.typed))}{self.seed}"
        self.live.append(nickname)
        self.typed[nickname] = 0
        self.service.brings(nickname, "hoi")

    def turns_to_somebody(self) -> None:
        self.box = self.dice.choice(self.live)
        self.page.locator(f"#reply-{conversation_of(self.box)}").focus()

    def types_on(self) -> None:
        letters = self.dice.randint(1, 3)
        self.page.keyboard.type(self.box[0] * letters + " ")
        if self.dice.random() < 0.4:
            self.page.keyboard.press("Enter")
        if self.box in self.live:
            self.typed[self.box] += letters

    def loses_somebody(self) -> None:
        if len(self.live) < 2:
            return
        gone = self.dice.choice([self.box, self.dice.choice(self.live)])
        if gone not in self.live:
            return
        self.live.remove(gone)
        self._leaves(gone, self.dice.choice(OVER))

    def is_disturbed(self) -> None:
        self.dice.choice([self._is_offered, self._is_asked, self._is_written, self._is_refused, self._drops])()

    def _leaves(self, nickname: str, how: str) -> None:
        ended = {"by": "counsellor", "message": "", "at": moment(), "elsewhere": {}}
        if how == "transfer":
            self.service.tells("transfer", nickname, state="taken", colleague="Jef")
        elif how == "gone":
            self.service.tells("refused", nickname, frame="attach", reason="ended", message="")
        else:
            reason = "blocked" if how == "blocked" else "ended"
            self.service.tells("ended", nickname, **{**ended, "by": how, "reason": reason, "until": moment(9)})
        over = f'.pane:has(#reply-{conversation_of(nickname)}):not([data-stage="live"])'
        self.page.locator(over).wait_for(state="attached")
        self.service.present.pop(conversation_of(nickname), None)

    def _is_offered(self) -> None:
        offer = {"question": "transfer", "nickname": "Wout", "counsellor": "Jef", "note": "n", "until": moment(60)}
        self.world.tells("transfer_asked", conversation="conversation-of-wout", **offer)

    def _is_asked(self) -> None:
        asked = {"question": f"r-{self.dice.random()}", "nickname": "x", "same_origin": False, "until": moment(60)}
        self.service.tells("resume_asked", self.dice.choice(self.live), **asked)

    def _is_written(self) -> None:
        self.service.writes(self.dice.choice(self.live), "ben je daar?")

    def _is_refused(self) -> None:
        self.world.tells("refused", frame="accept", conversation="conversation-of-wout", reason="unknown", message="")

    def _drops(self) -> None:
        self.service.tells("peer", self.dice.choice(self.live), here=False, until=moment(200))


def _sent(typist: Typist, nickname: str) -> str:
    says = [frame for frame in typist.world.frames[typist.before :] if frame["type"] == "say"]
    return "".join(frame["text"] for frame in says if frame["conversation"] == conversation_of(nickname))


def _all_of(typist: Typist, nickname: str, draft: str, letters: str) -> bool:
    """What was sent is never unsent, so a letter of somebody else would be seen for good."""
    return "".join((_sent(typist, nickname) + draft).split()) == letters


def _holds(typist: Typist) -> None:
    """Each letter is at its own visitor, sent or still in the box; and no key pressed a button."""
    drafts = typist.page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('textarea')].map((box) => [box.id, box.value]))"
    )
    for nickname, count in typist.typed.items():
        draft = drafts.get(f"reply-{conversation_of(nickname)}", "")
        arrived = partial(_all_of, typist, nickname, draft, nickname[0] * count)
        awaited(arrived, f"every letter of {nickname} and no other, seed {typist.seed}")
    kinds = {frame["type"] for frame in typist.world.frames[typist.before :]}
    assert kinds <= HARMLESS, f"seed {typist.seed}: a key pressed a button"


def _lets_go(typist: Typist) -> None:
    """Everybody leaves and is put away, by hand."""
    for nickname in typist.live:
        typist._leaves(nickname, "visitor")
    typist.page.evaluate("document.querySelectorAll('button.clear').forEach((button) => button.click())")
    expect(typist.page.locator(".pane")).to_have_count(0)


def _goes_through(typist: Typist) -> None:
    acts: list[Callable[[], None]] = [typist.loses_somebody, typist.is_disturbed, typist.meets_somebody]
    typist.meets_somebody()
    typist.meets_somebody()
    for _ in range(typist.dice.randint(1, 2)):
        typist.turns_to_somebody()
        typist.types_on()
        for _ in range(typist.dice.randint(1, 2)):
            typist.dice.choices(acts, [5, 3, 1])[0]()
            typist.types_on()


@pytest.mark.usefixtures("patience")
def test_nothing_that_happens_brings_a_letter_to_another_visitor(page: Page, world: World) -> None:
    service = at_work(page, world, slots=5)
    for seed in range(RUNS):
        typist = Typist(page, world, service, seed)
        _goes_through(typist)
        typist.page.evaluate("new Promise((done) => setTimeout(done, 5))")
        _holds(typist)
        _lets_go(typist)


def test_a_draft_can_be_read_and_copied_after_the_end_and_keys_do_nothing(page: Page, world: World) -> None:
    service = at_work(page, world)
    service.brings("Roos", "Hoi")
    service.brings("Samir", "Hallo")
    box = page.locator(f"#reply-{conversation_of('Roos')}")
    box.click()
    page.keyboard.type("ik wilde nog zeggen")
    service.tells("ended", "Roos", by="visitor", reason="ended", message="", at=moment(), elsewhere={})
    expect(box).to_have_attribute("readonly", "")
    page.keyboard.type(" dat het goed is ")
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_value("ik wilde nog zeggen")
    page.keyboard.press("Control+a")
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == "ik wilde nog zeggen"
    assert world.count("say") == 0
    assert page.locator(f"#reply-{conversation_of('Samir')}").input_value() == ""
