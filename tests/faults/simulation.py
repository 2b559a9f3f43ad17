"""Everybody around one service: who is connected, what was promised to whom, what each may read."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.domain.channel import Limits
from chalicelib.domain.conversation import ANSWER_WITHIN
from tests.engine.hooks import Arguments
from tests.faults.clients import Client, VisitorClient
from tests.faults.delivery import Frame
from tests.faults.desk_client import DeskClient
from tests.faults.snapshot import Snapshot, parsed
from tests.service import Clock, Service, service

CHANNELS = ("jac", "caw")


class Ticking(Clock):
    """Every look at it takes a millisecond, as in reality: no two things happen at the same moment."""

    def __call__(self) -> datetime:
        self.passes(milliseconds=1)
        return self.now


@dataclass
class Ledger:
    """What the service has promised, as seen from outside."""

    acknowledged: dict[tuple[str, str, int], tuple[str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    readers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    offered: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    askers: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, bool] = field(default_factory=dict)  # who asks by nickname, and whether they were told to wait
    origins: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    asked: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    endings: list[Frame] = field(default_factory=list)
    blocks: dict[str, datetime] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    wrongs: list[str] = field(default_factory=list)


@dataclass(repr=False)
class Simulation:
    """One service, its people, and the frames between them."""

    service: Service
    visitors: list[VisitorClient]
    desks: list[DeskClient]
    ledger: Ledger = field(default_factory=Ledger)
    people: dict[str, Client] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pushes_first: bool = False
    troubled: bool = False
    overlapped: bool = False
    closing: dict[str, datetime] = field(default_factory=dict)
    swallowed: dict[str, datetime] = field(
        default_factory=dict
    )  # lines on which nothing arrives either way, since when
    opened: dict[str, datetime] = field(default_factory=dict)  # lines, since when
    announced: dict[str, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    said: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.snapshot = Snapshot(self.service.dynamo)
        self.service.dynamo.before_call.append(self._sees_write)
        self.service.dynamo.after_call.append(self._sees_announcement)
        for table in ("chat", "vault"):
            expiry = {"Enabled": True, "AttributeName": "expires_at"}
            self.service.dynamo.update_time_to_live(TableName=table, TimeToLiveSpecification=expiry)

    # Connections

    def connect(self, person: Client, ticket: str | None = None) -> bool:
        connection = self.service.connects(ticket, person.address)
        if connection is None:
            return False
        person.connection = connection
        person.heard_at, person.pinged_at = self.service.clock.now, None
        self.people[connection] = person
        self.opened[connection] = self.service.clock.now
        return True

    def signs_in(self, desk: DeskClient) -> None:
        """With a new ticket, which only staff gets; a desk whose ticket was held up past its 30 seconds asks for
        another, at most twice."""
        if not self.service.directory.answers(desk.id):
            return desk.dismissed()
        tries = 3 if self.overlapped else 1
        channels = tuple(sorted(self.service.directory.answers(desk.id)))
        assert any(self.connect(desk, self.service.ticket_for(desk.name, channels)) for _ in range(tries))
        return None

    def is_live(self, person: Client) -> bool:
        return person.connection in self.service.gateway.live

    def drop(self, connection: str) -> None:
        """The network takes it away; whether and when the service is told is another matter."""
        if connection in self.service.gateway.live:
            self.service.gateway.drop(connection)
            self.late.append(connection)

    def hears_of_loss(self, connection: str, *, again: bool) -> None:
        """The event about a lost line, which may come again."""
        if not again:
            self.late.remove(connection)
        self.service.says_disconnected(connection)

    # Frames

    def send(self, person: Client, frame: dict[str, Any], *, lost: bool = False) -> Frame:
        """A frame over somebody's connection; its answer may get lost on the way."""
        connection = person.connection
        if frame["type"] == "say":
            self._notes_said(person, frame)
        if connection in self.swallowed:
            return {}
        if frame["type"] == "here" and isinstance(person, VisitorClient) and person.talk:
            self.ledger.answers[person.talk.conversation].append(self.service.clock.now)
        if frame["type"] == "resume" and "nickname" in frame:
            self.ledger.waiting[connection] = False
        body = self.service.frame(connection, json.dumps(frame), person.address)
        answer: Frame = json.loads(body) if body else {}
        if answer:
            self._checks(connection, person, answer, body or "")
            self._lives(person, connection)
            if not lost and person.connection == connection:
                if self.pushes_first:
                    self.deliver(follow=False)
                person.hears(answer)
        return answer

    def _notes_said(self, person: Client, frame: dict[str, Any]) -> None:
        if isinstance(person, VisitorClient) and person.talk:
            self.said[person.name, person.talk.conversation].append(frame)

    def _lives(self, person: Client, connection: str) -> None:
        if person.connection == connection:
            person.heard_at, person.pinged_at = self.service.clock.now, None

    def deliver(self, *, follow: bool = True) -> None:
        """Everything that was pushed arrives, and everybody asks what they find missing."""
        for connection, person in list(self.people.items()):
            inbox = self.service.gateway.inbox(connection)
            for frame in inbox[self.read[connection] :]:
                self.read[connection] += 1
                if connection in self.swallowed:
                    continue
                self._lives(person, connection)
                self._checks(connection, person, frame, json.dumps(frame))
                if person.connection == connection:
                    person.hears(frame)
        if follow:
            self._follow_up()

    def _follow_up(self) -> None:
        for _ in range(6):
            wishes = [(person, frame) for person in self.everybody if self.is_live(person) for frame in person.asks()]
            if not wishes:
                return
            for person, frame in wishes:
                self.send(person, frame)
            self.deliver(follow=False)

    @property
    def everybody(self) -> list[Client]:
        return [*self.visitors, *self.desks]

    # What must never be seen

    def _checks(self, connection: str, person: Client, frame: Frame, text: str) -> None:
        if any(other.address in text for other in self.everybody):
            self.ledger.wrongs.append(f"an origin is in a frame: {frame['type']}")
        if frame["type"] == "said":
            self._acknowledged(person, frame)
        elif frame["type"] == "started":
            self.ledger.readers[frame["conversation"]].add(person.name)
        elif frame["type"] == "refused" and frame["reason"] == "failed" and not self.troubled:
            self.ledger.wrongs.append(f"failed without trouble: {frame}")
        elif frame["type"] == "refused" and frame["reason"] == "ended" and frame.get("frame") in ("say", "replay"):
            self._has_ended(person, frame)
        elif frame["type"] == "notice" and frame["notice"] == "silent_visitor" and isinstance(person, VisitorClient):
            self.ledger.asked[frame["conversation"]].append(datetime.fromisoformat(frame["at"]))
        elif frame["type"] == "ended" and frame["reason"] == "silent":
            self.ledger.endings.append(frame)
        if "answer_by" in frame and frame["type"] == "resumed":
            # The question went down with a line that swallowed it, and came with the new one.
            self.ledger.asked[frame["conversation"]].append(datetime.fromisoformat(frame["answer_by"]) - ANSWER_WITHIN)
        self._waits(connection, frame)
        if frame["type"] in ("started", "resumed"):
            self.ledger.origins[frame["conversation"]].add(person.address)
        if "token" in frame:
            self.ledger.secrets.add(frame["token"].partition(".")[2])
        for word, conversation in _texts(frame):
            self._may_read(person, word, conversation, connection)

    def _waits(self, connection: str, frame: Frame) -> None:
        """Whether a page that asked by nickname counts down; a no may overtake what it is a no to."""
        if frame["type"] == "waiting" and connection in self.ledger.waiting:
            self.ledger.waiting[connection] = True
        elif frame["type"] in ("started", "resumed") or frame.get("frame") == "resume":
            self.ledger.waiting.pop(connection, None)

    def _has_ended(self, person: Client, frame: Frame) -> None:
        """An old read is no reason to tell somebody that it is over."""
        visitors = person.talk.conversation if isinstance(person, VisitorClient) and person.talk else ""
        id = frame.get("conversation", visitors)
        live = {one["id"] for one in self.snapshot.look(self.service.clock.now).live}
        if id in live and not self.overlapped:
            self.ledger.wrongs.append(f"{person.name} was told that {id} has ended")

    def _acknowledged(self, person: Client, frame: Frame) -> None:
        side = "visitor" if isinstance(person, VisitorClient) else "counsellor"
        promise = (frame["conversation"], side, frame["n"])
        known = self.ledger.acknowledged.setdefault(promise, (frame["id"], frame["at"]))
        if known != (frame["id"], frame["at"]):
            self.ledger.wrongs.append(f"one number, two messages: {promise}")

    def _may_read(self, person: Client, text: str, conversation: str, connection: str) -> None:
        belongs = self.ledger.texts.get(text)
        counsellor = isinstance(person, DeskClient)
        allowed = self.ledger.readers[conversation] | (self.ledger.offered[conversation] if counsellor else set())
        if belongs != conversation or person.name not in allowed:
            self.ledger.wrongs.append(f"{person.name} over {connection} reads {text!r} of {conversation}")

    def _sees_write(self, operation: str, arguments: Arguments) -> None:
        if operation in ("put_item", "update_item", "transact_write_items"):
            for wish in arguments.get("TransactItems", [{"Put": arguments}]):
                for part in wish.values():
                    self._sees_part(part)

    def _sees_announcement(self, operation: str, arguments: Arguments) -> None:
        """Once it is written: a process that dies at the write has announced nothing."""
        item = arguments.get("Item", {})
        if operation == "put_item" and item.get("sk") == {"S": "ANNOUNCED"}:
            announced = parsed(item)
            self.announced[announced["pk"].partition("#")[2]].append((self.service.clock.now, announced["places"]))

    def _sees_part(self, part: Arguments) -> None:
        if part["TableName"] != "chat":
            return
        text = str(part)
        if any(person.address in text for person in self.everybody):
            self.ledger.wrongs.append("an origin is written outside the vault")
        item = part.get("Item", {})
        if item.get("sk") == {"S": "CONVERSATION"}:
            written = parsed(item)
            self._names(self.ledger.readers, written["id"], written["holder"]["counsellor"])
            if "offer" in written:
                self._names(self.ledger.offered, written["id"], written["offer"]["counsellor"])

    def _names(self, allowed: dict[str, set[str]], conversation: str, counsellor: str) -> None:
        allowed[conversation] |= {desk.name for desk in self.desks if desk.id == counsellor}


