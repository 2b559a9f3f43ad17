"""An error of the schedule, as the fault of a field of a request."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.domain.schedule import Problem, ScheduleError
from chalicelib.protocol.requests import BadRequest


@contextmanager
def at(field: str) -> Iterator[None]:
    """What is wrong with a part of a schedule is wrong with this field. Raises BadRequest."""
    try:
        yield
    except ScheduleError as error:
        # A list can be too long too, which is said otherwise.
        kind = "too_long_opening" if error.problem is Problem.TOO_LONG else error.problem.value
        raise BadRequest("invalid", ((field, kind),)) from None
