"""Release N reads what N-1 wrote, and N-1 what N wrote: a conversation that meets both in turn while one is shifted."""

import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.releases.before import ROOT, sources

OLD, NEW = "the release before", "this release"


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each release."""
    return {OLD: sources(tmp_path_factory.mktemp("before")), NEW: ROOT}


def plays(root: Path, act: int, name: str, before: dict[str, Any]) -> dict[str, Any]:
    """One act by the code in `root`, on the items that the act before left."""
    asked = json.dumps({"act": act, "name": name, "told": before["told"], "tables": before["tables"]})
    script = str(ROOT / "tests" / "releases" / "act.py")
    command = [
        sys.executable,
        "-c",
        f"import runpy, sys; sys.path.insert(0, '.'); runpy.run_path({script!r}, run_name='__main__')",
    ]
    done = subprocess.run(command, cwd=root, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{name}, by the code in {root}:\n{done.stderr[-2000:]}"
    told: dict[str, Any] = json.loads(done.stdout)
    assert "_failed" not in told["log"], told["log"]
    assert Path(told["code"]) == root, "the other release's code was played"
    return told


@pytest.mark.parametrize(
    "turns",
    list(itertools.product((OLD, NEW), repeat=4)),
    ids=lambda turns: " ".join(t.split()[0] + t.split()[-1] for t in turns),
)
def test_a_conversation_meets_both_in_turn(roots: dict[str, Path], turns: tuple[str, ...]) -> None:
    state: dict[str, Any] = {"told": {}, "tables": {}}
    for act, (name, who) in enumerate(zip(("begins", "goes_on", "goes_on", "ends"), turns, strict=True)):
        state = plays(roots[who], act, name, state)
    assert (state["told"]["said"], state["told"]["ended"], state["told"]["after"]) == (3, "ended", "ended")
    assert sum("ORIGIN#" in json.dumps(item) for item in state["tables"]["vault"]) >= 1
