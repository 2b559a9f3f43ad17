"""Pages as the service meets them: a visitor's chat and a counsellor's desk, both following the protocol."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.faults.delivery import Frame, Log, Outbox

Sending = dict[str, Any]


@dataclass
class Talk:
    """One conversation as one client sees it."""

    conversation: str
    side: str
    log: Log = field(default_factory=Log)
    outbox: Outbox = field(default_factory=Outbox)
    over: bool = False
    joined: str = ""  # over which connection the service said that it goes on
    replay_due: bool = False
    asks: list[Sending] = field(default_factory=list)

    def have(self) -> dict[str, int]:
        return self.log.have()

    def take_in(self, frame: Frame) -> None:
        """Messages of any frame that bears some, and what they show to be missing."""
        arrived = [frame] if frame["type"] == "message" else frame.get("messages", [])
        self.log.receive(arrived)
        missing = self.log.gap(frame.get("last"))
        if missing is not None or frame.get("more"):
            self.ask_replay(missing or self.have())

    def ask_replay(self, have: dict[str, int] | None = None) -> None:
        self.asks.append({"type": "replay", "have": have or self.have()})

    def reconnected(self, frame: Frame, connection: str) -> None:
        """A few seconds later everything is asked for once more: an old read may have pushed elsewhere."""
        self.joined = connection
        self.take_in(frame)
        mine = [message["id"] for (side, _), message in self.log.messages.items() if side == self.side]
        self.outbox.reconnected(mine, frame["last"][self.side])
        self.replay_due = True

    def refused_say(self, frame: Frame) -> None:
        reason, id = frame["reason"], frame.get("id")
        if reason == "out_of_step":
            self.outbox.out_of_step(str(id), int(frame.get("last_n", 0)))
        elif reason == "ended":
            self.over = True
        else:
            self.outbox.again(id)


@dataclass
class Client:
    """Somebody with a browser: `connection` is the newest one, also when it is gone."""

    name: str
    address: str
    connection: str = ""
    written: int = 0
    lights: dict[str, tuple[str, str]] = field(default_factory=dict)
    heard_at: datetime | None = None  # when something came over the newest line, or it was taken
    pinged_at: datetime | None = None  # when that line was asked for a sign of life that has not come

    def text(self) -> str:
        self.written += 1
        return f"woorden van {self.name} {self.written}"

    def hears_status(self, frame: Frame) -> None:
        """The newest counts, because pushes may overtake each other."""
        known = self.lights.get(frame["channel"], ("", ""))
        self.lights[frame["channel"]] = max(known, (frame["at"], frame["light"]))

    def asks(self) -> list[Sending]:
        return []

    def talks_open(self) -> list[Talk]:
        return []

    def hears(self, frame: Frame) -> None:
        raise NotImplementedError


@dataclass
class VisitorClient(Client):
    """The chat page of one anonymous person."""

    nickname: str = ""
    channel: str = "jac"
    token: str = ""
    tokens: list[str] = field(default_factory=list)
    talk: Talk | None = None
    by_nickname: bool = False
    watching: str = ""
    asked: bool = False  # whether they are there, because they have not said a word
    answering: bool = False  # that they are, and nothing has said that it arrived

    def waits(self) -> bool:
        """For a light, on the line over which they asked for it."""
        return self.watching == self.connection != "" and not self.talks_open()

    def hears(self, frame: Frame) -> None:
        word = frame["type"]
        if word == "status":
            self.hears_status(frame)
        elif word == "started":
            self._started(frame)
        elif word == "resumed":
            self._resumed(frame)
        elif self.talk and frame.get("conversation") in (None, self.talk.conversation):
            self._hears_of_talk(self.talk, word, frame)

    def _started(self, frame: Frame) -> None:
        self._keep(frame["token"])
        if self.talk is None or self.talk.conversation != frame["conversation"]:
            self.talk, self.by_nickname = Talk(frame["conversation"], "visitor"), False
        self.talk.joined, self.talk.replay_due = self.connection, True

    def _resumed(self, frame: Frame) -> None:
        if "token" in frame:
            self._keep(frame["token"])
            self._let_in(frame)
        if self.talk and self.talk.conversation == frame["conversation"]:
            self.talk.reconnected(frame, self.connection)
            self._answers_again(self.talk, "answer_by" in frame)

    def _answers_again(self, talk: Talk, asked: bool) -> None:
        """Whose answer went down with the line says it again, and is not asked twice."""
        self.asked = asked and not self.answering
        if asked and self.answering:
            talk.asks.append({"type": "here"})
        self.answering = asked and self.answering

    def _let_in(self, frame: Frame) -> None:
        """By nickname: a new page, on which nothing from before is shown or asked for."""
        talk = self.talk
        if talk is None or talk.conversation != frame["conversation"]:
            self.talk = talk = Talk(frame["conversation"], "visitor")
            self.by_nickname = True
        for side, last in frame["last"].items():
            shown = [message["n"] for message in frame["messages"] if message["from"] == side]
            talk.log.base[side] = max(talk.log.base[side], talk.have()[side], min([*shown, last + 1]) - 1)

    def _keep(self, token: str) -> None:
        self.token = token
        self.tokens.append(token)

    def _hears_of_talk(self, talk: Talk, word: str, frame: Frame) -> None:
        if word in ("message", "replayed"):
            talk.take_in(frame)
        elif word == "said":
            talk.outbox.said(frame["id"], frame["n"])
        elif word == "notice":
            self.asked = frame["notice"] == "silent_visitor"
            self.answering = self.answering and frame["notice"] not in ("silent_visitor", "still_here")
        elif word == "ended" or (word == "refused" and frame.get("frame") == "resume"):
            talk.over = talk.over or word == "ended" or frame["reason"] in ("unknown", "ended")
        elif word == "refused" and frame.get("frame") == "say":
            talk.refused_say(frame)

    def asks(self) -> list[Sending]:
        if self.talk is None or self.talk.over:
            return []
        waiting, self.talk.asks = self.talk.asks, []
        return waiting

    def talks_open(self) -> list[Talk]:
        return [self.talk] if self.talk and not self.talk.over else []
