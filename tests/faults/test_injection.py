"""A crash, a throttle, a conflict, a lost answer at every single call of every action."""

import pytest

from tests.engine.recorder import Call
from tests.faults.injection import Case, faults_of, play, recorded
from tests.faults.points import Lines, all_sites, lines_that_run
from tests.faults.scenes import Scene
from tests.faults.scenes_of_desks import OF_DESKS
from tests.faults.scenes_of_time import OF_TIME
from tests.faults.scenes_of_trail import OF_TRAIL
from tests.faults.scenes_of_visitors import OF_VISITORS

SCENES = (*OF_VISITORS, *OF_DESKS, *OF_TIME, *OF_TRAIL)


def calls_of(scene: Scene) -> list[Call]:
    """Once for each way to get there: a loop is struck in its first round and in its last."""
    rounds: dict[object, list[Call]] = {}
    for call in recorded(scene):
        rounds.setdefault(call.point, []).append(call)
    return [call for calls in rounds.values() for call in dict.fromkeys((calls[0], calls[-1]))]


def test_every_call_in_the_source_is_reached_by_a_scene() -> None:
    lines: Lines = set()
    with lines_that_run(lines):
        calls = [call for scene in SCENES for call in recorded(scene)]
    left = [site for site in all_sites() if not site.ran(lines)]
    cases = sum(1 for scene in SCENES for call in calls_of(scene) for _ in faults_of(call))
    print(f"\n{len(all_sites())} call sites in the source, {len(left)} uncovered")
    print(f"{len(calls)} calls in {len(SCENES)} scenes, {cases} faults to inject")
    assert not left, "\n".join(map(str, left))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_whatever_happens_to_a_call_is_recovered_from(scene: Scene) -> None:
    cases = [Case(scene, call, fault) for call in calls_of(scene) for fault in faults_of(call)]
    wrong = []
    for case in cases:
        try:
            play(case)
        except AssertionError as error:
            wrong.append(f"{case}\n    {str(error)[:600]}")
    print(f"\n{scene.name}: {len(cases)} faults injected")
    assert not wrong, f"{len(wrong)} of {len(cases)}\n" + "\n".join(wrong[:6])
