"""An adversary plays with everybody at once: hypothesis chooses who does what, when, and what runs in between."""

from collections.abc import Callable, Mapping

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.engine.faults import CONFLICT
from tests.engine.hooks import Arguments, attached
from tests.faults import actions_of_desks as desk
from tests.faults import actions_of_lines as lines
from tests.faults import actions_of_time as time
from tests.faults import actions_of_visitors as visitor
from tests.faults import actions_together as together
from tests.faults.invariants import hold
from tests.faults.settled import settle
from tests.faults.simulation import Simulation, simulation

Action = Callable[[Simulation, int, int], None]
WHO, TWIST = st.integers(0, 3), st.integers(0, 7)

OF_VISITORS: Mapping[str, Action] = {
    name: getattr(visitor, name)
    for name in (
        "opens_the_page", "starts", "says", "says_two_reordered", "repeats", "loses_the_line", "resumes",
        "resumes_wrongly", "asks_by_nickname", "ends", "answers_the_survey", "types", "answers_the_silence",
        "takes_another_place",
    )
}  # fmt: skip
OF_DESKS: Mapping[str, Action] = {
    name: getattr(desk, name)
    for name in (
        "signs_in", "goes_on_duty", "leaves_or_pauses", "attaches", "says", "loses_the_line", "answers_who_asks",
        "offers", "answers_an_offer", "hands_over", "notes", "types", "ends", "blocks", "is_dismissed",
    )
}  # fmt: skip
OF_TIME: Mapping[str, Action] = {
    name: getattr(time, name)
    for name in ("upkeep_runs", "upkeep_dies", "watchers_are_told", "a_disconnect_comes_late", "time_passes")
}
OF_LINES: Mapping[str, Action] = {"a_line_swallows": lines.a_line_swallows}
OF_TWO: Mapping[str, Action] = {
    name: getattr(together, name) for name in ("drops_and_resumes", "lost_the_token", "desk_changes_its_line")
}
GROUPS: Mapping[str, Mapping[str, Action]] = {
    "visitor": OF_VISITORS, "counsellor": OF_DESKS, "time": OF_TIME, "it": OF_TWO,
    "line": OF_LINES,
}  # fmt: skip
ACTIONS = {f"{group}.{name}": action for group, named in GROUPS.items() for name, action in named.items()}
Plan = tuple[str, int, int]
PLAN = st.tuples(st.sampled_from(list(ACTIONS)), WHO, TWIST)
"""By name, and not the action itself, so that a game that was lost can be read back as it was printed."""


class Overlap:
    """At some call of one Lambda another one runs from beginning to end."""

    def __init__(self, within: Mapping[int, Callable[[], None]]) -> None:
        self._within, self._calls, self._busy = within, 0, False

    def __call__(self, _operation: str, _arguments: Arguments) -> None:
        if self._busy:
            return
        self._calls += 1
        if self._calls in self._within:
            self._busy = True
            self._within[self._calls]()
            self._busy = False


class Conflict:
    """The service cancels one write, because another transaction has the item."""

    def __init__(self, at: int) -> None:
        self._left = at

    def __call__(self, operation: str, arguments: Arguments) -> None:
        if operation == "transact_write_items":
            self._left -= 1
            if self._left == 0:
                raise CONFLICT.error(operation, arguments)


class Adversary(RuleBasedStateMachine):
    """Rules are the actions; two rules run several actions at once."""

    stale = 0.4

    @initialize(seed=st.integers(0, 2**16), pushes_first=st.booleans())
    def begins(self, seed: int, pushes_first: bool) -> None:
        self.simulation: Simulation = simulation(seed, self.stale)
        self.simulation.pushes_first = pushes_first
        for who in range(3):
            self._does(desk.signs_in, who, 0)
        for who in range(3):
            self._does(visitor.starts, who, 0)

    def _does(self, action: Action, who: int, twist: int) -> None:
        action(self.simulation, who, twist)
        self.simulation.deliver()

    def _plays(self, plan: Plan) -> None:
        ACTIONS[plan[0]](self.simulation, *plan[1:])

    @rule(outer=PLAN, inner=PLAN, other=PLAN, at=st.integers(1, 12), later=st.integers(1, 12))
    def two_lambdas_overlap(self, outer: Plan, inner: Plan, other: Plan, at: int, later: int) -> None:
        self.simulation.overlapped = True
        within = {at: lambda: self._plays(inner), at + later: lambda: self._plays(other)}
        overlap = Overlap(within)
        with (
            attached(self.simulation.service.dynamo, before=[overlap]),
            attached(self.simulation.service.gateway, before=[overlap]),
        ):
            self._plays(outer)
        self.simulation.deliver()
        self.simulation.overlapped = False

    @rule(plan=PLAN, at=st.integers(1, 3))
    def a_transaction_conflicts(self, plan: Plan, at: int) -> None:
        with attached(self.simulation.service.dynamo, before=[Conflict(at)]):
            self._plays(plan)
            self.simulation.deliver()

    @rule(minutes=st.integers(0, 7))
    def minutes_go_by(self, minutes: int) -> None:
        self._does(time.minutes_go_by, 0, minutes)

    @rule(twist=TWIST)
    def silence_goes_by(self, twist: int) -> None:
        self._does(time.silence_goes_by, 0, twist)

    @rule(twist=TWIST)
    def hours_go_by(self, twist: int) -> None:
        self._does(time.hours_go_by, 0, twist)

    @rule(twist=TWIST)
    def deletion_catches_up(self, twist: int) -> None:
        self._does(time.deletion_catches_up, 0, twist)

    @rule()
    def all_is_quiet(self) -> None:
        settle(self.simulation)

    @invariant()
    def everything_holds(self) -> None:
        if hasattr(self, "simulation"):
            hold(self.simulation)

    def teardown(self) -> None:
        if hasattr(self, "simulation"):
            settle(self.simulation)


def _as_rule(action: Action) -> Callable[[Adversary, int, int], None]:
    def run(self: Adversary, who: int, twist: int) -> None:
        self._does(action, who, twist)

    return run


for _group, _named in GROUPS.items():
    for _name, _action in _named.items():
        _run = _as_rule(_action)
        _run.__name__ = _run.__qualname__ = f"{_group}_{_name}"
        setattr(Adversary, _run.__name__, rule(who=WHO, twist=TWIST)(_run))
