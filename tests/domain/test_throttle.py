"""How fast is too fast: the rules, apart from who counts."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.throttle import MESSAGE_BURST, Pace, a_minute, drawn, mark_after_resume, message_allowance
from tests.service import TUESDAY_AFTERNOON as NOW

SECONDS = st.integers(0, 3_600)


def test_sixty_at_once_and_one_more_each_second() -> None:
    assert message_allowance(10, NOW, NOW) == 70
    assert message_allowance(10, NOW, NOW + timedelta(seconds=5)) == 75
    assert message_allowance(10, NOW, NOW - timedelta(seconds=5)) == 70, "a clock put back takes nothing away"


@given(n=st.integers(0, 500), said=st.integers(0, 5_000), passed=SECONDS)
def test_coming_back_never_gives_more_than_staying_would(n: int, said: int, passed: int) -> None:
    later = NOW + timedelta(seconds=passed)
    mark = mark_after_resume(n, NOW, n + said, later)
    assert message_allowance(mark, later, later) <= message_allowance(n, NOW, later)


@given(n=st.integers(0, 500), passed=SECONDS)
def test_who_said_nothing_has_the_whole_burst_again(n: int, passed: int) -> None:
    later = NOW + timedelta(seconds=passed)
    assert message_allowance(mark_after_resume(n, NOW, n, later), later, later) == n + MESSAGE_BURST


@given(steps=st.lists(SECONDS, max_size=20))
def test_many_lines_one_after_the_other_are_one_allowance(steps: list[int]) -> None:
    """Whoever says all they may and comes back over a new line, again and again, gets a message a second."""
    mark, at, last = 0, NOW, 0
    for seconds in steps:
        last = message_allowance(mark, at, at)
        later = at + timedelta(seconds=seconds)
        mark, at = mark_after_resume(mark, at, last, later), later
    assert message_allowance(mark, at, at) <= MESSAGE_BURST + sum(steps)


def test_a_bucket_gives_its_burst_and_then_its_pace() -> None:
    bucket, given_out = None, 0
    for _ in range(10):
        bucket, allowed = drawn(bucket, NOW, Pace(3, 1))
        given_out += allowed
    assert given_out == 3
    bucket, allowed = drawn(bucket, NOW + timedelta(seconds=1), Pace(3, 1))
    assert allowed and a_minute(120) == Pace(120, 2)
