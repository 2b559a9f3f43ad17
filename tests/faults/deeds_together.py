"""What takes two: a line that is lost and taken up again, a nickname and a counsellor's yes."""

from tests.faults import deeds_desk, deeds_visitor
from tests.faults.deeds_time import passes
from tests.faults.town import Town

WAITS = (0.5, 30.0, 200.0, 299.0)


def drops_and_resumes(town: Town, who: int, twist: int) -> None:
    """Within five minutes, with something said in between."""
    talking = [one for one in town.visitors if one.talks_open() and town.is_live(one)]
    if talking:
        place = town.visitors.index(talking[who % len(talking)])
        deeds_visitor.loses_the_line(town, place, twist)
        deeds_desk.says(town, who, twist)
        passes(town, WAITS[twist % 4])
        deeds_visitor.resumes(town, who, twist)


def lost_the_token(town: Town, who: int, twist: int) -> None:
    """Back by nickname, if the counsellor agrees; somebody else may try the same."""
    deeds_visitor.asks_by_nickname(town, who, twist)
    town.deliver()
    passes(town, WAITS[twist % 2])
    deeds_desk.answers_who_asks(town, who, twist)


def desk_changes_its_line(town: Town, who: int, twist: int) -> None:
    """A planned reconnect, or the wifi of the office."""
    desk = town.desks[who % len(town.desks)]
    if town.is_live(desk):
        deeds_visitor.says(town, who, twist)
        deeds_desk.loses_the_line(town, who, twist)
        deeds_visitor.says(town, who, twist)
        passes(town, WAITS[twist % 4])
        deeds_desk.signs_in(town, who, twist | 1)
