"""A counsellor at the desk and the visitors who come to them, for stories in a browser."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.web.staff_stage import Frame, World, sign_in

NONE = {"visitor": 0, "counsellor": 0}


def moment(seconds: float = 0) -> str:
    """Now and so many seconds later, as the server writes it."""
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def tonight() -> str:
    """Seven in the evening of this day in Belgium, over already or not."""
    at = datetime.now(ZoneInfo("Europe/Brussels")).replace(hour=19, minute=0, second=0, microsecond=0)
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def conversation_of(nickname: str) -> str:
    return f"conversation-of-{nickname.lower()}"


class Service:
    """The service as the desk sees it: keeps messages and answers frames as the real one would."""

    def __init__(self, world: World, page: Page) -> None:
        self.world, self.page = world, page
        self.present: dict[str, Frame] = {}
        self.messages: dict[str, list[Frame]] = {}
        self.light = "open"
        self.left: dict[str, Frame] = {}
        world.replies.update(duty=self._duty, say=self._say, attach=self._attach, note=self._note, end=self._end)
        world.replies.update(available=self._available, block=self._block)
        world.replies.setdefault("colleagues", self._colleagues)
        self.colleagues: list[Frame] = []
        self.open_until: str | None = None

    def brings(self, nickname: str, *texts: str, waiting: float = 0, **more: object) -> None:
        """A visitor comes in, who wrote these messages, and stands on the desk; on a narrow screen behind another."""
        name = conversation_of(nickname)
        self.messages[name] = []
        for text in texts:
            self._keep(name, "visitor", text, -waiting)
        self.present[name] = {
            "channel": "jac", "nickname": nickname, "intake": {}, "language": "nl", "visitor_here": True,
            "started_at": moment(-waiting - 20), "notes": [], "noticed": [], **more,
        }  # fmt: skip
        self.world.tells("assigned", **self._picture(name))
        self.page.locator(".pane h2", has_text=nickname).wait_for(state="attached")

    def writes(self, nickname: str, text: str, **more: object) -> None:
        """A visitor writes."""
        frame = self._keep(conversation_of(nickname), "visitor", text, 0, **more)
        self.world.tells("message", **frame)

    def leaves(self, nickname: str) -> None:
        """A visitor ends it, and can be blocked until `forgets` closes the books."""
        name = conversation_of(nickname)
        self.left[name] = {**self._ended(name, "ended"), "by": "visitor"}
        self.world.lines[-1].send(json.dumps(self.left[name]))

    def forgets(self, nickname: str) -> None:
        del self.left[conversation_of(nickname)]

    def drops(self, nickname: str) -> None:
        """A visitor loses their line."""
        away = {"visitor_here": False, "until": moment(300)}
        self.present[conversation_of(nickname)] |= away
        self.tells("peer", nickname, here=False, until=away["until"])

    def tells(self, kind: str, nickname: str, /, **fields: object) -> None:
        self.world.tells(kind, conversation=conversation_of(nickname), **fields)

    def said_to(self, nickname: str) -> list[str]:
        kept = self.messages[conversation_of(nickname)]
        return [frame["text"] for frame in kept if frame["from"] == "counsellor"]

    def _picture(self, name: str) -> Frame:
        kept = self.messages[name]
        last = {side: max((m["n"] for m in kept if m["from"] == side), default=0) for side in NONE}
        return {"conversation": name, **self.present[name], "messages": kept, "more": False, "last": last}

    def _keep(self, name: str, side: str, text: str, after: float, **more: object) -> Frame:
        kept = self.messages[name]
        n = sum(frame["from"] == side for frame in kept) + 1
        frame = {
            "conversation": name, "from": side, "n": n, "id": f"{side}-{n:04}", "text": text, "at": moment(after),
            **more,
        }  # fmt: skip
        kept.append(frame)
        return frame

    def _duty(self, frame: Frame) -> list[Frame]:
        if frame.get("off"):
            return [{"type": "duty", "on": False, "slots": 0, "available": False, "conversations": []}]
        self.duty = {
            "type": "duty", "on": True, "channel": frame["channel"], "slots": frame["slots"], "available": True,
            "conversations": list(self.present), "light": self.light,
        }  # fmt: skip
        return [self.duty]

    def _available(self, frame: Frame) -> list[Frame]:
        return [{**self.duty, "available": frame["available"], "conversations": list(self.present)}]

    def _colleagues(self, _: Frame) -> list[Frame]:
        return [{"type": "colleagues", "colleagues": self.colleagues, "open_until": self.open_until}]

    def _attach(self, frame: Frame) -> list[Frame]:
        name = frame["conversation"]
        if name not in self.present:
            return [{"type": "refused", "frame": "attach", "conversation": name, "reason": "ended", "message": ""}]
        return [{"type": "assigned", **self._picture(name)}]

    def _say(self, frame: Frame) -> list[Frame]:
        kept = self.messages[frame["conversation"]]
        known = next((m for m in kept if m["id"] == frame["id"]), None)
        own = {"id": frame["id"], "author": "An"}
        stored = known or self._keep(frame["conversation"], "counsellor", frame["text"], 0, **own)
        delivered = self.present[frame["conversation"]]["visitor_here"]
        said = {key: stored[key] for key in ("conversation", "n", "id", "at")}
        return [{"type": "said", **said, "delivered": delivered}]

    def _note(self, frame: Frame) -> list[Frame]:
        note = {key: frame[key] for key in ("conversation", "id", "text")}
        return [{"type": "noted", **note, "counsellor": "An", "at": moment()}]

    def _end(self, frame: Frame) -> list[Frame]:
        return [self._ended(frame["conversation"], "ended")]

    def _block(self, frame: Frame) -> list[Frame]:
        name = frame["conversation"]
        if name not in self.present and name not in self.left:
            return [{"type": "refused", "frame": "block", "conversation": name, "reason": "ended", "message": ""}]
        ended = self.left.get(name) or self._ended(name, "blocked")
        return [{**ended, "until": moment(8 * 3600)}]

    def _ended(self, name: str, reason: str) -> Frame:
        del self.present[name]
        return {
            "type": "ended", "conversation": name, "by": "counsellor", "reason": reason, "message": "",
            "at": moment(), "elsewhere": {},
        }  # fmt: skip


def at_work(page: Page, world: World, slots: int = 3) -> Service:
    """A counsellor signed in and on duty for JAC."""
    service = Service(world, page)
    sign_in(page, world, "desk")
    page.get_by_label("JAC").check()
    page.get_by_role("group", name="Hoeveel gesprekken").get_by_label(str(slots)).check()
    page.get_by_role("button", name="Ik ben er klaar voor").click()
    page.get_by_text("Er is nu niemand bij jou").wait_for()
    return service


def leaves_duty(page: Page) -> None:
    """Asked first, because it cannot be taken back for who would come in meanwhile."""
    opens_menu(page, "Stoppen met chatten")
    page.get_by_role("dialog").get_by_role("button", name="Ja, ik stop").click()


def opens_menu(page: Page, entry: str) -> None:
    """What is used once a duty stands behind one button of the bar."""
    page.get_by_role("banner").get_by_role("button", name="Meer").click()
    page.get_by_role("button", name=entry).click()
