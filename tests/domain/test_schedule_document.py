"""A schedule survives being stored, and anything damaged is refused instead of guessed at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.schedule import (
    DEFAULTS,
    Problem,
    Schedule,
    ScheduleError,
    close_now,
    from_document,
    to_document,
)
from tests.domain.hours import closure, on_the_clock, opening, week

FULL = replace(
    close_now(week(monday="09:00-12:00, 20:00-24:00", sunday="22:00-02:00"), on_the_clock("2026-12-01 09:00")),
    closures=(closure("2028-02-29"),),
    openings=(opening("2026-10-25 01:00", "2026-10-25 04:00"),),
    works_on_holidays=True,
)


@pytest.mark.parametrize("schedule", [*DEFAULTS.values(), FULL, close_now(FULL), Schedule()])
def test_it_comes_back_as_it_was(schedule: Schedule) -> None:
    stored = json.loads(json.dumps(to_document(schedule)))
    assert from_document(stored) == schedule


def test_the_stored_form_can_be_read_by_people() -> None:
    document: Any = to_document(FULL)
    assert document["shifts"]["monday"][1] == {"opens": "20:00", "closes": "24:00"}
    assert document["shifts"]["tuesday"] == []
    assert document["closures"][0]["first"] == "2028-02-29"
    assert document["openings"][0]["opens"] == "2026-10-24T23:00:00+00:00"
    assert document["closed_until"] == "2026-12-01T08:00:00+00:00"


def test_a_day_and_a_night_survive_too() -> None:
    always = week(monday="00:00-24:00")
    assert from_document(to_document(always)) == always


def places(document: dict[str, Any] | list[Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document at which something could be damaged."""
    items = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


def damaged(path: tuple[Any, ...], *, value: object = None, missing: bool = False) -> object:
    document: Any = deepcopy(to_document(FULL))
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    if missing:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return document


FIELDS = [path for path in places(to_document(FULL)) if isinstance(path[-1], str)]
EVERYWHERE = list(places(to_document(FULL)))


@pytest.mark.parametrize("path", FIELDS, ids=str)
def test_whatever_field_is_missing_it_is_refused(path: tuple[Any, ...]) -> None:
    with pytest.raises(ScheduleError) as refused:
        from_document(damaged(path, missing=True))
    assert refused.value.problem is Problem.UNREADABLE


@pytest.mark.parametrize("path", EVERYWHERE, ids=str)
@pytest.mark.parametrize("value", [7, {"canary": "canary"}, [["canary"]]], ids=str)
def test_whatever_has_the_wrong_kind_is_refused(path: tuple[Any, ...], value: object) -> None:
    with pytest.raises(ScheduleError) as refused:
        from_document(damaged(path, value=value))
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("shifts", "monday", 0, "opens"), "25:00"),
        (("shifts", "monday", 0, "opens"), "24:00"),
        (("shifts", "monday", 0, "closes"), "09:00"),
        (("shifts", "monday", 0, "closes"), "21:00"),
        (("shifts", "holiday"), []),
        (("closures", 0, "first"), "2027-02-29"),
        (("closures", 0, "first"), "2028-03-01"),
        (("closures", 0, "colour"), "red"),
        (("openings", 0, "closes"), "2026-10-24T22:00:00+00:00"),
        (("openings", 0, "closes"), "2026-10-25T04:00:00"),
        (("closed_now",), False),
        (("closed_now",), "true"),
        (("emergency_closure",), True),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(path: tuple[Any, ...], value: object) -> None:
    with pytest.raises(ScheduleError):
        from_document(damaged(path, value=value))


@pytest.mark.parametrize("nothing", [None, {}, [], "", "{}", 0, b"{}"])
def test_no_document_is_no_schedule(nothing: object) -> None:
    with pytest.raises(ScheduleError):
        from_document(nothing)
