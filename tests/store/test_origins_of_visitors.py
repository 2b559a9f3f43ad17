"""Blocks, counts of tries and fault reports: what is known of an origin by its keyed hash, or not at all."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.blocks import BLOCK_LASTS, Block
from chalicelib.domain.fault import FaultReport
from tests.store.stores import Stores


def block(stores: Stores, origin_hash: str = "hash-1") -> Block:
    return Block(origin_hash, stores.now, "bedreigingen", "An", "conversation-of-sam")


def test_a_block_holds_until_its_last_millisecond(stores: Stores) -> None:
    placed = block(stores)
    stores.context.blocks.place(placed)
    assert stores.context.blocks.of(["hash-1"], stores.now) == placed
    assert stores.context.blocks.of(["hash-2"], stores.now) is None
    stores.clock.passes(hours=8, milliseconds=-1)
    assert stores.context.blocks.of(["hash-1"], stores.now) == placed
    stores.clock.passes(milliseconds=1)
    assert stores.context.blocks.of(["hash-1"], stores.now) is None
    assert len(stores.chat()) == 1, "whether or not TTL has deleted it"


def test_a_block_that_ends_within_a_second_holds_to_its_end(stores: Stores) -> None:
    stores.clock.passes(milliseconds=500)
    stores.context.blocks.place(block(stores))
    stores.clock.now += BLOCK_LASTS - timedelta(milliseconds=1)
    assert stores.context.blocks.of(["hash-1"], stores.now)


def test_the_last_block_counts(stores: Stores) -> None:
    stores.context.blocks.place(block(stores))
    stores.clock.passes(hours=1)
    again = replace(block(stores), reason="opnieuw")
    stores.context.blocks.place(again)
    assert stores.context.blocks.list(None, 10, stores.now) == [again]


def test_a_lifted_block_is_gone(stores: Stores) -> None:
    stores.context.blocks.place(block(stores))
    assert stores.context.blocks.lift("hash-1", stores.clock()) is True
    assert stores.context.blocks.lift("hash-1", stores.clock()) is False
    assert stores.chat() == []


def test_blocks_are_listed_by_pages_without_those_that_are_over(stores: Stores) -> None:
    stores.context.blocks.place(block(stores, "hash-0"))
    stores.clock.passes(hours=8)
    placed = [block(stores, f"hash-{number}") for number in range(1, 6)]
    for one in placed:
        stores.context.blocks.place(one)
    first = stores.context.blocks.list(None, 3, stores.now)
    rest = stores.context.blocks.list(first[-1].origin_hash, 3, stores.now)
    assert (first, rest) == (placed[:3], placed[3:])


def test_tries_are_counted_by_the_minute_and_by_what_was_tried(stores: Stores) -> None:
    throttles = stores.context.throttles
    assert [throttles.count("hash-1", "start", stores.now) for _ in range(3)] == [1, 2, 3]
    assert throttles.count("hash-2", "start", stores.now) == 1
    assert throttles.count("hash-1", "resume", stores.now) == 1
    assert throttles.tries("hash-1", "start", stores.now) == 3
    stores.clock.passes(minutes=1)
    assert throttles.tries("hash-1", "start", stores.now) == 0
    assert throttles.count("hash-1", "start", stores.now) == 1


def test_a_fault_report_is_kept_without_its_reporter(stores: Stores) -> None:
    stores.context.faults.add(FaultReport("report-1", stores.now, "gisteren", "de knop action niets"))
    kept = stores.item("FAULTS#2026-11")
    assert set(kept) == {"pk", "sk", "id", "at", "when", "what", "expires_at"}


def test_reports_of_several_months_are_read_back_from_the_newest(stores: Stores) -> None:
    faults, reports = stores.context.faults, []
    for n in range(6):
        reports.append(FaultReport(f"report-{n}", stores.now, "nu", "stuk", "jac" if n % 2 else None))
        faults.add(reports[-1])
        stores.clock.passes(days=20)
    first, place = faults.newest(None, 4, stores.now)
    rest, end = faults.newest(place, 4, stores.now)
    assert first + rest == reports[::-1]
    assert (len(first), end) == (4, None)
