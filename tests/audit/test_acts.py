"""Thousands of acts with crashes around each write: no act without its entry, no entry without its act, one chain."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest

from chalicelib.actions.vault.chaining import chain, empty_outbox
from chalicelib.domain.audit import read
from chalicelib.domain.audit_check import check
from chalicelib.entrypoints.routes import ROUTES
from tests.actors import counsellor, visitor
from tests.audit.trail import deed, kept, waiting
from tests.engine.faults import CRASH_AFTER, CRASH_BEFORE, THROTTLED, TIMED_OUT_AFTER, LambdaDied, Strike
from tests.http.api import Api, Reply
from tests.promises.office import Office, asks_everything
from tests.service import service

ACTS = 10_000
FAULTS = (CRASH_BEFORE, CRASH_AFTER, TIMED_OUT_AFTER, THROTTLED)
WRITING = frozenset({"put_item", "delete_item", "update_item", "transact_write_items"})


class Acts:
    """Random acts of an administrator, and what really came of them, counted in the tables themselves."""

    def __init__(self, seed: int) -> None:
        self.dice, self.api = random.Random(seed), Api(service(seed=seed))
        self.api.service.upkeep()
        self.crashes = 0
        self.effects, self.seen = 0, self.effect()

    def act(self) -> None:
        self.perhaps_dying(self.dice.choice(self.kinds))
        before, self.seen = self.seen, self.effect()
        self.effects += self.seen != before

    @property
    def kinds(self) -> list[Callable[[], None]]:
        return [self.closes, self.reopens, self.blocks, self.lifts, self.plans, self.lists]

    def closes(self) -> None:
        self.api.service.clock.passes(seconds=1)
        self.api.post("/admin/channels/jac/close")

    def reopens(self) -> None:
        self.api.post("/admin/channels/jac/reopen")

    def blocks(self) -> None:
        self.api.service.clock.passes(seconds=1)
        self.api.post("/admin/blocks", origin="203.0.113.7", reason="Threats")

    def lifts(self) -> None:
        for block in self.api.get("/admin/blocks").json["items"]:
            self.api.delete(f"/admin/blocks/{block['id']}")

    def plans(self) -> None:
        """A day off, or not after all."""
        planned = self.api.get("/admin/channels/jac/closures").json["items"]
        for closure in planned:
            self.api.delete(f"/admin/channels/jac/closures/{closure['id']}")
        if not planned:
            self.api.post("/admin/channels/jac/closures", first="2027-07-21", last="2027-07-21", reason="Feestdag")

    def lists(self) -> None:
        """A school, or not any more."""
        listed = self.api.get("/admin/ranges").json["items"]
        for one in listed:
            self.api.delete(f"/admin/ranges/{one['id']}")
        if not listed:
            self.api.post("/admin/ranges", range="203.0.113.0/24", name="Sint-Jozef", places=30)

    def perhaps_dying(self, what: Callable[[], object]) -> None:
        """One in three dies before or after one of its writes."""
        if self.dice.random() > 1 / 3:
            what()
            return
        fault, place = self.dice.choice(FAULTS), self.dice.randrange(3)
        seen = Counter[str]()

        def here(call: object) -> bool:
            seen["writes"] += getattr(call, "operation", "") in WRITING
            return seen["writes"] == place + 1

        strike = Strike(fault, at=here)
        with strike.on(self.api.service.dynamo), suppress(LambdaDied, Exception):
            what()
        self.crashes += bool(strike.struck)

    def effect(self) -> object:
        """What acts leave in the tables besides deeds."""
        left = [
            one
            for one in self.api.service.dynamo.items("chat")
            if (one["pk"]["S"], one["sk"]["S"]) in _TOUCHED or one["pk"]["S"] in ("BLOCKS", "RANGES")
        ]
        return sorted(map(str, left))


_TOUCHED = {("CHANNEL#jac", "SCHEDULE"), ("CHANNEL#jac", "CLOSING")}


def test_no_act_without_entry_and_no_entry_without_act_whatever_crashes() -> None:
    acts = Acts(seed=26)
    here = acts.api.service
    for n in range(ACTS):
        acts.act()
        if n % 10 == 9:
            acts.perhaps_dying(lambda: empty_outbox(here.context))
    here.chains()
    entries = kept(here)
    print(f"\n{ACTS} acts, {acts.crashes} crashes, {acts.effects} that had an effect, {len(entries)} entries")
    assert waiting(here) == []
    assert check(entries, here.context.trail.head(), here.clock()) is None
    assert len({read(one.text).deed.id for one in entries}) == len(entries) == acts.effects
    assert acts.crashes > ACTS / 10


def test_a_deed_that_a_restored_table_brings_back_is_not_chained_twice(api: Api) -> None:
    api.post("/admin/channels/jac/close")
    left = next(one for one in api.service.dynamo.items("chat") if one["pk"]["S"] == "OUTBOX")
    api.service.chains()
    api.service.dynamo.put_item(TableName="chat", Item=left)
    api.service.chains()
    assert (waiting(api.service), len(kept(api.service))) == ([], 1)


def test_one_deed_that_cannot_be_chained_keeps_no_other_waiting(api: Api) -> None:
    api.post("/admin/channels/jac/close")
    left = next(one for one in api.service.dynamo.items("chat") if one["pk"]["S"] == "OUTBOX")
    api.service.clock.passes(seconds=1)
    api.post("/admin/channels/jac/reopen")
    strike = Strike(THROTTLED, at=lambda call: call.operation == "transact_write_items")
    with strike.on(api.service.dynamo), pytest.raises(Exception, match=r".*"):
        empty_outbox(api.service.context)
    assert waiting(api.service) == [left["id"]["S"]]
    api.service.chains()
    assert (waiting(api.service), len(kept(api.service))) == ([], 2)


def test_fifty_who_write_at_once_make_one_chain() -> None:
    here = service()
    start = threading.Barrier(50)
    failed: list[BaseException] = []

    def writes(n: int) -> None:
        start.wait()
        try:
            chain(here.context, deed(n))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=writes, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = kept(here)
    assert not failed
    assert {read(one.text).deed.id for one in entries} == {deed(n).id for n in range(50)}
    assert check(entries, here.context.trail.head(), here.clock()) is None


def test_every_address_that_changes_something_leaves_a_deed() -> None:
    """Also one that somebody adds later: what it is asked stands in the scene of all addresses."""
    silent: set[str] = set()

    class Watched(Office):
        def send(self, method: str, path: str, body: str | None = None, query: dict[str, str] | None = None) -> Reply:
            before = len(waiting(self.service)) + len(kept(self.service))
            reply = super().send(method, path, body, query)
            if path.startswith("/admin") and len(waiting(self.service)) + len(kept(self.service)) == before:
                silent.add(f"{method} {path}")
            return reply

    asks_everything(lambda *_: None, Watched())
    changing = {one for one in silent if not one.startswith("GET ")}
    assert any(route.method != "GET" for route in ROUTES.values())
    # What was asked is what is kept already: hours put as they were still are a deed.
    assert not changing


def test_a_counsellors_block_is_a_deed_of_its_transaction() -> None:
    here = service()
    here.upkeep()
    an, sam = counsellor(here, "An"), visitor(here)
    an.takes_duty(slots=1)
    sam.starts("Sam")
    an.sends("block", conversation=sam.conversation, reason="dreigt met geweld")
    here.chains()
    (entry,) = (read(one.text) for one in kept(here))
    assert (entry.deed.actor, entry.deed.role, entry.deed.act, entry.deed.on) == (
        "id-an", "counsellor", "block_placed", sam.conversation,
    )  # fmt: skip
    told = str([one.text for one in kept(here)])
    assert not [word for word in ("Sam", "dreigt", "2001:db8") if word in told]
