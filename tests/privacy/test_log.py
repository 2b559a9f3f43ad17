"""The log takes what is on its list, as one line of JSON, and of an exception its type and place alone."""

import ast
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.privacy.log import ALLOWED, Log, place_of
from chalicelib.protocol.inbound import BadFrame, read_frame

ABOUT_PEOPLE = {
    "text",
    "nickname",
    "token",
    "ip",
    "address",
    "origin",
    "connection",
    "conversation",
    "id",
    "reason_text",
}

fields = st.dictionaries(
    st.sampled_from(sorted(ALLOWED - {"event"}))
    | st.text(min_size=1).filter(lambda name: name not in ("self", "event")),
    st.text() | st.integers(),
)


def line_of(write: Any) -> tuple[str, dict[str, Any]]:
    stream = StringIO()
    write(Log(stream))
    text = stream.getvalue()
    assert text.endswith("\n")
    assert text.count("\n") == 1, "one event is one line, whatever is in it"
    return text, json.loads(text)


@given(given_fields=fields)
def test_what_is_not_on_the_list_is_not_written(given_fields: dict[str, Any]) -> None:
    _, line = line_of(lambda log: log.note("event", **given_fields))
    assert set(line) <= ALLOWED
    assert {name: value for name, value in line.items() if name != "event"} == {
        name: value for name, value in given_fields.items() if name in ALLOWED
    }


def test_nothing_about_a_person_is_on_the_list() -> None:
    assert not ALLOWED & ABOUT_PEOPLE


@given(words=st.text(min_size=12, alphabet=st.characters(categories=["Lu"])))
def test_the_words_of_an_exception_are_left_out(words: str) -> None:
    def fail(log: Log) -> None:
        try:
            raise RuntimeError(words, {"text": words})
        except RuntimeError as error:
            log.fault("failed", error)

    text, line = line_of(fail)
    assert words not in text
    assert set(line) == {"event", "error", "place"}
    assert line["error"] == "RuntimeError"


def test_the_place_is_the_innermost_of_ours() -> None:
    try:
        read_frame("{")
    except BadFrame as bad:
        assert place_of(bad).startswith("inbound.py:_parse:")


def test_an_exception_without_a_trace_has_no_place() -> None:
    assert place_of(ValueError("never raised")) == ""


# What is written beside the log would pass by its list.
@pytest.mark.parametrize("path", sorted(Path("chalicelib").rglob("*.py")), ids=str)
def test_nobody_writes_beside_the_log(path: Path) -> None:
    if path.name == "log.py":
        return
    tree = ast.parse(path.read_text())
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "print" not in called
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not imported & {"logging", "traceback", "warnings"}
