"""What takes two: a line that is lost and taken up again, a nickname and a counsellor's yes."""

from tests.faults import actions_of_desks, actions_of_visitors
from tests.faults.actions_of_time import passes
from tests.faults.simulation import Simulation

WAITS = (0.5, 30.0, 200.0, 299.0)


def drops_and_resumes(simulation: Simulation, who: int, twist: int) -> None:
    """Within five minutes, with something said in between."""
    talking = [one for one in simulation.visitors if one.talks_open() and simulation.is_live(one)]
    if talking:
        place = simulation.visitors.index(talking[who % len(talking)])
        actions_of_visitors.loses_the_line(simulation, place, twist)
        actions_of_desks.says(simulation, who, twist)
        passes(simulation, WAITS[twist % 4])
        actions_of_visitors.resumes(simulation, who, twist)


def lost_the_token(simulation: Simulation, who: int, twist: int) -> None:
    """Back by nickname, if the counsellor agrees; somebody else may try the same."""
    actions_of_visitors.asks_by_nickname(simulation, who, twist)
    simulation.deliver()
    passes(simulation, WAITS[twist % 2])
    actions_of_desks.answers_who_asks(simulation, who, twist)


def desk_changes_its_line(simulation: Simulation, who: int, twist: int) -> None:
    """A planned reconnect, or the wifi of the office."""
    desk = simulation.desks[who % len(simulation.desks)]
    if simulation.is_live(desk):
        actions_of_visitors.says(simulation, who, twist)
        actions_of_desks.loses_the_line(simulation, who, twist)
        actions_of_visitors.says(simulation, who, twist)
        passes(simulation, WAITS[twist % 4])
        actions_of_desks.signs_in(simulation, who, twist | 1)
