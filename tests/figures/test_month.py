"""A month with drops, refusals and minutes that go wrong, counted by hand. The long run has 4,000 talks."""

from collections import Counter
from datetime import date

import pytest

from chalicelib.domain.brussels import day_of
from tests.figures.month import FIRST, Month, plays


@pytest.mark.parametrize(
    ("starts", "talks"), [(450, 300), pytest.param(6_000, 4_000, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_a_simulated_month_is_counted_exactly(starts: int, talks: int) -> None:
    month = Month()
    plays(month, talks, starts - talks)
    assert (month.starts, len(month.talks)) == (starts, talks)
    assert month.struck > talks // 20, "minutes went wrong"
    kept = month.here.context.figures
    stored: dict[date, Counter[str]] = {}
    for found in (kept.talks_in("jac", FIRST), kept.turned_in("jac", FIRST)):
        for day, counts in found.items():
            stored.setdefault(day, Counter()).update({name: count for name, count in counts.items() if count})
    assert stored.keys() == month.counted.keys()
    for day, by_hand in month.counted.items():
        assert stored[day] == by_hand, (day, stored[day] - by_hand, by_hand - stored[day])
    assert {day_of(talk.began) for talk in month.talks} <= set(stored)
