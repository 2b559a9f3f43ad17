"""A team at work, as the board of a team lead meets it: a ticket over HTTP, and an answer to each question."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.web.desk_stage import moment, tonight
from tests.web.staff_stage import Body, Frame, World, sign_in


def talk(minutes: float, *, waits: float | None = None, here: bool = True) -> Frame:
    """A conversation that lasts so long, whose visitor waits so long for an answer."""
    waiting = {} if waits is None else {"waiting_since": moment(-60 * waits)}
    return {"started_at": moment(-60 * minutes - 5), "here": here, **waiting}


def at_work(name: str, standing: str = "working", slots: int = 2, talks: tuple[Frame, ...] = ()) -> Frame:
    return {"counsellor": f"id-{name}", "first_name": name, "standing": standing, "slots": slots, "talks": list(talks)}


class Team:
    """Three people of JAC, of whom one has two conversations; nobody at CAW."""

    def __init__(self, world: World) -> None:
        self.people = [
            at_work("Bram", talks=(talk(52, waits=3.1), talk(12, here=False))),
            at_work("Els", "paused", 1),
            at_work("Jef", "leaving", 0, (talk(0),)),
        ]
        self.door, self.light, self.allowed = 4, "open", True
        world.groups = ["counsellor", "team-lead"]
        world.replies["board"] = self._board
        self._others, world.answer = world.answer, self._answer
        self._world = world

    def _answer(self, method: str, path: str, body: Body) -> tuple[int, object]:
        if path != "team/tickets":
            return self._others(method, path, body)
        if not self.allowed:
            return 403, {"type": "urn:chathulp:problem:not_allowed", "title": "Dat mag niet"}
        return 201, {"ticket": "of-a-board", "websocket": self._world.socket_url, "channels": ["caw", "jac"]}

    def _board(self, asked: Frame) -> list[Frame]:
        now: dict[str, Any] = {"type": "board", "channel": asked["channel"], "at": moment()}
        if asked["channel"] == "caw":
            return [now | {"light": "closed", "people": [], "more": 0, "at_the_door": 0}]
        here = {"light": self.light, "people": self.people, "more": 0, "at_the_door": self.door}
        return [now | here | {"open_until": tonight()}]


def at_the_board(page: Page, world: World) -> Team:
    """Signed in as a team lead, with the board open."""
    team = Team(world)
    sign_in(page, world, "desk")
    page.get_by_role("button", name="Teambord").click()
    expect(page.get_by_role("dialog").get_by_role("row", name="Bram")).to_be_visible()
    return team
