"""A client that follows the protocol's rules over bad lines: numbers, keeps until said, dedupes, asks replays."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

Frame = dict[str, Any]
PATIENCE = 60.0


@dataclass
class Line:
    """One socket; everything that comes over it is handed on at once."""

    socket: ClientConnection
    hands_on: Callable[[Frame], None]
    reader: asyncio.Task[None] | None = None

    @classmethod
    async def opens(
        cls, url: str, origin: str, hands_on: Callable[[Frame], None], address: str = "127.0.0.1"
    ) -> "Line":
        here = (address, 0)
        socket = await connect(url, origin=Origin(origin), open_timeout=PATIENCE, ping_interval=None, local_addr=here)
        line = cls(socket, hands_on)
        line.reader = asyncio.create_task(line._read())
        return line

    async def _read(self) -> None:
        try:
            async for text in self.socket:
                self.hands_on(json.loads(text))
        except ConnectionClosed:
            return

    async def sends(self, frame: Frame) -> None:
        """A line that is gone swallows the frame, as a network does."""
        try:
            await self.socket.send(json.dumps(frame))
        except ConnectionClosed:
            return

    async def breaks(self) -> None:
        """Like a cut cable: no goodbye from the page."""
        self.socket.transport.abort()
        if self.reader:
            await asyncio.wait([self.reader])


@dataclass
class Talker:
    """One side of a conversation: what it said, what was acknowledged, what it has seen."""

    sender: str
    conversation: str | None
    unsaid: dict[int, Frame] = field(default_factory=dict)
    acknowledged: dict[int, str] = field(default_factory=dict)
    arrived: list[tuple[int, str]] = field(default_factory=list)
    seen: dict[int, str] = field(default_factory=dict)

    def message(self, n: int, text: str) -> Frame:
        own = {"conversation": self.conversation} if self.sender == "counsellor" else {}
        frame = {"type": "say", **own, "n": n, "id": f"{self.sender}-{n:04d}", "text": text}
        self.unsaid[n] = frame
        return frame

    def takes(self, frame: Frame) -> None:
        """Whatever came over the line."""
        if frame["type"] == "said":
            sent = self.unsaid.pop(frame["n"], None)
            if sent:
                self.acknowledged[frame["n"]] = sent["text"]
        elif frame["type"] == "message":
            self._sees(frame)
        elif frame["type"] in ("resumed", "replayed", "assigned"):
            for message in frame["messages"]:
                self._sees(message)

    def _sees(self, message: Frame) -> None:
        if message["from"] == self.sender:
            return
        self.arrived.append((message["n"], message["text"]))
        known = self.seen.setdefault(message["n"], message["text"])
        assert known == message["text"], "one number, two texts"

    @property
    def have(self) -> Frame:
        """Up to which number nothing of either side is missing."""
        other = "counsellor" if self.sender == "visitor" else "visitor"
        return {self.sender: len(self.acknowledged), other: _unbroken(self.seen)}


def _unbroken(seen: dict[int, str]) -> int:
    n = 0
    while n + 1 in seen:
        n += 1
    return n
