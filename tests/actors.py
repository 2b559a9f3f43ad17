"""Visitors and counsellors of the stories: they say, they see, they lose their line."""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.service import HOME, Service

Frame = dict[str, Any]


@dataclass
class Actor:
    """Somebody behind a connection."""

    service: Service
    connection: str
    address: str = HOME
    said: dict[str, int] = field(default_factory=dict)

    def sends(self, type: str, **fields: object) -> Frame:
        """Sends a frame and gives its answer; an empty one for silence."""
        return self.sends_text(json.dumps({"type": type, **fields}))

    def sends_text(self, text: str) -> Frame:
        answer = self.service.frame(self.connection, text, self.address)
        frame: Frame = json.loads(answer) if answer else {}
        return frame

    def sees(self, type: str) -> list[Frame]:
        """The frames of a kind that were pushed to this connection."""
        return [frame for frame in self.service.gateway.inbox(self.connection) if frame["type"] == type]

    def last_sees(self, type: str) -> Frame:
        frames = self.sees(type)
        assert frames, f"no {type} was pushed; there was {[frame['type'] for frame in self.inbox]}"
        return frames[-1]

    @property
    def inbox(self) -> list[Frame]:
        return self.service.gateway.inbox(self.connection)

    def loses_the_line(self, *, silently: bool = False) -> None:
        self.service.loses(self.connection, silently=silently)

    def _next(self, conversation: str) -> int:
        self.said[conversation] = self.said.get(conversation, 0) + 1
        return self.said[conversation]


@dataclass
class Visitor(Actor):
    """An anonymous person who asks for help."""

    token: str = ""
    conversation: str = ""

    def starts(self, nickname: str = "Sam", channel: str = "jac", **fields: object) -> Frame:
        answer = self.sends("start", channel=channel, nickname=nickname, **fields)
        self.token = answer.get("token", self.token)
        self.conversation = answer.get("conversation", self.conversation)
        return answer

    def says(self, text: str, n: int | None = None, id: str | None = None) -> Frame:
        number = n or self._next("own")
        return self.sends("say", n=number, id=id or f"visitor-{number}", text=text)

    def comes_back(self, *, address: str | None = None) -> "Visitor":
        """On a new connection, not yet resumed."""
        where = address or self.address
        connection = self.service.connects(address=where)
        assert connection
        return Visitor(self.service, connection, where, dict(self.said), self.token, self.conversation)

    def resumes(self, visitor: int = 0, counsellor: int = 0) -> Frame:
        return self.sends("resume", token=self.token, have={"visitor": visitor, "counsellor": counsellor})

    def resumes_by_nickname(self, nickname: str = "Sam", channel: str = "jac") -> Frame:
        return self.sends("resume", channel=channel, nickname=nickname)


@dataclass
class Counsellor(Actor):
    """A professional at the desk."""

    name: str = "An"

    def takes_duty(self, slots: int = 1, channel: str = "jac") -> Frame:
        return self.sends("duty", channel=channel, slots=slots)

    def says(self, conversation: str, text: str, n: int | None = None, id: str | None = None) -> Frame:
        number = n or self._next(conversation)
        return self.sends("say", conversation=conversation, n=number, id=id or f"counsellor-{number}", text=text)

    def attaches(self, conversation: str, **have: int) -> Frame:
        return self.sends("attach", conversation=conversation, have=have)

    def reopens_the_desk(self, channels: tuple[str, ...] = ("caw", "jac")) -> "Counsellor":
        """Signs in again on a new connection, not yet on duty, with what they may do now."""
        return counsellor(self.service, self.name, channels)


def visitor(service: Service, address: str = HOME) -> Visitor:
    """Somebody opens the page."""
    connection = service.connects(address=address)
    assert connection
    return Visitor(service, connection, address)


def counsellor(
    service: Service, name: str = "An", channels: tuple[str, ...] = ("caw", "jac"), who: str = ""
) -> Counsellor:
    """Somebody signs in at the desk; `who` tells two of one first name apart."""
    connection = service.connects(ticket=service.ticket_for(name, channels, who), address="198.51.100.1")
    assert connection
    return Counsellor(service, connection, "198.51.100.1", {}, name)
