"""Two hundred conversations on the deployed package: the figures say exactly what was counted beside them, by hand."""

import json
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from infra.local.outputs import Outputs
from tests.stories.addresses import next_address
from tests.stories.people import PATIENCE, Administrator, Counsellor, administrator, counsellor, visitor
from tests.stories.test_disclosure import client

SEED = int(os.environ.get("SEED", "20261128"))
CHANNEL = "caw"
DAYS, A_DAY = 10, 20
LASTED = {2: "under_5", 10: "5_15", 20: "15_30", 45: "30_60", 70: "over_60"}
WAITED = {20: "30_seconds", 50: "1_minute", 150: "3_minutes", 400: "later"}
AGES = {11: "under_12", 13: "12_14", 16: "15_17", None: "none"}
ENDINGS = ("visitor", "counsellor")
OUTCOMES = ("heard", "referred", None)
Tables = dict[str, Counter[str]]


@dataclass
class Month:
    """A month that is over, and what must be in its figures."""

    first: date
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))
    days: "Counter[str]" = field(default_factory=Counter)
    tables: Tables = field(default_factory=dict)
    messages: int = 0

    def counts(self, day: datetime, **rows: str) -> None:
        self.days[day.date().isoformat()] += 1
        for table, row in rows.items():
            self.tables.setdefault(table, Counter())[row] += 1


@pytest.mark.soak
def test_the_figures_of_two_hundred_conversations_are_what_was_counted_by_hand(local_cloud: Outputs) -> None:
    dora, month = administrator(local_cloud), Month(_month_that_is_over())
    dora.opens_around_the_clock(CHANNEL)
    before = _asked(dora, month)
    assert not any(one["counts"]["conversations"]["count"] for one in before["periods"]), "nobody talked in that month"
    with counsellor(local_cloud, "An") as an:
        an.clears_the_desk()
        an.takes_duty(slots=5, channel=CHANNEL)
        ids = [_talks(local_cloud, an, month, at) for at in _moments(month.first)]
        an.asks("duty", "duty", off=True)
    _closes_the_books(local_cloud, ids)
    told = _settled(dora, month, len(ids))
    by_day = {one["label"]: one["counts"]["conversations"] for one in told["periods"]}
    assert {day: cell["count"] for day, cell in by_day.items() if cell["count"]} == month.days
    assert not any(cell["hidden"] for cell in by_day.values())
    tables = {one["name"]: {row["id"]: row["count"] for row in one["rows"]} for one in told["tables"]}
    for name, rows in month.tables.items():
        assert min(rows.values()) >= 5, "a small number would be hidden"
        assert {row: cell["count"] for row, cell in tables[name].items() if cell["count"]} == rows, name
    assert told["total"]["messages"] == round(month.messages / len(ids), 1)
    dora.does("PUT", f"channels/{CHANNEL}/hours", **_no_hours(dora))


def _month_that_is_over() -> date:
    return ((datetime.now(UTC).date().replace(day=1) - timedelta(days=1)).replace(day=1) - timedelta(days=1)).replace(
        day=1
    )


def _moments(first: date) -> Iterator[datetime]:
    """Noon in Belgium or later, so that a day is a day by every clock."""
    for day in range(DAYS):
        for n in range(A_DAY):
            yield datetime(first.year, first.month, 2 + day, 11, tzinfo=UTC) + timedelta(minutes=3 * n)


def _talks(cloud: Outputs, an: Counsellor, month: Month, at: datetime) -> str:
    """One conversation as it is held, put back to its moment of that month once it is over."""
    dice = month.dice
    age, lasted, waited = dice.choice(list(AGES)), dice.choice(list(LASTED)), dice.choice(list(WAITED))
    ending, outcome, words = dice.choice(ENDINGS), dice.choice(OUTCOMES), dice.randrange(1, 3)
    with visitor(cloud, next_address()) as sam:
        sam.starts(f"Bezoeker {time.time_ns()}", CHANNEL, **({"intake": {"age": age}} if age else {}))
        an.expects("assigned", conversation=sam.conversation)
        for _ in range(words):
            sam.says("Hallo")
        an.says(sam.conversation, "Dag")
        if ending == "visitor":
            sam.asks("end", "ended")
        else:
            an.asks("end", "ended", conversation=sam.conversation)
    if outcome:
        chosen = an.asks("wrap_up", "wrapped", conversation=sam.conversation, outcome=outcome, themes=["feeling"])
        assert chosen["type"] == "wrapped", chosen
    month.messages += words + 1
    month.counts(
        at,
        age=AGES[age],
        duration=LASTED[lasted],
        first_answer=WAITED[waited],
        ending=ending,
        outcome=outcome or "none",
        theme="feeling" if outcome else "none",
        language="nl",
        gender="none",
        region="none",
    )
    _puts_back(cloud, sam.conversation, at, timedelta(minutes=lasted), timedelta(seconds=waited))
    return sam.conversation


def _puts_back(cloud: Outputs, id: str, at: datetime, lasted: timedelta, waited: timedelta) -> None:
    dynamodb: Any = client(cloud, "dynamodb")

    def sets(sort: str, **moments: datetime) -> None:
        dynamodb.update_item(
            TableName=cloud.chat_table,
            Key={"pk": {"S": f"CONVERSATION#{id}"}, "sk": {"S": sort}},
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in moments),
            ExpressionAttributeNames={f"#{name}": name for name in moments},
            ExpressionAttributeValues={
                f":{name}": {"N": str(int(moment.timestamp() * 1000))} for name, moment in moments.items()
            },
        )

    sets("MESSAGE#counsellor#000001", at=at + waited)
    sets("CONVERSATION", started_at=at, ended_at=at + lasted, due_at=at + lasted)


def _closes_the_books(cloud: Outputs, ids: list[str]) -> None:
    """What upkeep does within the minute."""
    dynamodb: Any = client(cloud, "dynamodb")
    waiting, give_up = list(ids), time.monotonic() + 120 + PATIENCE
    while waiting:
        assert time.monotonic() < give_up, f"{len(waiting)} books are open"
        key = {"pk": {"S": f"CONVERSATION#{waiting[-1]}"}, "sk": {"S": "CONVERSATION"}}
        if dynamodb.get_item(TableName=cloud.chat_table, Key=key)["Item"]["state"]["S"] == "closed":
            waiting.pop()
        else:
            time.sleep(1)


def _asked(dora: Administrator, month: Month) -> dict[str, Any]:
    last = (month.first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    reply = dora.does("GET", f"figures?channel={CHANNEL}&by=day&from={month.first}&to={last}")
    told: dict[str, Any] = json.loads(reply.raise_for_status().text)
    return told


def _settled(dora: Administrator, month: Month, number: int) -> dict[str, Any]:
    """The emulator shows what one transaction writes one after another: the last few counts come a moment later."""
    give_up = time.monotonic() + PATIENCE
    while (told := _asked(dora, month))["total"]["counts"]["conversations"]["count"] < number:
        if time.monotonic() > give_up:
            break
        time.sleep(1)
    return told


def _no_hours(dora: Administrator) -> dict[str, Any]:
    version = dora.does("GET", f"channels/{CHANNEL}/hours").raise_for_status().json()["version"]
    return {"shifts": {}, "works_on_holidays": True, "version": version}
