"""An administrator and a server that keeps hours, closures, openings, blocks, ranges and conversations in memory."""

from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from chalicelib.domain.centres import read_list
from tests.web.counted import october
from tests.web.staff_stage import Body, World, sign_in

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Item = dict[str, Any]
PLACED = {
    "placed_at": "2026-11-22T13:00:00.000Z",
    "listed_at": "2026-11-22T13:00:00.000Z",
    "until": "2026-11-22T21:00:00.000Z",
    "by": "An",
}


YEARS: list[Item] = [
    {"year": 2026, "asked": 3, "granted": 2, "refused": 1, "looks": 4, "within_5": 2, "mean_minutes": 3.5},
    {"year": 2025, "asked": 0, "granted": 0, "refused": 0, "looks": 0, "within_5": 0, "mean_minutes": None},
]


def asked(**more: object) -> Item:
    """A request of a counsellor, as the server tells an administrator of it."""
    usual = {
        "id": "000001795525200000-een", "conversation": "conversation-of-roos", "channel": "jac", "state": "asked",
        "asked_at": "2026-11-22T13:00:00.000Z", "ends_at": "2099-11-22T15:00:00.000Z", "asker": "An",
        "role": "counsellor", "mine": False, "danger": "visitor", "ground": "suicide",
        "words": "Zegt dat ze pillen nam.", "discussed": False, "told": True, "decided_at": None, "decider": None,
        "decision": None, "looks": 0, "lone": False,
    }  # fmt: skip
    return usual | more


def chooses(page: Page, start: str, act: str) -> None:
    """An entry of the menu of the conversation that began then."""
    page.get_by_role("button", name=f"Acties voor het gesprek van {start}").click()
    page.get_by_role("button", name=act).click()


