"""Chalice wiring only: event in, result out."""

from chalice.app import Chalice, CloudWatchEvent, Cron, WebsocketEvent

from chalicelib import entry

app = Chalice(app_name="chathulp")
app.experimental_feature_flags.update(["WEBSOCKETS"])


@app.on_ws_connect(name="websocket_connect")
def connect(event: WebsocketEvent) -> dict[str, object]:
    return entry.connect(event.to_dict())


@app.on_ws_message(name="websocket_message")
def message(event: WebsocketEvent) -> dict[str, object]:
    return entry.message(event.to_dict())


@app.on_ws_disconnect(name="websocket_disconnect")
def disconnect(event: WebsocketEvent) -> dict[str, object]:
    return entry.disconnect(event.to_dict())


@app.schedule(Cron("*", "*", "*", "*", "?", "*"), name="upkeep")
def upkeep(_event: CloudWatchEvent) -> None:
    entry.upkeep()


@app.lambda_function(name="announce")
def announce(event: dict[str, str], _context: object) -> None:
    entry.announce(event["channel"])
