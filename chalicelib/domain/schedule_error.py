"""What can be wrong with a schedule that somebody typed or that was stored."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """The word for a refusal, so that pages can say it in their own language."""

    TIME = "time"
    DATE = "date"
    MOMENT = "moment"
    WEEKDAY = "weekday"
    EMPTY_SHIFT = "empty_shift"
    OVERLAP = "overlap"
    BACKWARDS = "backwards"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"
    UNREADABLE = "unreadable"


class ScheduleError(ValueError):
    """A schedule, or a part of one, that cannot be followed: their fault, not ours.

    `problem` is for programs, the text for people. The text never repeats what was typed, except
    for times and dates that we understood, because it may end up in a log.
    """

    def __init__(self, problem: Problem, message: str) -> None:
        super().__init__(message)
        self.problem = problem
