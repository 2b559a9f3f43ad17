"""Chalice wiring only: event in, result out."""

from typing import cast

from chalice.app import AuthRequest, Chalice, CloudWatchEvent, Cron, Request, Response, WebsocketEvent

from chalicelib import wiring

app = Chalice(app_name="chathulp")
app.experimental_feature_flags.update(["WEBSOCKETS"])
wiring.ready_for_a_snapshot()
# Compressed files pass API Gateway only where it takes every kind for binary.
app.api.binary_types = ["*/*"]


@app.on_ws_connect(name="websocket_connect")
def connect(event: WebsocketEvent) -> dict[str, object]:
    return wiring.sockets().connect(event.to_dict())


@app.on_ws_message(name="websocket_message")
def message(event: WebsocketEvent) -> dict[str, object]:
    return wiring.sockets().message(event.to_dict())


@app.on_ws_disconnect(name="websocket_disconnect")
def disconnect(event: WebsocketEvent) -> dict[str, object]:
    return wiring.sockets().disconnect(event.to_dict())


@app.schedule(Cron("*", "*", "*", "*", "?", "*"), name="upkeep")
def upkeep(_event: CloudWatchEvent) -> None:
    wiring.schedule().upkeep()


@app.lambda_function(name="announce")
def announce(event: dict[str, str], _context: object) -> None:
    wiring.announce().announce(event["channel"])


@app.lambda_function(name="vault")
def vault(event: dict[str, object], _context: object) -> dict[str, object]:
    return wiring.vault().serve(event)


# Nothing is kept: whoever was dismissed a moment ago is refused now.
@app.authorizer(name="staff", ttl_seconds=0)
def staff(request: AuthRequest) -> dict[str, object]:
    return wiring.authorizer().authorize(request.token, request.method_arn)


class Answered(Response):
    """An answer that is ready: Chalice would encode every text too, and refuse who sends no `Accept`."""

    def to_dict(self, binary_types: list[str] | None = None) -> dict[str, object]:
        return cast(dict[str, object], self.body)


@app.middleware("http")
def http(request: Request, _chalice: object) -> Response:
    return Answered(wiring.http().serve(request.to_original_event()).to_event())


def never(**_path: str) -> None:
    """Every request is answered above, where nothing of it can end in Chalice's log."""


for address in wiring.addresses():
    guard = staff if address.guarded else None
    app.route(address.path, methods=[address.method], authorizer=guard, name=address.name)(never)
