"""The delivery rules of a client, as `web/shared/delivery.js` has them: keep until said, number again after a
refusal, show once and in order, ask for what is missing. Both are held to the vectors in `tests/vectors`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Frame = Mapping[str, Any]
SIDES = ("visitor", "counsellor")


@dataclass
class Pending:
    """A message that the server has not acknowledged: `queued`, `sent`, or `refused` for its number."""

    n: int
    id: str
    text: str
    flight: str = "queued"


@dataclass
class Outbox:
    """What one sender keeps.

    `top` is the highest number ever used by this side, `taken` what the server had at a connection.
    """

    top: int = 0
    taken: int = 0
    items: list[Pending] = field(default_factory=list)

    def put(self, id: str, text: str) -> Pending:
        self.top += 1
        pending = Pending(self.top, id, text)
        self.items.append(pending)
        return pending

    def sendable(self) -> list[Pending]:
        """Nothing while a refusal waits for its new number, nor after a number that somebody else may have."""
        if any(item.flight == "refused" for item in self.items):
            return []
        waits = any(item.n <= self.taken for item in self.items)
        return [item for item in self.items if item.flight == "queued" and (not waits or item.n <= self.taken)]

    def said(self, id: str, n: int) -> None:
        self.items = [item for item in self.items if item.id != id]
        self.top = max(self.top, n)
        self._renumber()

    def out_of_step(self, id: str, last: int) -> None:
        self.again(id, "refused")
        self.top = max(self.top, last)
        self._renumber()

    def again(self, id: str | None, flight: str = "queued") -> None:
        for item in self.items:
            if item.id == id:
                item.flight = flight

    def reconnected(self, stored: Iterable[str], last: int) -> None:
        """What the server turns out to have is done; the rest goes again under the same number and id."""
        known = set(stored)
        self.items = [Pending(item.n, item.id, item.text) for item in self.items if item.id not in known]
        self.top, self.taken = max(self.top, last), last

    def _renumber(self) -> None:
        """Only when nothing is under way: until then a later message may be stored under its old number."""
        flights = {item.flight for item in self.items}
        if "refused" not in flights or "sent" in flights:
            return
        for item in self.items:
            self.top += 1
            item.n, item.flight = self.top, "queued"


@dataclass
class Log:
    """What one client shows. Nothing up to `base` is asked for; each gap is asked for once."""

    base: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 0))
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 0))
    messages: dict[tuple[str, int], Frame] = field(default_factory=dict)

    def receive(self, arrived: Iterable[Frame]) -> None:
        """Each only once; the same id under another number is a repeat too."""
        for message in arrived:
            known = any(side == message["from"] and one["id"] == message["id"] for (side, _), one in self._items())
            if not known:
                self.messages.setdefault((message["from"], message["n"]), message)

    def _items(self) -> Iterable[tuple[tuple[str, int], Frame]]:
        return self.messages.items()

    def have(self) -> dict[str, int]:
        """Up to where nothing is missing, of each sender."""
        return {side: self._unbroken(side) for side in SIDES}

    def _unbroken(self, side: str) -> int:
        n = self.base[side]
        while (side, n + 1) in self.messages:
            n += 1
        return n

    def gap(self, last: Mapping[str, int] | None = None) -> dict[str, int] | None:
        """What to ask from, when something is missing that was not asked for yet."""
        now = self.have()
        fresh = [side for side in SIDES if self._highest(side, last or {}) > now[side] >= self.asked[side]]
        for side in fresh:
            self.asked[side] = now[side] + 1
        return now if fresh else None

    def _highest(self, side: str, last: Mapping[str, int]) -> int:
        shown = [n for sender, n in self.messages if sender == side]
        return max([self.base[side], last.get(side, 0), *shown])
