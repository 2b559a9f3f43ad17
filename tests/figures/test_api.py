"""Figures as administrators ask for them, and take them along."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest

from chalicelib.domain.audit import Act, read
from chalicelib.domain.configuration import KeptChannel
from chalicelib.domain.wrap_up import Choice, Choices
from chalicelib.store import keys
from tests.audit.trail import kept
from tests.figures.town import Town
from tests.http.api import AN

OCTOBER = {"from": "2026-10-01", "to": "2026-10-31"}


@pytest.fixture
def town() -> Town:
    return Town()


def had(town: Town, day: date, **counts: int) -> None:
    """What was counted on a day, as the closing of books leaves it."""
    names = {f"#{n}": name.replace("__", ".") for n, name in enumerate(counts)}
    town.here.dynamo.update_item(
        TableName="chat",
        Key={name: {"S": part} for name, part in keys.talks("jac", day, 0).items()},
        UpdateExpression="ADD " + ", ".join(f"{name} :{name[1:]}" for name in names),
        ExpressionAttributeNames=names,
        ExpressionAttributeValues={f":{n}": {"N": str(number)} for n, number in enumerate(counts.values())},
    )


def shown(told: dict[str, Any], label: str, measure: str = "conversations") -> tuple[int, bool]:
    (period,) = (one for one in told["periods"] if one["label"] == label)
    return period["counts"][measure]["count"], period["counts"][measure]["hidden"]


def test_days_weeks_months_and_weekdays_are_made_of_what_may_be_known(town: Town) -> None:
    for day, number in ((5, 40), (6, 3), (7, 9), (12, 6), (13, 0), (30, 2)):
        had(town, date(2026, 10, day), conversations=number, seconds=number * 600)
    by_day = town.asks(by="day", **OCTOBER)
    assert shown(by_day, "2026-10-05") == (40, False)
    assert [shown(by_day, f"2026-10-{day:02d}") for day in (6, 7, 30, 31)] == [(0, True)] * 4
    assert shown(by_day, "2026-10-13") == (0, False), "nobody is no small number"
    assert by_day["total"]["counts"]["conversations"] == {"count": 58, "hidden": True}
    assert by_day["total"]["minutes"] == 10.0
    by_week = town.asks(by="week", **OCTOBER)
    assert [shown(by_week, f"2026-W{week}") for week in (41, 42, 44)] == [(52, False), (6, False), (0, True)]
    assert shown(town.asks(by="month", **OCTOBER), "2026-10") == (58, True)
    weekdays = town.asks(by="weekday", **OCTOBER)
    assert next(one["label"] for one in weekdays["periods"]) == "monday"
    assert shown(weekdays, "monday") == (46, False)
    assert shown(weekdays, "tuesday") == (0, True), "it would tell the day of three"


def test_tables_are_of_whole_months_that_are_over(town: Town) -> None:
    had(town, date(2026, 10, 5), conversations=60, age__15_17=30, age__18_25=21, age__none=7, age__65_up=2)
    had(town, date(2026, 11, 3), conversations=60, age__15_17=60)
    told = town.asks(**OCTOBER)
    assert told["months"] == ["2026-10"]
    ages = {row["id"]: (row["count"]["count"], row["count"]["hidden"]) for row in _table(told, "age")}
    assert ages["15_17"] == (30, False) and ages["18_25"] == (21, False)
    assert ages["65_up"] == ages["none"] == (0, True), "two hidden ones, of which the sum alone is known"
    assert town.asks(**{"from": "2026-10-02", "to": "2026-10-31"})["tables"] == [], "no part of a month"
    assert town.asks(**{"from": "2026-11-01", "to": "2026-11-30"})["tables"] == [], "not before it is over"
    assert {one["name"] for one in told["tables"]} >= {"outcome", "theme", "ending", "helped", "gender"}
    assert next(row["name"] for row in _table(told, "outcome")) == "Gehoord en verder kunnen"


def _table(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    (found,) = (one["rows"] for one in told["tables"] if one["name"] == name)
    rows: list[dict[str, Any]] = found
    return rows


def test_hours_are_of_whole_months_too(town: Town) -> None:
    had(town, date(2026, 10, 5), conversations=60, hour__13=40, hour__14=17, hour__15=3)
    told = town.asks(by="hour", **OCTOBER)
    assert [(one["label"], one["proofs"]) for one in told["periods"]] == [("13", None), ("14", None), ("15", None)]
    assert [shown(told, hour) for hour in ("13", "14", "15")] == [(40, False), (0, True), (0, True)]


def test_today_is_not_over(town: Town) -> None:
    for _ in range(6):
        town.comes()
    assert town.asks()["total"]["counts"]["closed"] == {"count": 0, "hidden": False}
    town.here.clock.passes(days=1)
    assert town.asks()["total"]["counts"]["closed"] == {"count": 6, "hidden": False}
    assert town.asks()["to"] == "2026-11-24"


def test_on_the_first_of_a_month_the_month_before_is_shown(town: Town) -> None:
    town.here.clock.now = datetime(2026, 12, 1, 9, tzinfo=UTC)
    told = town.asks()
    assert (told["from"], told["to"], told["months"]) == ("2026-11-01", "2026-11-30", [])
    town.here.clock.passes(days=2)
    assert town.asks(**{"from": "2026-11-01", "to": "2026-11-30"})["months"] == ["2026-11"]


def test_what_is_taken_along_is_in_the_audit_trail_and_says_the_same(town: Town) -> None:
    had(town, date(2026, 10, 5), conversations=40, seconds=24_000, outcome__heard=40)
    file = town.api.post("/admin/figures/exports", channel="jac", by="month", **OCTOBER).json
    assert file["name"] == "cijfers-jac-2026-10-01-2026-10-31.csv"
    lines = list(csv.DictReader(StringIO(file["text"])))
    assert {"table": "month", "row": "2026-10", "measure": "conversations", "count": "40", "hidden": "no"} in lines
    assert ("outcome", "Gehoord en verder kunnen", "40") in {(one["table"], one["row"], one["count"]) for one in lines}
    town.here.chains()
    deed = read(kept(town.here)[-1].text).deed
    assert (deed.act, deed.on, deed.name) == (Act.FIGURES_EXPORTED, "figures", "Dora")
    assert {name.value: value for name, value in deed.details.items()} == {
        "channel": "jac", "first": "2026-10-01", "last": "2026-10-31",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2026-11-02", "to": "2026-11-01"}, "to"),
        ({"from": "2025-01-01", "to": "2026-11-01"}, "to"),
        ({"from": "gisteren"}, "from"),
        ({"to": "2026-02-30"}, "to"),
        ({"by": "minute"}, "by"),
        ({"since": "2026-11-01"}, "request"),
    ],
)
def test_what_is_no_period_is_refused_in_words(town: Town, query: dict[str, str], field: str) -> None:
    reply = town.api.get("/admin/figures", channel="jac", **query)
    assert reply.kind == "invalid" and list(reply.faults) == [field]
    assert reply.faults[field] != "Dit klopt niet." or field in ("by", "request")


def test_only_administrators_see_figures_and_only_of_channels_that_there_are(town: Town) -> None:
    assert town.api.get("/admin/figures", channel="zzz").kind == "unknown"
    town.api.staff = AN
    assert town.api.get("/admin/figures", channel="jac").kind == "not_allowed"
    assert town.api.post("/admin/figures/exports", channel="jac").kind == "not_allowed"


def test_who_asks_everything_there_is_to_ask_cannot_tell_a_small_day(town: Town) -> None:
    """Two towns that differ in a day of three: whatever period is asked, by whatever, the answers are the same."""
    other = Town()
    for day, number in ((5, 3), (6, 9), (7, 40), (19, 4), (20, 1), (21, 12)):
        had(town, date(2026, 10, day), conversations=number, hour__13=number, seconds=number * 60)
    for day, number in ((5, 2), (6, 10), (7, 40), (19, 3), (20, 2), (21, 12)):
        had(other, date(2026, 10, day), conversations=number, hour__13=number, seconds=number * 60)
    days = [date(2026, 10, 1) + timedelta(days=n) for n in range(31)]
    for first in days[:21:2]:
        for last in [day for day in days if day >= first][::2]:
            for by in ("day", "week", "weekday", "hour", "month"):
                query = {"from": first.isoformat(), "to": last.isoformat(), "by": by}
                assert town.asks(**query) == other.asks(**query), query


def test_an_outcome_that_has_no_name_in_the_language_is_told_in_dutch(town: Town) -> None:
    context = town.here.context
    own = Choices((Choice("heard", {"nl": "Gehoord"}), Choice("advice", {"nl": "Advies", "fr": "Conseil"})))
    jac = replace(context.service["jac"], wrap_up=own)
    context.configuration.replace([KeptChannel(jac, 1)], [])
    context.service.forget()
    told = town.asks(lang="fr", **OCTOBER)
    (outcomes,) = (table for table in told["tables"] if table["name"] == "outcome")
    assert {row["id"]: row["name"] for row in outcomes["rows"]} == {
        "heard": "Gehoord",
        "advice": "Conseil",
        "none": None,
    }
