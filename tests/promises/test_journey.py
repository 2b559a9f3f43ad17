"""`docs/journey.md` is true: its diagram is the table of moves, its sequence is what a message really does."""

from pathlib import Path

from chalicelib.domain.states import TABLE, WHO, Move, diagram, move_table
from tests.actors import counsellor, visitor
from tests.service import service

JOURNEY = Path("docs/journey.md")
WORDS = {
    "get_item CONNECTION": "    L->>T: who is this connection, and where is the counsellor? (½ read unit)",
    "put_item MESSAGE": "    L->>T: store it, once (1 write unit)",
    "post_to_connection": "    L->>C: message",
}


def test_the_diagram_is_drawn_from_the_table() -> None:
    assert f"```mermaid\n{diagram()}\n```" in JOURNEY.read_text()
    assert move_table() in JOURNEY.read_text()


def test_every_move_has_a_row_and_somebody_who_may_make_it() -> None:
    assert set(TABLE) == set(WHO) == set(Move)
    assert all(TABLE.values()) and all(WHO.values())


def test_the_sequence_is_what_one_message_does() -> None:
    assert f"```mermaid\n{_sequence()}\n```" in JOURNEY.read_text()


def _sequence() -> str:
    lines = [WORDS[call] for call in _calls_of_one_message()]
    return "\n".join(
        [
            "sequenceDiagram",
            "    participant V as visitor",
            "    participant L as message Lambda",
            "    participant T as chat table",
            "    participant C as counsellor",
            "    V->>L: say (n, id, text)",
            *lines,
            "    L->>V: said (n, id, at, delivered)",
        ]
    )


def _calls_of_one_message() -> list[str]:
    started = service()
    started.opens("jac")
    counsellor(started).takes_duty()
    sam = visitor(started)
    sam.starts()
    calls: list[str] = []

    def hear(operation: str, request: dict[str, object]) -> None:
        calls.append(" ".join([operation, *_sort_key(request)]))

    started.dynamo.before_call.append(hear)
    started.gateway.before_call.append(hear)
    assert sam.says("hallo")["delivered"] is True
    return calls


def _sort_key(request: dict[str, object]) -> list[str]:
    key = request.get("Key") or request.get("Item")
    return [key["sk"]["S"].partition("#")[0]] if isinstance(key, dict) else []