def _texts(frame: Frame) -> list[tuple[str, str]]:
    """Texts that people wrote, and the conversation under which the frame shows them."""
    rows = [frame, *frame.get("messages", ()), *frame.get("notes", ())]
    found = [(row["text"], row["conversation"]) for row in rows if "text" in row]
    return [*found, (frame["note"], frame["conversation"])] if frame.get("note") else found


def simulation(seed: int = 0, stale: float = 0.0) -> Simulation:
    """Two channels that are open, four visitors of whom two share an origin, three counsellors."""
    clock = Ticking()
    made = service(seed=seed, stale=stale, limits=Limits(10_000, 10_000, 10_000, 10_000), clock=clock)
    for channel in CHANNELS:
        made.opens(channel)
    made.upkeep()
    visitors = [
        VisitorClient("Sam", "2001:db8:1:2::7", nickname="Zeehond", channel="jac"),
        VisitorClient("Noor", "2001:db8:1:2::8", nickname="Merel", channel="jac"),
        VisitorClient("Lou", "203.0.113.77", nickname="ze\u0435h\u200dond", channel="jac"),
        VisitorClient("Kim", "203.0.113.78", nickname="Waterjuffer", channel="caw"),
    ]
    desks = [
        DeskClient("An", "198.51.100.71", channel="jac", slots=2),
        DeskClient("Bo", "198.51.100.72", channel="jac", slots=2),
        DeskClient("Cas", "198.51.100.73", channel="caw", slots=1),
    ]
    return Simulation(made, visitors, desks)
