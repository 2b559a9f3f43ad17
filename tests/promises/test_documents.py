"""The documents of both APIs say what the code does."""

import json
import re
from typing import Any

import pytest

from app import app
from chalicelib.protocol import inbound, outbound
from chalicelib.protocol.fields import Closed
from chalicelib.protocol.inbound import MODELS
from chalicelib.settings import Settings
from infra.documents.__main__ import DOCS, MAKERS, text_of
from infra.documents.settings_table import with_table


@pytest.mark.parametrize("name", MAKERS)
def test_the_document_is_what_the_models_say(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == text_of(MAKERS[name]()), "run `make docs`"


def test_every_address_is_documented_with_its_methods_and_no_other() -> None:
    served = {path: {method.lower() for method in methods} for path, methods in app.routes.items()}
    assert {path: set(told) for path, told in _read("openapi.json")["paths"].items()} == served


def test_what_asks_for_a_sign_in_says_so() -> None:
    told = _read("openapi.json")["paths"]
    for path, methods in app.routes.items():
        for method, entry in methods.items():
            assert ("security" in told[path][method.lower()]) == (entry.authorizer is not None)


def test_every_frame_is_documented() -> None:
    told = set(_read("asyncapi.json")["components"]["messages"])
    assert told == {model.__name__ for model in MODELS.values()} | _sent()


def test_no_frame_that_is_sent_has_the_name_of_one_that_is_heard() -> None:
    assert {model.__name__ for model in MODELS.values()} & _sent() == set()


def test_what_a_frame_leaves_out_is_not_promised() -> None:
    told = _read("asyncapi.json")["components"]["schemas"]["RefusedFrame"]
    assert {"type", "reason", "message", "faults"} == set(told["required"])
    assert told["properties"]["until"]["type"] == "string"


def test_no_two_models_share_a_name() -> None:
    for name in MAKERS:
        assert not [schema for schema in _read(name)["components"]["schemas"] if "__" in schema]


def test_every_reference_leads_somewhere() -> None:
    for name in MAKERS:
        document = _read(name)
        for target in re.findall(r'"\$ref": "#/([^"]+)"', (DOCS / name).read_text(encoding="utf-8")):
            place: Any = document
            for step in target.split("/"):
                place = place[step]


def test_every_setting_is_in_the_guide() -> None:
    guide = (DOCS / "operations.md").read_text(encoding="utf-8")
    assert with_table(guide) == guide, "run `make docs`"
    assert not [name for name in Settings.model_fields if f"`{name.upper()}`" not in guide]


def test_every_inbound_model_can_be_sent() -> None:
    named = {one for one in vars(inbound).values() if isinstance(one, type) and issubclass(one, Closed)}
    frames = {one for one in named if "type" in one.model_fields}
    assert frames <= set(MODELS.values())


def _sent() -> set[str]:
    frames = {one for one in vars(outbound).values() if isinstance(one, type) and issubclass(one, outbound.Sent)}
    return {one.__name__ for one in frames if "type" in one.model_fields}


def _read(name: str) -> Any:
    return json.loads((DOCS / name).read_text(encoding="utf-8"))
