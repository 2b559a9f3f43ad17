"""The wire protocol, told in AsyncAPI from its frames. Seen from the server: it receives what clients send."""

from typing import get_args

from pydantic import BaseModel

from chalicelib.protocol.inbound import CounsellorFrame, PingFrame, VisitorFrame
from chalicelib.protocol.outbound import SentFrame
from infra.documents.schemas import Document, ref, schemas

_CHANNEL = "#/channels/line"
VISITOR: tuple[type[BaseModel], ...] = (*get_args(VisitorFrame), PingFrame)
COUNSELLOR: tuple[type[BaseModel], ...] = (*get_args(CounsellorFrame), PingFrame)
SERVER: tuple[type[BaseModel], ...] = get_args(SentFrame)


def asyncapi() -> Document:
    """The whole document."""
    taken_in = tuple(dict.fromkeys((*VISITOR, *COUNSELLOR)))
    names = [model.__name__ for model in (*taken_in, *SERVER)]
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Chathulp",
            "version": "1",
            "description": "The wire protocol of the chat: JSON text frames. Made from the models by `make docs`.",
        },
        "channels": {
            "line": {
                "address": "/",
                "description": "`?v=1` for a visitor, `?v=1&ticket=…` for a counsellor.",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
            }
        },
        "operations": {
            "visitorSends": _operation("receive", VISITOR),
            "counsellorSends": _operation("receive", COUNSELLOR),
            "serverSends": _operation("send", SERVER),
        },
        "components": {
            "messages": {model.__name__: _message(model) for model in (*taken_in, *SERVER)},
            "schemas": schemas(taken_in, SERVER, leaves_out=True),
        },
    }


def _operation(action: str, models: tuple[type[BaseModel], ...]) -> Document:
    messages = [{"$ref": f"{_CHANNEL}/messages/{model.__name__}"} for model in models]
    return {"action": action, "channel": {"$ref": _CHANNEL}, "messages": messages}


def _message(model: type[BaseModel]) -> Document:
    words = (model.__doc__ or "").split("\n")[0]
    told: Document = {"name": model.__name__, "contentType": "application/json", "payload": ref(model)}
    return told | ({"summary": words} if words else {})
