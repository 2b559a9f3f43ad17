"""A line that is gone costs who speaks to it a few calls once, and afterwards none: a look in place of the push."""

import pytest

from tests.counts.spending import Spent
from tests.counts.talk import Talk, bill, start
from tests.load import Load


@pytest.mark.parametrize("gone", ["visitor", "counsellor"])
def test_only_the_first_message_to_a_line_that_is_gone_looks_again(engine: Load, gone: str) -> None:
    """A look, a change and a push; a counsellor's duty is read and dropped in the same two calls."""
    talk = start(engine)[0]
    says(talk, gone)
    usual = says(talk, gone)
    engine.gateway.drop(getattr(talk, gone))
    first, following = says(talk, gone), says(talk, gone)
    assert calls(first) <= calls(usual) + 3, first.calls
    assert first.pushed == 2, "the other side hears that they are alone"
    assert calls(following) <= calls(usual), following.calls
    assert following.pushed == 0


def calls(spent: Spent) -> int:
    """All of them, pushes too."""
    return len(spent.calls) + spent.pushed


def says(talk: Talk, to: str) -> Spent:
    """What it costs the other one to say something."""
    with bill(talk.people, f"a message to the {to}") as spent:
        assert (talk.counsellor_says if to == "visitor" else talk.visitor_says)() == "said"
    return spent
