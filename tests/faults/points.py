"""Where the product calls DynamoDB or a connection, read from its source: the list that nobody writes by hand.

A call site counts when the chat can get there: from the actions behind frames, events and upkeep, through the
methods of the store that they name, to the client.
"""

import ast
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent.parent
ENTRIES = ("dispatch", "shared/connections", "time/upkeep", "shared/lights", "vault/chaining")
ASKED = (
    "conversations messages duties connections desks channels blocks "
    "nicknames places starts ranges throttles due vault outbox trail push"
)
PORTS = frozenset(ASKED.split())
TraceFunction = Callable[[FrameType, str, Any], Any]
FILES = {"vault": "origins", "push": "gateway"}


class Site(NamedTuple):
    """One call in the source, from its first line to its last."""

    file: str
    function: str
    first: int
    last: int
    call: str

    def __str__(self) -> str:
        return f"{self.file}:{self.first} {self.function}: {self.call}"

    def ran(self, lines: "Lines") -> bool:
        return any((self.file, line) in lines for line in range(self.first, self.last + 1))


Lines = set[tuple[str, int]]


@contextmanager
def lines_that_run(lines: Lines) -> Iterator[None]:
    """Notes every line of the product that runs: a query may be asked in one place and read in another."""
    room = f"{ROOT}{os.sep}"

    def of_line(frame: FrameType, event: str, _: object) -> TraceFunction:
        if event == "line":
            lines.add((frame.f_code.co_filename.removeprefix(room), frame.f_lineno))
        return of_line

    def of_call(frame: FrameType, _event: str, _: object) -> TraceFunction | None:
        return of_line if "chalicelib" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(of_call)
    try:
        yield
    finally:
        sys.settrace(before)


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _rooms() -> list[Path]:
    """The actions that the chat's entries import, however indirectly."""
    actions, found = ROOT / "chalicelib" / "actions", list(ENTRIES)
    for name in found:
        for node in ast.walk(_tree(actions / f"{name}.py")):
            imported = _imported(node)
            found += [each for each in imported if each not in found and (actions / f"{each}.py").exists()]
    return [actions / f"{name}.py" for name in found]


def _imported(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("chalicelib.actions"):
        return []
    room = (node.module or "").removeprefix("chalicelib.actions").strip(".").replace(".", "/")
    return [room, *(f"{room}/{alias.name}".strip("/") for alias in node.names)]


def _functions(file: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(_tree(file)) if isinstance(node, ast.FunctionDef))


def _calls(function: ast.FunctionDef) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def _is_port(call: str) -> bool:
    owner = call.split(".")
    return len(owner) == 3 and owner[0] == "context" and owner[1] in PORTS


def _site(file: Path, function: str, node: ast.Call, call: str) -> Site:
    return Site(str(file.relative_to(ROOT)), function, node.lineno, node.end_lineno or node.lineno, call)


def action_sites() -> list[Site]:
    """Calls of the actions on the store and on the gateway."""
    return [
        _site(file, function.name, node, call)
        for file in _rooms()
        for function in _functions(file)
        for node, call in _calls(function)
        if _is_port(call)
    ]


def _reached(names: Iterable[tuple[str, str]], files: list[Path]) -> set[tuple[str, str]]:
    """Functions of the store, by file and name, that can be reached from these."""
    calls: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for file in files:
        for function in _functions(file):
            called = {_target(file.stem, call) for _, call in _calls(function)}
            calls.setdefault((file.stem, function.name), set()).update(called)
    found, left = set(names), list(names)
    while left:
        new = calls.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


def _target(file: str, call: str) -> tuple[str, str]:
    """Where a call goes: to the same file, or to the part of the store that it names."""
    owner, _, method = call.rpartition(".")
    part = owner.removeprefix("self._") if owner.startswith("self._") else file
    return part, method


def _touches(call: str) -> bool:
    """Calls on a table, and those of the table and the gateway on their client."""
    owner, _, method = call.rpartition(".")
    return owner in ("self._client", "self._client()") or (
        owner == "self._table" and method in ("get", "query", "get_many", "write", "write_together")
    )


def store_sites() -> list[Site]:
    """Calls of the store on its table, of the table on the client, of the gateway on its own."""
    files = [*sorted((ROOT / "chalicelib" / "store").glob("*.py")), ROOT / "chalicelib" / "gateway.py"]
    asked = {_ask(site.call) for site in action_sites()} | {("origins", "keeping")}
    reached = _reached(asked, files)
    return [
        _site(file, function.name, node, call)
        for file in files
        for function in _functions(file)
        if (file.stem, function.name) in reached
        for node, call in _calls(function)
        if _touches(call)
    ]


def _ask(call: str) -> tuple[str, str]:
    """`context.salts.forget` is answered by `salts.py`, and so on."""
    _, port, method = call.split(".")
    return FILES.get(port, port), method


def all_sites() -> list[Site]:
    return sorted({*action_sites(), *store_sites()})
