"""Plays a game again that the adversary won once, from the lines that hypothesis printed of it."""

import ast
from pathlib import Path

from tests.faults.machine import Adversary

GAMES = Path(__file__).parent / "lost_games"


def replay(lines: list[str]) -> None:
    """Each move in order, and after each everything that must hold; then all is quiet and everybody agrees.

    Raises AssertionError where the service, a client or the knowledge of the tests is wrong.
    """
    game = Adversary()
    for line in lines:
        move, arguments = _move(line)
        getattr(game, move)(**arguments)
        game.everything_holds()
    game.teardown()


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("state.")]


def _move(line: str) -> tuple[str, dict[str, object]]:
    call = ast.parse(line, mode="eval").body
    assert isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute), line
    return call.func.attr, {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}
