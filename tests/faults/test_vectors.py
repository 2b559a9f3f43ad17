"""The rules that browsers and this side share: the same vectors, here against the server and the test's own pages."""

import json
from datetime import datetime
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from chalicelib.domain.conversation import Side
from chalicelib.domain.delivery import Message, in_order
from tests.faults.delivery import Outbox

VECTORS = Path(__file__).parent.parent / "vectors"
Vector = dict[str, Any]


def _read(name: str) -> list[Vector]:
    vectors: list[Vector] = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return vectors


def _message(row: Vector) -> Message:
    at = datetime.fromisoformat(row["at"].replace("Z", "+00:00"))
    return Message("conversation", Side(row["from"]), row["n"], row["id"], row["text"], at)


@pytest.mark.parametrize("vector", _read("order.json"), ids=lambda vector: vector["name"])
def test_the_server_orders_as_the_pages_do(vector: Vector) -> None:
    messages = [_message(row) for row in vector["messages"]]
    arrivals = list(permutations(messages)) if len(messages) < 6 else [messages, messages[::-1]]
    for arrival in Random(3).sample(arrivals, min(24, len(arrivals))):
        assert [[message.sender.value, message.n] for message in in_order(arrival)] == vector["order"]


def _step(outbox: Outbox, word: str, *rest: Any) -> None:
    if word == "put":
        outbox.put(rest[0], "")
    elif word == "sent":
        for pending in outbox.sendable():
            pending.flight = "sent"
    elif word == "said":
        outbox.said(*rest)
    elif word == "outOfStep":
        outbox.out_of_step(*rest)
    elif word == "reconnected":
        outbox.reconnected(*rest)
    else:
        pytest.skip(f"the pages alone know: {word}")


@pytest.mark.parametrize("vector", _read("outbox.json"), ids=lambda vector: vector["name"])
def test_the_adversary_s_pages_keep_messages_as_the_real_ones_do(vector: Vector) -> None:
    outbox = Outbox()
    for step in vector["steps"]:
        _step(outbox, *step)
    assert [pending.n for pending in outbox.sendable()] == vector["send"]
    assert [[pending.n, pending.id, pending.flight] for pending in outbox.items] == vector["left"]
