"""Chalice wiring only: event in, result out."""

import json
from typing import Any

from chalice.app import AuthRequest, AuthResponse, Chalice, CloudWatchEvent, Rate, WebsocketEvent

app = Chalice(app_name="chathulp")
app.experimental_feature_flags.update(["WEBSOCKETS"])


@app.on_ws_connect(name="websocket_connect")
def connect(event: WebsocketEvent) -> dict[str, Any]:
    return {"statusCode": 200}


@app.on_ws_message(name="websocket_message")
def message(event: WebsocketEvent) -> dict[str, Any]:
    return {"statusCode": 200, "body": json.dumps({"type": "refused", "reason": "unknown"})}


@app.on_ws_disconnect(name="websocket_disconnect")
def disconnect(event: WebsocketEvent) -> dict[str, Any]:
    return {"statusCode": 200}


@app.authorizer(name="staff")
def staff(request: AuthRequest) -> AuthResponse:
    return AuthResponse(routes=[], principal_id="nobody")


@app.route("/status")
def status() -> dict[str, Any]:
    return {}


@app.route("/desk/tickets", methods=["POST"], authorizer=staff)
def tickets() -> dict[str, Any]:
    return {}


@app.schedule(Rate(1, unit=Rate.MINUTES), name="upkeep")
def upkeep(event: CloudWatchEvent) -> None:
    return None


@app.lambda_function(name="announce")
def announce(event: dict[str, Any], context: object) -> None:
    return None
