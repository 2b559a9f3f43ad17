"""The figures say of which days it was proved that nothing remained, and give nothing away by it."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest

from chalicelib.domain.proofs import Proofs, Proven
from tests.http.api import Api
from tests.retention.archive import Archive

BEGAN = date(2027, 8, 16)
EXPIRES = date(2028, 2, 16)
FEBRUARY = {"channel": "jac", "from": "2028-02-01", "to": "2028-02-29"}


@pytest.fixture
def archive() -> Archive:
    """Conversations of three days, of which the nightly step has proved two; of one of those something was late."""
    archive = Archive()
    for n in range(3):
        archive.holds_several(BEGAN + timedelta(days=n), 2)
    archive.at(EXPIRES + timedelta(days=1), seconds=3600)
    archive.night()
    archive.at(EXPIRES + timedelta(days=2), seconds=3600)
    archive.night()
    archive.at(EXPIRES + timedelta(days=3), seconds=3600)
    archive.cleans_up(lambda: True)
    archive.night()
    return archive


def asked(archive: Archive, by: str = "day", **query: str) -> dict[str, Any]:
    told: dict[str, Any] = Api(archive.here).get("/admin/figures", by=by, **FEBRUARY | query).json
    return told


def test_each_day_says_whether_it_was_proved_and_whether_something_was_late(archive: Archive) -> None:
    periods = {one["label"]: one["proofs"] for one in asked(archive)["periods"]}
    assert periods["2028-02-16"] == {"proved": 1, "missing": 0, "late": 1}
    assert periods["2028-02-17"] == {"proved": 1, "missing": 0, "late": 0}
    assert periods["2028-02-18"] == {"proved": 0, "missing": 0, "late": 0}, "not owed yet"
    assert periods["2028-02-01"] == {"proved": 0, "missing": 0, "late": 0}, "there was no stage yet"


def test_a_month_is_the_sum_of_its_days(archive: Archive) -> None:
    month = asked(archive, by="month")
    assert month["periods"][0]["proofs"] == month["total"]["proofs"]
    assert month["total"]["proofs"]["late"] == 1


def test_every_channel_says_the_same_and_no_number_of_conversations_is_told(archive: Archive) -> None:
    assert asked(archive, channel="caw")["total"]["proofs"] == asked(archive)["total"]["proofs"]
    (kept,) = [item for item in archive.here.dynamo.items("chat") if item["sk"]["S"] == f"DAY#{EXPIRES}"]
    assert set(kept) == {"pk", "sk", "late"}


def test_a_proof_that_does_not_come_is_missing(archive: Archive) -> None:
    archive.at(EXPIRES + timedelta(days=6), seconds=3600)
    proofs = {one["label"]: one["proofs"]["missing"] for one in asked(archive)["periods"]}
    assert [day for day, missing in proofs.items() if missing] == ["2028-02-18", "2028-02-19"]
    archive.night()
    assert asked(archive)["total"]["proofs"]["missing"] == 0


def test_it_is_taken_along(archive: Archive) -> None:
    file = Api(archive.here).post("/admin/figures/exports", by="month", **FEBRUARY).json
    lines = [(one["row"], one["measure"], one["count"]) for one in csv.DictReader(StringIO(file["text"]))]
    proved = str(asked(archive)["total"]["proofs"]["proved"])
    assert {("2028-02", "deletion_days_proved", proved), ("2028-02", "deletion_days_late", "1")} <= set(lines)


@pytest.mark.parametrize(
    ("days", "following", "said"),
    [
        ({}, None, Proofs()),
        ({date(2028, 2, 1): True}, date(2028, 2, 2), Proofs(1, 1, 1)),
        ({date(2028, 2, 1): False, date(2028, 2, 2): False}, date(2028, 2, 3), Proofs(2, 0, 0)),
    ],
)
def test_a_day_is_owed_when_two_more_are_over(days: Mapping[date, bool], following: date | None, said: Proofs) -> None:
    asked_days = [date(2028, 2, 1) + timedelta(days=n) for n in range(5)]
    assert Proven(days, following, date(2028, 2, 5)).of(asked_days) == said
