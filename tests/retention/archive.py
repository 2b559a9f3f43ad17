"""Conversations that were held and are kept, a clean-up that a test decides on, nights, and what they prove."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from chalicelib.domain.audit import Act, Detail, read
from chalicelib.domain.brussels import midnight
from tests.actors import Visitor, counsellor, visitor
from tests.audit.trail import kept
from tests.engine.faults import Fault, LambdaDied, SilentRetry, Strike
from tests.engine.hooks import attached
from tests.engine.recorder import Call
from tests.engine.wire import Item
from tests.http.api import Api
from tests.service import Service, service

TABLES = ("chat", "vault")
Proof = tuple[int, int, int]
"""Conversations of the day, how many were late, how much remains."""


@dataclass
class Archive:
    """A service that has been there for a while."""

    here: Service = field(default_factory=service)

    def __post_init__(self) -> None:
        self.here.opens("jac")

    def holds(self, at: datetime) -> str:
        """A whole conversation that begins at a moment, with all that can belong to one; gives its id."""
        clock = self.here.clock
        clock.now = at
        an, sam = counsellor(self.here, "An"), visitor(self.here)
        an.takes_duty(slots=1)
        assert sam.starts("Sam")["type"] == "started"
        sam.says("hallo")
        an.says(sam.conversation, "dag")
        an.sends("note", conversation=sam.conversation, id="note-0001", text="rustig")
        sam = self._comes_back(sam)
        sam.sends("end")
        sam.sends("survey", helped=5)
        an.sends("off")
        clock.passes(minutes=2)
        self.here.upkeep()
        return sam.conversation

    def holds_several(self, day: date, how_many: int) -> list[str]:
        """Conversations of one day, one after the other."""
        return [self.holds(noon(day) + timedelta(minutes=10 * n)) for n in range(how_many)]

    def orders(self, id: str) -> str:
        """An administrator asks where a conversation came from; gives what that is called."""
        reply = Api(self.here).post("/admin/disclosures", conversation=id, ground="court_order", words="Kantschrift 7")
        asked: str = reply.json["id"]
        return asked

    def _comes_back(self, sam: Visitor) -> Visitor:
        """From elsewhere, so that the vault has two origins."""
        sam.loses_the_line()
        again = sam.comes_back(address="203.0.113.9")
        assert again.resumes(1, 1)["type"] == "resumed"
        return again

    def items(self) -> Iterator[tuple[str, Item]]:
        rows = self.here.dynamo.snapshot()
        return ((table, row.item) for table in TABLES for row in rows[table])

    def bearing(self, id: str) -> list[str]:
        """Keys of all items of which a key or a value is this id; the ledger and the trail aside, which say that
        there was one."""
        found = (item for _, item in self.items() if id in str(item))
        keys = [f"{item['pk']['S']} {item['sk']['S']}" for item in found]
        return [key for key in keys if not key.startswith(("LEDGER#", "AUDIT#", "OUTBOX", "TOMBSTONES"))]

    def cleans_up(self, takes: Callable[[], bool], but: str = "") -> None:
        """What TTL does with what has expired: everything, everything but one, nothing, or what the dice say."""
        seconds = self.here.clock().timestamp()
        for table, item in list(self.items()):
            if int(item.get("expires_at", {"N": "9" * 12})["N"]) <= seconds and item["sk"]["S"] != but and takes():
                self.here.dynamo.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})

    def night(self) -> None:
        """The nightly step, as its schedule starts it, and the minute that chains what it leaves."""
        self.here.vault.serve({"work": "retention"})
        self.here.chains()

    def at(self, day: date, seconds: float = 0) -> None:
        """It is so many seconds after the midnight with which a Brussels day begins."""
        self.here.clock.now = midnight(day)
        self.here.clock.passes(seconds=seconds)

    def proofs(self) -> dict[str, Proof]:
        """What the trail says of each day. Two proofs of one day fail."""
        deeds = [read(one.text).deed for one in kept(self.here)]
        found = [deed for deed in deeds if deed.act is Act.RETENTION_PROVED]
        said = {deed.on: deed.details for deed in found}
        assert len(said) == len(found), "a day is proved once"
        names = (Detail.CONVERSATIONS, Detail.LATE, Detail.REMAINING)
        return {on: tuple(int(details[name]) for name in names) for on, details in said.items()}  # type: ignore[misc]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def struck(archive: Archive, call: Call, fault: Fault | None, act: Callable[[], object]) -> bool:
    """Does something of which one call goes wrong in one way; without a fault the SDK sends it twice."""
    dynamo = archive.here.dynamo
    strike = Strike(fault, at=lambda one: one == call) if fault else None
    retry = SilentRetry(dynamo, at=lambda one: one == call)
    with suppress(LambdaDied, Exception), strike.on(dynamo) if strike else attached(dynamo, before=[retry]):
        act()
    return bool((strike or retry).struck)
