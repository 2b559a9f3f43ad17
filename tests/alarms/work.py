"""One minute of work of each function, which asks every dependency that the function has."""

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from tests.actors import Counsellor, counsellor, visitor
from tests.alarms.rig import SITE, Rig
from tests.http.api import DORA
from tests.http.tokens import Provider
from tests.service import HOME

MINUTES_OF_WORK = 3
Work = Callable[[Rig], object]


def _socket(connection: str, address: str = HOME, **more: object) -> dict[str, Any]:
    return {"requestContext": {"connectionId": connection, "identity": {"sourceIp": address}}, **more}


def _duty(rig: Rig, name: str, **fields: Any) -> Counsellor:
    made = counsellor(rig.service, name)
    made.takes_duty(**fields)
    return made


def connect(rig: Rig) -> Work:
    """A counsellor opens the desk."""
    tickets = [rig.service.ticket_for("An") for _ in range(MINUTES_OF_WORK)]

    def opens(rig: Rig) -> None:
        query = {"v": "1", "ticket": tickets.pop()}
        rig.sockets.connect(_socket("desk", headers={"Origin": SITE}, queryStringParameters=query))

    return opens


def message(rig: Rig) -> Work:
    """A visitor starts and ends, and each time the light flips."""
    _duty(rig, "An", slots=1)
    connections = {
        visitor(rig.service, address).connection: address
        for address in map("203.0.113.{}".format, range(MINUTES_OF_WORK))
    }

    def talks(rig: Rig) -> None:
        connection, address = connections.popitem()
        for frame in ({"type": "start", "channel": "jac", "nickname": "Sam"}, {"type": "end"}):
            rig.sockets.message(_socket(connection, address, body=json.dumps(frame)))

    return talks


def disconnect(rig: Rig) -> Work:
    """A counsellor in a conversation loses the line."""
    lost = []
    for number, name in enumerate(("An", "Bo", "Cas")):
        lost.append(_duty(rig, name, slots=1))
        visitor(rig.service, f"203.0.113.{number}").starts(f"Sam met {name}")
    return lambda rig: rig.sockets.disconnect(_socket(lost.pop().connection))


def api(rig: Rig) -> Work:
    """Somebody looks at the lights and reports a fault; an administrator closes a channel and opens it again,
    and reads the audit trail."""
    _duty(rig, "An", slots=1)

    def serves(rig: Rig) -> None:
        _asks(rig, "GET", "/status")
        _asks(rig, "POST", "/faults", {"when": "2026-11-24T13:00", "what": "De knop doet niets."})
        _asks(rig, "POST", "/admin/channels/{channel}/close", {"reason": "brand"}, {"channel": "jac"})
        _asks(rig, "POST", "/admin/channels/{channel}/reopen", None, {"channel": "jac"})
        _asks(rig, "GET", "/admin/audit")

    return serves


def _asks(
    rig: Rig, method: str, path: str, body: Mapping[str, Any] | None = None, parts: Mapping[str, str] | None = None
) -> None:
    authorizer = {"principalId": DORA.id, "first_name": "Dora", "roles": "administrator", "channels": ""}
    context = {"httpMethod": method, "resourcePath": path, "identity": {"sourceIp": HOME}, "authorizer": authorizer}
    event = {"requestContext": context, "pathParameters": parts, "body": json.dumps(body) if body is not None else None}
    rig.answered(rig.http.serve(event).status)


def staff(rig: Rig) -> Work:
    """Somebody signs in with a token whose key is new."""
    provider = Provider(rig.service.clock)
    provider.new_key("one", "ES256")
    rig.published, token = provider.published, provider.token(kind="ES256")

    def signs_in(rig: Rig) -> None:
        rig.authorizer.authorize(f"Bearer {token}", "arn:aws:execute-api:eu-central-1:1:api/api/GET/admin/blocks")
        rig.service.clock.passes(minutes=1)

    return signs_in


def upkeep(rig: Rig) -> Work:
    """Conversations whose counsellor stays away are given to somebody else; another desk is open."""
    counsellor(rig.service, "Bo")
    away = _duty(rig, "An", slots=3)
    for name in ("Sam", "Noor", "Lou"):
        visitor(rig.service).starts(name)
    away.loses_the_line()
    rig.service.clock.passes(minutes=6)
    return lambda rig: rig.schedule.upkeep()


def announce(rig: Rig) -> Work:
    """A light flips and somebody waits for it."""
    an = _duty(rig, "An", slots=1)
    visitor(rig.service).sends("watch", channel="jac")
    free = [False]

    def tells(rig: Rig) -> None:
        broken, rig.broken = rig.broken, set()
        an.sends("available", available=free[0])
        free[0] = not free[0]
        rig.used.clear()
        rig.broken = broken
        rig.announce.announce("jac")

    return tells


def vault(rig: Rig) -> Work:
    """Deeds wait for the audit trail, an administrator whose key is new reads it, each minute somebody asks a
    disclosure, the nightly step goes on, and the day before is to be signed."""
    _closes_and_opens(rig)
    rig.vault.serve({})
    rig.service.clock.passes(days=1)
    _closes_and_opens(rig)
    provider = Provider(rig.service.clock)
    provider.new_key("one", "ES256")
    rig.published = provider.published
    token = provider.token(kind="ES256", groups=["administrator"])

    _duty(rig, "An", slots=MINUTES_OF_WORK)
    held = [visitor(rig.service, f"203.0.113.{number}") for number in range(MINUTES_OF_WORK)]
    for number, one in enumerate(held):
        one.starts(f"Sam {number}")
    asking = provider.token(kind="ES256", sub="id-an", groups=["counsellor", "channel-jac"])

    def chains(rig: Rig) -> None:
        plea = {"conversation": held.pop().conversation, "ground": "suicide", "words": "Pillen genomen."}
        query = plea | {"danger": "visitor", "discussed": False}
        rig.vault.serve({"ask": "disclosure_ask", "authorization": f"Bearer {asking}", "query": query})
        rig.vault.serve({"ask": "audit", "authorization": f"Bearer {token}", "query": {}})
        rig.service.clock.passes(minutes=1)
        with ExitStack() as rest:
            for work in ("signing", "retention"):
                rest.callback(rig.vault.serve, {"work": work})
            rig.vault.serve({})

    return chains


def _closes_and_opens(rig: Rig) -> None:
    for act in ("close", "reopen"):
        _asks(rig, "POST", f"/admin/channels/{{channel}}/{act}", {}, {"channel": "jac"})


WORK: Mapping[str, Callable[[Rig], Work]] = {
    "connect": connect,
    "message": message,
    "disconnect": disconnect,
    "api": api,
    "staff": staff,
    "upkeep": upkeep,
    "announce": announce,
    "vault": vault,
}
