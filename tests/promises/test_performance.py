"""The page about performance says what is counted; when it no longer does, the failure shows what to write there."""

from dataclasses import replace
from pathlib import Path

from bench import bounds, growth
from bench.conversation import MESSAGES, Parts, conversation

PAGE = Path("docs/performance.md").read_text(encoding="utf-8")


def test_the_table_of_money_is_what_a_conversation_uses() -> None:
    assert growth.money() in PAGE, growth.money()


def test_the_table_of_what_the_money_goes_to_is_that_of_the_prices() -> None:
    assert growth.made_of() in PAGE, growth.made_of()


def test_the_table_of_what_breaks_is_computed_from_it() -> None:
    assert growth.table() in PAGE, growth.table()


def test_messages_cost_at_most_what_is_held() -> None:
    """Each is acknowledged: a third frame that the floor does not send."""
    messages = conversation(growth.MESSAGES_ALONE)
    assert messages.written == MESSAGES and messages.read == MESSAGES / 2
    assert messages.frames == 3 * MESSAGES
    assert bounds.broken(bounds.of_money()) == []


def test_every_part_costs_something_of_its_own() -> None:
    """A part that is left out is not counted, so that their sum means something."""
    alone = growth.MESSAGES_ALONE
    nothing = conversation(alone).frames
    added = [conversation(replace(alone, **{part: True})).frames - nothing for part in ("edges", "pings", "typing")]
    assert min(added) > 0
    assert conversation(Parts()).frames == nothing + sum(added)
    assert conversation(replace(alone, marks=True)).written > conversation(alone).written


def test_a_broken_bound_ends_the_bench() -> None:
    slow = {"message": 9.0, "start": 9.0, "floor": 1.0}
    cold = {bounds.IMPORT: 1.0, bounds.PING: 1.0, bounds.WATCH: 1.0}
    assert bounds.broken(bounds.of_work([slow], [cold])) == ["CPU, a message, × floor"]
    once, steady = {"relay": 5.0, "relay, p95/p50": 2.0, "product": 10.0}, {"product, p95/p50": 3.0}
    assert bounds.broken(bounds.of_waits([once | steady] * 2 + [once | {"product, p95/p50": 9.0}])) == []
    assert bounds.broken(bounds.of_waits([once | {"product, p95/p50": 4.0}])) == ["p95/p50, × that of the relay"]
