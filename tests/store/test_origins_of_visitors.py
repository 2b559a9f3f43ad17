"""Blocks, counts of tries and fault reports: what is known of an origin by its keyed hash, or not at all."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.blocks import BLOCK_LASTS, Block
from chalicelib.domain.fault import FaultReport
from tests.store.shelves import Shelves


def block(shelves: Shelves, origin_hash: str = "hash-1") -> Block:
    return Block(origin_hash, shelves.now, "bedreigingen", "An", "conversation-of-sam")


def test_a_block_holds_until_its_last_millisecond(shelves: Shelves) -> None:
    placed = block(shelves)
    shelves.world.blocks.place(placed)
    assert shelves.world.blocks.of("hash-1", shelves.now) == placed
    assert shelves.world.blocks.of("hash-2", shelves.now) is None
    shelves.clock.passes(hours=8, milliseconds=-1)
    assert shelves.world.blocks.of("hash-1", shelves.now) == placed
    shelves.clock.passes(milliseconds=1)
    assert shelves.world.blocks.of("hash-1", shelves.now) is None
    assert len(shelves.chat()) == 1, "whether or not TTL has deleted it"


def test_a_block_that_ends_within_a_second_holds_to_its_end(shelves: Shelves) -> None:
    shelves.clock.passes(milliseconds=500)
    shelves.world.blocks.place(block(shelves))
    shelves.clock.now += BLOCK_LASTS - timedelta(milliseconds=1)
    assert shelves.world.blocks.of("hash-1", shelves.now)


def test_the_last_block_counts(shelves: Shelves) -> None:
    shelves.world.blocks.place(block(shelves))
    shelves.clock.passes(hours=1)
    again = replace(block(shelves), reason="opnieuw")
    shelves.world.blocks.place(again)
    assert shelves.world.blocks.list(None, 10, shelves.now) == [again]


def test_a_lifted_block_is_gone(shelves: Shelves) -> None:
    shelves.world.blocks.place(block(shelves))
    assert shelves.world.blocks.lift("hash-1") is True
    assert shelves.world.blocks.lift("hash-1") is False
    assert shelves.chat() == []


def test_blocks_are_listed_by_pages_without_those_that_are_over(shelves: Shelves) -> None:
    shelves.world.blocks.place(block(shelves, "hash-0"))
    shelves.clock.passes(hours=8)
    placed = [block(shelves, f"hash-{number}") for number in range(1, 6)]
    for one in placed:
        shelves.world.blocks.place(one)
    first = shelves.world.blocks.list(None, 3, shelves.now)
    rest = shelves.world.blocks.list(first[-1].origin_hash, 3, shelves.now)
    assert (first, rest) == (placed[:3], placed[3:])


def test_tries_are_counted_by_the_minute_and_by_what_was_tried(shelves: Shelves) -> None:
    throttles = shelves.world.throttles
    assert [throttles.count("hash-1", "start", shelves.now) for _ in range(3)] == [1, 2, 3]
    assert throttles.count("hash-2", "start", shelves.now) == 1
    assert throttles.count("hash-1", "resume", shelves.now) == 1
    assert throttles.tries("hash-1", "start", shelves.now) == 3
    shelves.clock.passes(minutes=1)
    assert throttles.tries("hash-1", "start", shelves.now) == 0
    assert throttles.count("hash-1", "start", shelves.now) == 1


def test_a_fault_report_is_kept_without_its_reporter(shelves: Shelves) -> None:
    shelves.world.faults.add(FaultReport("report-1", shelves.now, "gisteren", "de knop deed niets"))
    kept = shelves.item("FAULTS#2026-11")
    assert set(kept) == {"pk", "sk", "id", "at", "when", "what", "expires_at"}


def test_reports_of_several_months_are_read_back_from_the_newest(shelves: Shelves) -> None:
    faults, reports = shelves.world.faults, []
    for n in range(6):
        reports.append(FaultReport(f"report-{n}", shelves.now, "nu", "stuk", "jac" if n % 2 else None))
        faults.add(reports[-1])
        shelves.clock.passes(days=20)
    first, place = faults.newest(None, 4, shelves.now)
    rest, end = faults.newest(place, 4, shelves.now)
    assert first + rest == reports[::-1]
    assert (len(first), end) == (4, None)
