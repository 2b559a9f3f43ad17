"""A whole conversation of two people who do not exist, and its origin in the vault. Only where nobody is at work."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from infra.smoke.doors import PATIENCE, Line, lights
from infra.smoke.outcome import Check, NotTried
from infra.smoke.sign_in import token_of
from infra.smoke.stage import Tried

NICKNAME = "Proef"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def checks(stage: Tried, channel: str, opens: bool) -> list[Check]:
    """One conversation in `channel`; `opens` gives it hours for so long, and its own back afterwards."""
    return [("a conversation, and its origin in the vault", lambda: _talks(stage, channel, opens))]


def _talks(stage: Tried, channel: str, opens: bool) -> str:
    counsellor = token_of(stage, "counsellor")
    if any(one["light"] != "closed" for one in lights(stage) if one["channel"] == channel):
        raise NotTried(f"somebody is at work in {channel}: a visitor might get the place of this conversation")
    with _hours(stage, channel, opens), _desk(stage, counsellor) as desk:
        desk.asks("duty", "duty", channel=channel, slots=1)
        try:
            return _between(stage, desk, channel)
        finally:
            desk.asks("duty", "duty", off=True)


def _between(stage: Tried, desk: Line, channel: str) -> str:
    with Line(stage) as visitor:
        visitor.asks("watch", "status", channel=channel)
        conversation = visitor.asks("start", "started", channel=channel, nickname=NICKNAME)["conversation"]
        try:
            _say(visitor, desk, conversation)
        finally:
            visitor.asks("end", "ended")
    return f"both ways, ended; {_origins(stage, conversation)} origin in the vault"


def _say(visitor: Line, desk: Line, conversation: str) -> None:
    desk.hears("assigned")
    assert visitor.asks("say", "said", n=1, id="smoke-visitor-1", text="Dit is een proef.")["delivered"]
    desk.hears("message")
    desk.asks("say", "said", conversation=conversation, n=1, id="smoke-counsellor-1", text="Ik lees je.")
    visitor.hears("message")


def _origins(stage: Tried, conversation: str) -> int:
    """How many; not one of them is read."""
    asked = {
        "TableName": stage.told["VaultTableName"],
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": f"ORIGIN#{conversation}"}},
        "Select": "COUNT",
    }
    count: int = stage.client("dynamodb").query(**asked)["Count"]
    assert count, "no origin was put into the vault"
    return count


def _desk(stage: Tried, token: str) -> Line:
    answer = httpx.post(
        f"{stage.told['PagesUrl']}/desk/tickets", headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE
    )
    return Line(stage, f"&ticket={answer.raise_for_status().json()['ticket']}")


@contextmanager
def _hours(stage: Tried, channel: str, opens: bool) -> Iterator[None]:
    if not opens:
        yield
        return
    token = token_of(stage, "administrator")
    before = _asks(stage, token, channel, "GET")
    always = {day: [{"opens": "00:00", "closes": "24:00"}] for day in DAYS}
    _asks(stage, token, channel, "PUT", shifts=always, works_on_holidays=True, version=before["version"])
    try:
        yield
    finally:
        now = _asks(stage, token, channel, "GET")["version"]
        kept = {name: before[name] for name in ("shifts", "works_on_holidays")}
        _asks(stage, token, channel, "PUT", **kept, version=now)


def _asks(stage: Tried, token: str, channel: str, method: str, **body: object) -> dict[str, Any]:
    answer = httpx.request(
        method,
        f"{stage.told['PagesUrl']}/admin/channels/{channel}/hours",
        headers={"Authorization": f"Bearer {token}"},
        json=body or None,
        timeout=PATIENCE,
    )
    told: dict[str, Any] = answer.raise_for_status().json()
    return told
