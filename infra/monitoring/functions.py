"""The functions that are watched: their short names, and what `.chalice/config.json` lets each take."""

import json
from collections.abc import Mapping
from typing import cast

from infra.packaging.staging import ROOT

SHORT: Mapping[str, str] = {
    "api_handler": "api",
    "websocket_connect": "connect",
    "websocket_message": "message",
    "websocket_disconnect": "disconnect",
    "staff": "staff",
    "upkeep": "upkeep",
    "announce": "announce",
    "vault": "vault",
}
"""Chalice's name of each function, and the end of its name on AWS."""


def limits() -> dict[str, int]:
    """Seconds that each function may take, by short name."""
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    usual, own = config["lambda_timeout"], config["lambda_functions"]
    return {short: cast(int, own[name].get("lambda_timeout", usual)) for name, short in SHORT.items()}


def title(short: str) -> str:
    """The name as it begins the names of resources."""
    return short.capitalize()
