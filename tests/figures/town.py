"""A service whose figures are asked, and talks of every kind to be counted."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.http.api import Api
from tests.service import Service


@dataclass
class Town:
    """An API with `jac` open around the clock, and An at work."""

    api: Api = field(default_factory=Api)
    people: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.here.opens("jac")
        self.here.upkeep()

    @property
    def here(self) -> Service:
        return self.api.service

    def an(self, slots: int = 5) -> Counsellor:
        made = counsellor(self.here, "An")
        made.takes_duty(slots=slots)
        return made

    def comes(self, **fields: Any) -> Visitor:
        """Somebody new, from an address of their own, who starts."""
        number = next(self.people)
        who = visitor(self.here, f"203.0.{number // 200}.{number % 200 + 1}")
        who.starts(f"Bezoeker {number}", **fields)
        return who

    def closes_the_books(self) -> None:
        self.here.clock.passes(minutes=2)
        self.here.upkeep()

    def counted(self) -> dict[str, int]:
        """Everything that is counted, over all days and channels, as it is stored."""
        found: dict[str, int] = {}
        for item in self.here.dynamo.items("chat"):
            if item["pk"]["S"].startswith(("FIGURES#", "TURNED#")):
                for name, value in item.items():
                    if "N" in value:
                        found[name] = found.get(name, 0) + int(value["N"])
        return {name: number for name, number in found.items() if number}

    def asks(self, **query: str) -> dict[str, Any]:
        reply = self.api.get("/admin/figures", channel="jac", **query)
        assert reply.status == 200, reply.text
        told: dict[str, Any] = json.loads(reply.text)
        return told
