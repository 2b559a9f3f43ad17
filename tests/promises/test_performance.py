"""The page about performance says what is counted; when it no longer does, the failure shows what to write there."""

from pathlib import Path

from bench import growth
from bench.conversation import MESSAGES, Parts, conversation, floor

PAGE = Path("docs/performance.md").read_text(encoding="utf-8")


def test_the_table_of_money_is_what_a_conversation_uses() -> None:
    assert growth.money() in PAGE, growth.money()


def test_the_table_of_what_breaks_is_computed_from_it() -> None:
    assert growth.table() in PAGE, growth.table()


def test_messages_cost_at_most_half_more_than_the_floor_and_twice_with_typing() -> None:
    """Each is acknowledged: a third frame that the floor does not send."""
    least, messages = floor(), conversation(Parts(edges=False, presence=False, typing=False))
    typed = conversation(Parts(edges=False, presence=False))
    assert messages.written == MESSAGES and messages.read == MESSAGES / 2
    assert messages.frames == 3 * MESSAGES
    assert messages.dollars <= 1.45 * least.dollars
    assert typed.dollars <= 2.1 * least.dollars


def test_every_part_costs_something_of_its_own() -> None:
    """A part that is left out is not counted, so that their sum means something."""
    nothing = conversation(Parts(edges=False, presence=False, typing=False)).frames
    edges = conversation(Parts(presence=False, typing=False)).frames - nothing
    presence = conversation(Parts(edges=False, typing=False)).frames - nothing
    typing = conversation(Parts(edges=False, presence=False)).frames - nothing
    assert min(edges, presence, typing) > 0
    assert conversation(Parts()).frames == nothing + edges + presence + typing
