"""The desk of a counsellor: several conversations, questions of colleagues and of visitors who come back."""

from dataclasses import dataclass, field

from tests.faults.clients import Client, Sending, Talk
from tests.faults.delivery import Frame


@dataclass
class DeskClient(Client):
    """One counsellor's desk, over as many reconnects as it takes."""

    channel: str = "jac"
    slots: int = 2
    talks: dict[str, Talk] = field(default_factory=dict)
    visitors_asking: dict[str, list[str]] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    sent: list[Sending] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"id-{self.name.lower()}"

    def hears(self, frame: Frame) -> None:
        word, id = frame["type"], frame.get("conversation", "")
        if word == "duty":
            self._where_i_stand(frame)
        elif word == "assigned":
            self._assigned(frame)
        elif word == "resume_asked":
            self._asked(frame)
        elif word == "transfer_asked":
            self.offered.add(id)
        elif frame.get("reason") == "dismissed" and "frame" not in frame:
            self.dismissed()
        elif id in self.talks:
            self._hears_of_talk(self.talks[id], word, frame)

    def dismissed(self) -> None:
        """The page forgets everything that visitors said."""
        self.talks, self.visitors_asking, self.offered, self.sent = {}, {}, set(), []

    def _where_i_stand(self, frame: Frame) -> None:
        for id in frame["conversations"]:
            if id not in self.talks:
                self.sent.append({"type": "attach", "conversation": id})

    def _assigned(self, frame: Frame) -> None:
        id = frame["conversation"]
        talk = self.talks.setdefault(id, Talk(id, "counsellor"))
        self.offered.discard(id)
        talk.reconnected(frame, self.connection)

        if "asked" in frame:
            self._asked(frame["asked"])

    def _asked(self, frame: Frame) -> None:
        """Whoever asked before is kept, for a yes that comes too late."""
        self.visitors_asking.setdefault(frame["conversation"], []).append(frame["question"])

    def _hears_of_talk(self, talk: Talk, word: str, frame: Frame) -> None:
        if word in ("message", "replayed"):
            talk.take_in(frame)
        elif word == "said":
            talk.outbox.said(frame["id"], frame["n"])
        elif word == "ended":
            talk.over = True
        elif word == "transfer" and frame["state"] == "taken":
            del self.talks[talk.conversation]
        elif word == "refused":
            self._refused(talk, frame)

    def _refused(self, talk: Talk, frame: Frame) -> None:
        if frame["reason"] == "not_yours":
            self.talks.pop(talk.conversation, None)
        elif frame.get("frame") == "say":
            talk.refused_say(frame)
        elif frame["reason"] == "ended":
            talk.over = True

    def asks(self) -> list[Sending]:
        waiting, self.sent = self.sent, []
        for talk in self.talks.values():
            if not talk.over:
                waiting += [{**ask, "conversation": talk.conversation} for ask in talk.asks]
            talk.asks = []
        return waiting

    def talks_open(self) -> list[Talk]:
        return [talk for talk in self.talks.values() if not talk.over]
