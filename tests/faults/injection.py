"""One scene, one call of it that goes wrong in one way, and the recovery that reality offers."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.engine.faults import (
    CONFLICT,
    CRASH_AFTER,
    CRASH_BEFORE,
    GONE,
    THROTTLED,
    TIMED_OUT_AFTER,
    TOO_FAST,
    WRITES,
    Fault,
    LambdaDied,
    SilentRetry,
    Strike,
)
from tests.engine.gateway import GATEWAY_OPERATIONS
from tests.engine.hooks import Arguments, attached
from tests.engine.recorder import Call, Recorder
from tests.faults import actions_of_desks, actions_of_visitors
from tests.faults.invariants import hold
from tests.faults.oracle import everybody_pings, look, overdue, strangers_at_work
from tests.faults.scenes import Scene
from tests.faults.scenes_of_trail import chains, trail_is_whole
from tests.faults.settled import settle
from tests.faults.simulation import Simulation, simulation

OF_EVERYTHING = (CRASH_BEFORE, CRASH_AFTER, TIMED_OUT_AFTER)
OF_STORE = (THROTTLED, CONFLICT)
OF_PUSHES = (GONE, TOO_FAST)
SILENT_RETRY = "sent twice by the SDK"


@dataclass(frozen=True)
class Case:
    """A call of a scene and what happens to it."""

    scene: Scene
    call: Call
    fault: Fault | None

    def __str__(self) -> str:
        return f"{self.scene.name}: {self.fault or SILENT_RETRY} at {self.call} via {self.call.trail[1:5]}"


def recorded(scene: Scene) -> list[Call]:
    """Every call that the scene makes."""
    here, recorder = simulation(), Recorder()
    scene.prepare(here)
    here.deliver()
    with attached(here.service.dynamo, before=[recorder]), attached(here.service.gateway, before=[recorder]):
        scene.act(here)
    return recorder.calls


def faults_of(call: Call) -> Iterator[Fault | None]:
    """What can happen to a call; to a read nothing more can happen after than before."""
    if call.operation in GATEWAY_OPERATIONS:
        yield from (*OF_EVERYTHING, *OF_PUSHES)
    elif call.operation in WRITES:
        yield from (fault for fault in (*OF_EVERYTHING, *OF_STORE) if call.operation in fault.operations)
        yield None
    else:
        yield from (CRASH_BEFORE, THROTTLED)


class Lost:
    """The line of whoever is called is gone, just now: the platform answers 410 by itself."""

    def __init__(self, here: Simulation, at: Call) -> None:
        self.struck: list[Call] = []
        self._here, self._at, self._recorder = here, at, Recorder()

    def __call__(self, operation: str, arguments: Arguments) -> None:
        if self._recorder.identify(operation, arguments) == self._at:
            self.struck.append(self._at)
            self._here.drop(arguments["ConnectionId"])


def play(case: Case) -> None:
    """The scene with its fault, and what must hold afterwards. Raises AssertionError."""
    here = simulation()
    case.scene.prepare(here)
    here.deliver()
    here.troubled = True
    struck = _strikes(here, case)
    assert struck, f"never came to it: {case}"
    _recovers(here, case.scene)
    _goes_on(here)
    _everybody_leaves(here)


def _strikes(here: Simulation, case: Case) -> list[Call]:
    dynamo, gateway = here.service.dynamo, here.service.gateway
    if case.fault is None:
        retry = SilentRetry(dynamo, at=lambda call: call == case.call)
        with attached(dynamo, before=[retry]):
            case.scene.act(here)
        return retry.struck
    if case.fault is GONE:
        lost = Lost(here, case.call)
        with attached(gateway, before=[lost]):
            _until_it_dies(here, case.scene)
        return lost.struck
    strike = Strike(case.fault, at=lambda call: call == case.call)
    with strike.on(dynamo, gateway):
        _until_it_dies(here, case.scene)
    return strike.struck


def _until_it_dies(here: Simulation, scene: Scene) -> None:
    try:
        scene.act(here)
    except (LambdaDied, Exception) as error:
        if isinstance(error, AssertionError):
            raise


def _recovers(here: Simulation, scene: Scene) -> None:
    """The page asks again, the minute comes round, the announcing Lambda gets its turn."""
    here.deliver()
    hold(here)
    if not scene.once:
        scene.act(here)
        here.deliver()
        hold(here)
    for _ in range(2):
        here.service.clock.passes(seconds=61)
        everybody_pings(here)
        here.service.upkeep()
        here.deliver()
    hold(here)
    assert not strangers_at_work(here), strangers_at_work(here)


def _goes_on(here: Simulation) -> None:
    """Whoever can talks on; a push that was lost without a trace shows by the next one."""
    calm_lines(here)
    for person in here.everybody:
        for talk in person.talks_open() if here.is_live(person) else ():
            side = actions_of_visitors if talk.side == "visitor" else actions_of_desks
            side.write(here, person, talk)
    settle(here)
    trail_is_whole(here)
    chains(here)
    trail_is_whole(here)
    assert not overdue(here, here.service.clock.now), overdue(here, here.service.clock.now)


def calm_lines(here: Simulation) -> None:
    """Everybody comes back who still wants to."""
    for person in here.visitors:
        if person.talks_open() and not here.is_live(person):
            here.connect(person)
    for who, desk in enumerate(here.desks):
        if desk.talks_open() and not here.is_live(desk):
            actions_of_desks.signs_in(here, who, 0)


def _everybody_leaves(here: Simulation) -> None:
    """Nothing stays behind."""
    for person in here.everybody:
        here.drop(person.connection)
    for _ in range(4):
        here.service.clock.passes(seconds=301)
        here.service.upkeep()
    hold(here)
    snapshot = look(here)
    assert not snapshot.live and not snapshot.taken_slots
    assert not {one["conversation"] for one in snapshot.nicknames} & set(snapshot.conversations)
    assert all(one["state"] == "closed" for one in snapshot.conversations.values())
    assert not any(duty["slots"] for duty in snapshot.duties)
