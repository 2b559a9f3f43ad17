"""What is hidden cannot be told: of each hidden small number another one would have been published just the same."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.hiding import SMALL, Cell, Stretch, over, shared, stretches

FIRST = date(2026, 11, 1)
MOST = 11
"""As far as is tried; of what comes so near to it, what lies beyond might look the same."""


def days(length: int) -> list[date]:
    return [FIRST + timedelta(days=n) for n in range(length)]


def known(numbers: Iterable[int]) -> list[Stretch]:
    counts = list(numbers)
    return stretches(days(len(counts)), dict(zip(days(len(counts)), counts, strict=True)))


def small(number: int) -> bool:
    return 0 < number < SMALL


def assert_not_told(those: list[tuple[int, ...]]) -> None:
    """All of these look the same: no small number is the same in all of them."""
    for place, numbers in enumerate(zip(*those, strict=True)):
        told = len(set(numbers)) == 1 and small(numbers[0])
        assert not told or min(map(max, those)) > MOST - SMALL, (place, those)


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_no_small_day_can_be_told_whoever_knows_the_rule_and_all_that_is_shown(length: int) -> None:
    """All months of so many days, sorted by what is known of them."""
    alike: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for numbers in product(range(MOST), repeat=length):
        alike[str(known(numbers))].append(numbers)
    for those in alike.values():
        assert_not_told(those)


@pytest.mark.parametrize("length", [2, 3, 4])
def test_no_small_row_can_be_told_from_its_table_and_its_sum(length: int) -> None:
    alike: dict[tuple[str, int], list[tuple[int, ...]]] = defaultdict(list)
    for numbers in product(range(MOST), repeat=length):
        if sum(numbers) >= SMALL:
            table = shared({str(n): number for n, number in enumerate(numbers)})
            alike[str(table), sum(numbers)].append(numbers)
    for those in alike.values():
        assert_not_told(those)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=31))
def test_nothing_small_is_shown_and_nothing_else_is_lost(numbers: list[int]) -> None:
    found = known(numbers)
    assert [day for one in found for day in one.days] == days(len(numbers)), "each day is in one stretch"
    assert not [one for one in found if one.count is not None and small(one.count)]
    shown = over(found, days(len(numbers)))
    left = [one for one in found if one.count is None]
    assert len(left) <= 1 and shown.hidden == bool(left)
    assert sum(numbers) - shown.count < MOST or left, "only what is left at the end of a month is not counted"


@given(st.lists(st.integers(0, 30), min_size=2, max_size=31), st.data())
def test_what_was_known_yesterday_is_known_today_and_no_more_of_it(numbers: list[int], data: st.DataObject) -> None:
    """Who has kept what was shown before learns nothing by it: a stretch depends on no later day."""
    cut = data.draw(st.integers(1, len(numbers) - 1))
    before, after = known(numbers[:cut]), known(numbers)
    assert [one for one in before if one.count is not None] == after[: len(before) - any(_open(before))]


def _open(found: list[Stretch]) -> list[bool]:
    return [one.count is None for one in found]


def test_a_row_that_cuts_a_stretch_says_that_something_is_hidden() -> None:
    found = known([3, 9, 8])
    assert over(found, days(1)) == Cell(0, hidden=True)
    assert over(found, days(2)) == Cell(12)
    assert over(found, days(3)[1:]) == Cell(8, hidden=True)


def test_the_smallest_large_row_goes_with_the_small_one_and_all_its_equals() -> None:
    table = shared({"a": 2, "b": 40, "c": 9, "d": 9, "e": 0})
    assert {name for name, cell in table.items() if cell.hidden} == {"a", "c", "d"}
    assert table["b"] == Cell(40) and table["e"] == Cell(0)
    assert all(cell.hidden for cell in shared({"a": 2, "b": 0, "c": 4}).values())
