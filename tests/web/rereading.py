"""What a counsellor may read again, as the desk meets it over HTTP; `opened` is what was written down."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.web.staff_stage import Body, World, sign_in

PER_PAGE = 2
SAID = [
    ("visitor", 1, "13:01:00", None, "Hoi. Ik weet niet goed waar ik moet beginnen."),
    ("counsellor", 1, "13:02:10", "An", "Dag Roos, goed dat je er bent. Begin waar je wil."),
    ("visitor", 2, "13:04:30", None, "Het gaat thuis niet meer. <b>Niemand</b> weet het.\nKan jij dat lezen?"),
    ("counsellor", 2, "13:05:00", "Bram", "Ik neem over van An. Ik heb alles gelezen wat je schreef."),
]


def readable(nickname: str, day: str) -> dict[str, Any]:
    """A conversation of a day of November, as the list shows it."""
    times = {"started_at": f"2026-11-{day}T13:00:00.000Z", "ended_at": f"2026-11-{day}T13:40:00.000Z"}
    until = {"readable_until": f"2026-12-{int(day):02d}T13:40:00.000Z"}
    return {
        "conversation": f"conversation-of-{nickname.lower()}",
        "channel": "jac",
        "nickname": nickname,
        **times,
        **until,
    }


class Archive:
    """Three conversations of two days, in pages of two."""

    def __init__(self, world: World) -> None:
        self.items = [readable("Roos", "24"), readable("Samir", "24"), readable("Noor", "23")]
        self.opened: list[str] = []
        self.gone, self.fails = False, False
        self._others, world.answer = world.answer, self._answer

    def _answer(self, method: str, path: str, body: Body) -> tuple[int, object]:
        if self.fails and "readings" in path:
            return 500, {"type": "urn:chathulp:problem:failed", "title": "Fout bij ons"}
        if path.startswith("desk/readings"):
            return 200, self._page({key: one[0] for key, one in parse_qs(urlsplit(path).query).items()})
        if method == "POST" and path.endswith("/readings"):
            return self._read(path.split("/")[2])
        return self._others(method, path, body)

    def _page(self, asked: dict[str, str]) -> dict[str, Any]:
        begin = int(asked.get("cursor", "0"))
        found = [one for one in self.items if one["ended_at"].startswith(asked.get("day", ""))]
        end = begin + PER_PAGE
        return {"items": found[begin:end], "next": str(end) if len(found) > end else None}

    def _read(self, conversation: str) -> tuple[int, object]:
        if self.gone:
            return 404, {"type": "urn:chathulp:problem:unknown", "title": "Niet gevonden"}
        self.opened.append(conversation)
        one = next(each for each in self.items if each["conversation"] == conversation)
        messages = [
            {"from": side, "n": n, "at": f"2026-11-24T{at}.000Z", "author": author, "text": text}
            for side, n, at, author, text in SAID
        ]
        return 200, {**one, "messages": messages}


def at_the_list(page: Page, world: World) -> Archive:
    """Signed in, off duty, with the list open."""
    archive = Archive(world)
    sign_in(page, world, "desk")
    page.get_by_role("button", name="Gesprekken herlezen").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Roos")).to_be_visible()
    return archive


def reading(page: Page, world: World) -> Archive:
    """With the conversation of Roos open."""
    archive = at_the_list(page, world)
    page.get_by_role("button", name="Roos").click()
    expect(page.get_by_role("heading", name="Gesprek met Roos")).to_be_focused()
    return archive
