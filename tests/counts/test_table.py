"""The table of costs holds what the service promises, and does not grow with it."""

import pytest

from tests.counts.evening import evening
from tests.counts.table import ACTS, SIZES, SLOTS, Size, costs, table

SMALL = SIZES[0]


def test_the_table_shows_every_cost_at_every_size() -> None:
    shown = table()
    print(f"\n{shown}")
    assert len(shown.splitlines()) == 1 + len(ACTS)


@pytest.mark.parametrize("size", SIZES)
def test_a_message_costs_one_write_half_a_read_and_three_calls(size: Size) -> None:
    for who in ("visitor", "counsellor"):
        cost = costs(size)[f"message of the {who}"]
        assert (cost.written <= 1, cost.read <= 0.5, cost.calls <= 3, cost.pushes) == (True, True, True, 1), cost


@pytest.mark.parametrize("size", SIZES)
def test_a_start_with_its_place_costs_fourteen_writes_and_seven_calls(size: Size) -> None:
    """Two questions, four writes (one of them a transaction), and a push."""
    cost = costs(size)["start"]
    assert (cost.written <= 14, cost.calls <= 7, cost.pushes) == (True, True, 1), cost


@pytest.mark.parametrize("size", SIZES)
def test_an_end_costs_twelve_writes_and_six_calls(size: Size) -> None:
    """One of them makes it found by who held it, to read it again."""
    cost = costs(size)["end"]
    assert (cost.written <= 12, cost.calls <= 6, cost.pushes) == (True, True, 1), cost


@pytest.mark.parametrize("size", SIZES)
def test_typing_and_pings_write_nothing(size: Size) -> None:
    assert (costs(size)["typing"].written, costs(size)["typing"].calls) == (0, 2)
    assert (costs(size)["ping"].written, costs(size)["ping"].calls) == (0, 1)


@pytest.mark.parametrize("size", SIZES)
def test_a_sign_of_life_holds_for_all_that_a_counsellor_has(size: Size) -> None:
    cost = costs(size)["presence of a counsellor with 3"]
    assert (cost.written <= 1, cost.calls <= 3, cost.invocations) == (True, True, 0), cost


@pytest.mark.parametrize("size", SIZES)
def test_a_light_is_one_read_in_two_seconds(size: Size) -> None:
    assert costs(size)["status"].read <= 1
    assert costs(size)["status within two seconds"].calls == 0


@pytest.mark.parametrize("what", ["start", "watch", "duty", "status", "announce", "end"])
def test_what_it_costs_does_not_grow_with_places_or_conversations(what: str) -> None:
    units = {size: (costs(size)[what].written, costs(size)[what].read) for size in SIZES}
    assert set(units.values()) == {units[SMALL]}, units


def test_upkeep_grows_with_the_people_at_work_alone() -> None:
    """Each minute it reads who is at work, to ask whether they still are staff: their names, and nothing else."""
    units = {size: costs(size)["upkeep of a quiet minute"] for size in SIZES}
    for (places, _), cost in units.items():
        more = cost.read - units[SMALL].read
        people = places / SLOTS
        print(f"\nupkeep with {places} places: {cost.read:g} read, {more / people:.3f} more for each person at work")
        assert cost.written == units[SMALL].written, cost
        assert more <= people / 25, cost


def test_upkeep_does_not_grow_with_conversations() -> None:
    """A unit more or less, by the length of what the index is sorted by."""
    few, many = (costs((2_500, talks))["upkeep of a quiet minute"].read for talks in (1, 1_000))
    assert abs(many - few) <= 1, (few, many)


def test_forty_messages_in_three_quarters_of_an_hour() -> None:
    """Four at a desk. The visitor thinks for 41 seconds and the counsellor for 57, both type for 18."""
    bill = evening(thinks=(57, 41))
    print(f"\na talk of forty messages: {bill.frames:g} frames, {bill.written:g} written, {bill.pings:g} pings")
    assert bill.frames <= 210, bill
    assert bill.written <= 110, bill


def test_the_same_by_somebody_who_hesitates() -> None:
    """Who hears nothing for a minute asks for a sign of life: that comes on top, and no unit."""
    bill = evening(thinks=(20, 75))
    print(f"\nwith a visitor who hesitates: {bill.frames:g} frames, {bill.written:g} written, {bill.pings:g} pings")
    assert bill.frames - 2 * bill.pings <= 210, bill
    assert bill.written <= 110, bill
