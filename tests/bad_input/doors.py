"""The service as API Gateway reaches it: events go in, results come out, and everything that is kept can be seen."""

import json
from dataclasses import dataclass, field
from typing import Any

from chalicelib.entrypoints.sockets import Sockets
from tests.actors import Counsellor, Visitor, counsellor, visitor
from tests.engine.wire import Item
from tests.service import HOME, Service, service

PAGE = "https://chat.example.be"
Event = dict[str, Any]
Frame = dict[str, Any]


@dataclass
class Doors:
    """A service with An on duty, who talks to Sam, and with a stranger who has not started."""

    service: Service = field(default_factory=service)
    an: Counsellor = field(init=False)
    sam: Visitor = field(init=False)
    stranger: Visitor = field(init=False)

    def __post_init__(self) -> None:
        self.service.opens("jac")
        self.an = counsellor(self.service, "An")
        self.an.takes_duty(slots=2)
        self.sam, self.stranger = visitor(self.service), visitor(self.service, "203.0.113.9")
        assert self.sam.starts("Sam")["type"] == "started"

    def connects(self, **parts: Any) -> int:
        """The status that a client gets which asks to open a connection."""
        status = self.sockets.connect(opening(**parts))["statusCode"]
        assert isinstance(status, int)
        return status

    @property
    def sockets(self) -> Sockets:
        return Sockets(lambda: self.service.context, lambda: frozenset({PAGE}), self.service.context.log)

    def sends(self, connection: str, body: object, address: str = HOME) -> Frame:
        """The answer to a frame; an empty one for silence. Nothing makes the Lambda fail."""
        return self.receives({**message(connection, address), "body": body})

    def receives(self, event: Event) -> Frame:
        result = self.sockets.message(event)
        assert result["statusCode"] == 200
        text = result.get("body")
        assert text is None or isinstance(text, str)
        answer: Frame = json.loads(text) if text else {}
        return answer

    def kept(self) -> list[Item]:
        """Everything in both tables but the counts of tries."""
        items = self.service.dynamo.items("chat") + self.service.dynamo.items("vault")
        return [item for item in items if not item["pk"]["S"].startswith("THROTTLE#")]

    def seen(self) -> list[list[Frame]]:
        """What everybody has been pushed."""
        return [list(actor.inbox) for actor in (self.an, self.sam, self.stranger)]

    @property
    def log(self) -> str:
        return self.service.log.getvalue()


def message(connection: str, address: str = HOME) -> Event:
    """An event of the message route, without a body."""
    context = {"routeKey": "$default", "eventType": "MESSAGE", "connectionId": connection}
    return {"requestContext": {**context, "identity": {"sourceIp": address}}, "isBase64Encoded": False}


def opening(
    origin: object = PAGE, query: dict[str, str] | None = None, connection: str = "new", **more: object
) -> Event:
    """An event of the connect route; a header without a value is not sent."""
    headers = {"Origin": origin} if origin is not None else {}
    context = {"routeKey": "$connect", "eventType": "CONNECT", "connectionId": connection}
    event = {"requestContext": {**context, "identity": {"sourceIp": HOME}}, "headers": headers}
    return {**event, "queryStringParameters": {"v": "1"} if query is None else query, **more}