class Office:
    """The administrator's API, small enough to see through."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.answer = self._answer
        shifts: dict[str, list[Item]] = {day: [{"opens": "13:00", "closes": "19:00"}] for day in DAYS[:5]}
        self.hours: Item = {
            "channel": "caw", "shifts": shifts | {"saturday": [], "sunday": []}, "works_on_holidays": False,
            "version": 3,
        }  # fmt: skip
        self.lists: dict[str, list[Item]] = {
            "closures": [],
            "openings": [],
            "blocks": [],
            "conversations": [],
            "faults": [],
            "audit": [],
            "ranges": [],
            "disclosures": [],
        }
        self.checks: list[Item] = []
        self.closed: set[str] = set()
        self.standing: dict[str, Item] = {"caw": {}, "jac": {}}
        """What a story says of how a channel stands."""
        self.preview: Item = {}
        self.refusal: tuple[int, Item] | None = None
        self.centres: Item = {"centres": [], "served": [], "version": 0, "changed_at": None, "by": ""}
        self.pages = 100
        self.others = 0
        """Who else is on the line of whoever is blocked."""

    def asked(self, method: str, part: str) -> Item:
        """The body of the last request of this kind."""
        return next(body or {} for m, path, body in reversed(self.world.requests) if m == method and part in path)

    def count(self, method: str, part: str) -> int:
        return sum(m == method and part in path for m, path, _ in self.world.requests)

    def _answer(self, method: str, path: str, body: Body) -> tuple[int, object]:
        if self.refusal and method != "GET":
            return self.refusal
        url = urlsplit(path)
        parts = url.path.split("/")[1:]
        if parts == ["channels"]:
            return 200, {"items": [self._channel(name) for name in ("caw", "jac")]}
        if parts[-1] in ("close", "reopen"):
            (self.closed.add if parts[-1] == "close" else self.closed.discard)(parts[1])
            return 204, None
        if parts[-1] == "hours":
            return self._hours(method, body)
        if parts[-1] == "centres":
            return self._centres(method, body)
        if parts == ["fault-figures"]:
            week = {"week": "2026-11-16", "total": 3, "browsers": {"firefox": 2, "safari": 1}}
            return 200, {"items": [week] if self.lists["faults"] else [], "whole": True}
        if parts[0] == "faults" and method == "PUT":
            return 200, self._marked(parts[1], body)
        if parts[-1] == "reach":
            return 200, {"others": self.others}
        if parts[-1] == "erase":
            return 202, {"conversation": parts[1], "erased_at": "2026-11-22T14:00:00.000Z", "done": False}
        if parts[0] in ("disclosures", "disclosure-figures"):
            return self._disclosures(method, parts, body, url.query)
        if parts[0] == "figures":
            by = parse_qs(url.query).get("by", ["day"])[0]
            return 200, {"name": "cijfers-caw.csv", "text": "table\r\n"} if method == "POST" else october(by)
        if parts == ["audit", "check"]:
            return 200, self.checks.pop(0)
        if parts[-1] == "preview":
            return 200, {"at": parse_qs(url.query)["at"][0], **self.preview}
        return self._list(method, next(part for part in parts if part in self.lists), parts[-1], body, url.query)

    def _disclosures(self, method: str, parts: list[str], body: Body, query: str) -> tuple[int, object]:
        items = self.lists["disclosures"]
        if parts[0] == "disclosure-figures":
            return 200, {"name": "inzage-2026.csv", "text": "year\r\n2026\r\n"} if method == "POST" else {
                "items": YEARS
            }
        if len(parts) == 3:
            item = next(one for one in items if one["id"] == parts[1])
            state = {"grant": "granted", "refuse": "refused"}[parts[2]]
            decided = {"decider": "Dora", "decided_at": PLACED["placed_at"], "decision": (body or {})["words"]}
            item |= {"state": state, **decided}
            return 200, item
        shown = [one for one in items if one["state"] in ("asked", "granted")] if "open=yes" in query else items
        return (201, asked(**(body or {}))) if method == "POST" else (200, {"items": shown, "next": None})

    def _marked(self, id: str, body: Body) -> Item:
        report = next(one for one in self.lists["faults"] if one["id"] == id)
        handled = (body or {})["handled"]
        by = {"handled_at": PLACED["placed_at"], "handled_by": "Dora"}
        note = {"note": (body or {}).get("note", report.get("note"))}
        return report | note | (by if handled else dict.fromkeys(by))

    def _channel(self, name: str) -> Item:
        closed = name in self.closed
        return {
            "channel": name, "name": name.upper(), "light": "closed" if closed else "open", "closed_now": closed,
            "next_opening": "2026-11-24T12:00:00.000Z" if closed else None, "within_hours": True,
        } | self.standing[name]  # fmt: skip

    def _hours(self, method: str, body: Body) -> tuple[int, object]:
        if method == "PUT":
            body = body or {}
            if body["version"] != self.hours["version"]:
                return 409, {"type": "urn:chathulp:problem:outdated", "title": "Conflict"}
            self.hours = {**body, "version": body["version"] + 1}
        return 200, self.hours

    def _centres(self, method: str, body: Body) -> tuple[int, object]:
        """Reads a list as the service does."""
        if method == "PUT":
            centres, served = read_list((body or {})["csv"])
            shown = {"centres": [asdict(one) for one in centres], "served": [list(one) for one in served]}
            self.centres = {
                **shown,
                "version": (body or {})["version"] + 1,
                "by": "Dora",
                "changed_at": PLACED["until"],
            }
        return 200, self.centres

    def _list(self, method: str, name: str, last: str, body: Body, query: str) -> tuple[int, object]:
        items = self.lists[name]
        if method == "DELETE":
            self.lists[name] = [item for item in items if item["id"] != last]
            return 204, None
        if method == "POST":
            items.append({"id": f"{name}-{len(self.world.requests)}", **PLACED, **(body or {})})
            return 201, items[-1]
        start = int(parse_qs(query).get("cursor", ["0"])[0])
        end = start + self.pages
        return 200, {"items": items[start:end], "next": str(end) if end < len(items) else None}


def in_the_office(page: Page, world: World) -> Office:
    """An administrator, signed in."""
    office = Office(world)
    sign_in(page, world, "admin")
    return office
