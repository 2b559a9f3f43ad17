"""The product as Lambda runs it: events through `app`, everything checked, acknowledged, stored once and pushed."""

import json
import secrets
import sys
import time
from datetime import timedelta
from ipaddress import IPv6Address
from typing import Any
from zlib import crc32

import app
from chalicelib import wiring
from chalicelib.domain.connection import Ticket
from chalicelib.domain.schedule import Schedule, parse_shift
from chalicelib.privacy.tokens import Purpose, hashed

Event = dict[str, Any]


def event(connection: str, **frame: object) -> Event:
    """A frame as API Gateway gives it. Everybody has an address of their own, as people at home do."""
    here = {
        "connectionId": connection,
        "apiId": "a",
        "stage": "api",
        "domainName": "d",
        "identity": {"sourceIp": str(IPv6Address(crc32(connection.encode()) << 64))},
    }
    return {"requestContext": here, "body": json.dumps(frame)}


def opening(connection: str, **query: str) -> Event:
    """A connection that opens."""
    return {
        **event(connection),
        "headers": {"Origin": "https://site.example"},
        "queryStringParameters": {"v": "1", **query},
    }


def timed(given: Event) -> tuple[float, dict[str, Any]]:
    """Seconds of work, and the answer."""
    began = time.process_time()
    answer = app.message(given, None)
    return time.process_time() - began, json.loads(answer["body"])


def opens_a_channel() -> None:
    """From early to late on every day: of the size of a real schedule, and open whenever somebody measures."""
    context = wiring.context()
    daily = Schedule(shifts=dict.fromkeys(range(7), (parse_shift("00:00", "23:59"),)), works_on_holidays=True)
    _, version = context.channels.read_schedule("jac")
    context.channels.save_schedule("jac", daily, version)


def counsellor_with_five_places() -> str:
    """Somebody on duty; their connection."""
    context, ticket, name = wiring.context(), secrets.token_hex(8), f"desk-{secrets.token_hex(8)}"
    known = Ticket(name, "An", ("jac",), context.now() + timedelta(hours=1))
    context.connections.add_ticket(hashed(ticket, Purpose.TICKET), known, context.now())
    assert app.connect(opening(name, ticket=ticket), None)["statusCode"] == 200
    _, answer = timed(event(name, type="duty", channel="jac", slots=5))
    assert answer["type"] == "duty" and answer["on"], answer
    return name


def start() -> tuple[float, str]:
    """Somebody connects, watches and starts: the seconds of the start, and their connection."""
    name = f"visitor-{secrets.token_hex(8)}"
    assert app.connect(opening(name), None)["statusCode"] == 200
    assert timed(event(name, type="watch", channel="jac"))[1]["type"] == "status"
    took, answer = timed(event(name, type="start", channel="jac", nickname=f"Sam {secrets.token_hex(4)}"))
    assert answer["type"] == "started", answer
    return took, name


def main(conversations: int, messages: int) -> None:
    """Prints the microseconds of work of a message and of a start."""
    opens_a_channel()
    for _ in range(conversations // 5 + 1):
        counsellor_with_five_places()
    starts, lines = zip(*(start() for _ in range(conversations)), strict=True)
    spent = []
    for n in range(1, messages + 1):
        for line in lines:
            said = event(line, type="say", n=n, id=f"{line}-{n}", text="Ik weet niet goed waar ik moet beginnen.")
            took, answer = timed(said)
            assert answer["type"] == "said", answer
            spent.append(took)
    for line in lines:
        app.message(event(line, type="end"), None)
    warm, warm_starts = spent[len(lines) :], starts[2:]
    print(json.dumps({"message": sum(warm) / len(warm) * 1e6, "start": sum(warm_starts) / len(warm_starts) * 1e6}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
