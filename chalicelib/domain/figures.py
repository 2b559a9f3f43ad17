"""What is counted of conversations and of those who were turned away, by channel and day: numbers of nobody.

A count bears no id, no word and no name: the municipality that a visitor wrote is counted as answered, and an age as
one of seven bands. What a conversation adds is written in the transaction that closes its books.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.brussels import BRUSSELS
from chalicelib.domain.conversation import Conversation, Intake
from chalicelib.domain.course import Course
from chalicelib.domain.wrap_up import WrapUp

Counts = Mapping[str, int]

TURNED_AWAY: Final = ("busy", "closed", "blocked", "too_many")
"""Why a start was refused, as far as it is counted: who is too fast is not, so that a flood writes nothing."""

EVENTS: Final = ("conversations", *vars(Course()), "blocks")
"""What is counted one by one. Blocks are counsellors': an administrator's is of no talk and holds in every channel."""

SUMS: Final = ("seconds", "messages", "counsellor_messages", "first_answers", "first_answer_seconds")
"""What is added up, to divide by conversations or by first answers."""

UNANSWERED: Final = "none"
"""Nobody said so: an intake that was left out, a wrap-up that was put off, a counsellor who wrote nothing."""

HOURS: Final = tuple(f"{hour:02d}" for hour in range(24))
"""As `hour_of` writes them."""

_AGES: Final = ((12, "under_12"), (15, "12_14"), (18, "15_17"), (26, "18_25"), (40, "26_39"), (65, "40_64"))
_LENGTHS: Final = ((5, "under_5"), (15, "5_15"), (30, "15_30"), (60, "30_60"))
_WAITS: Final = ((30, "30_seconds"), (60, "1_minute"), (180, "3_minutes"))

BANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "ending": ("visitor", "quick", "counsellor", "blocked", "visitor_away", "counsellor_away", "silent"),
    "duration": (*(name for _, name in _LENGTHS), "over_60"),
    "first_answer": (*(name for _, name in _WAITS), "later", UNANSWERED),
    "age": (*(name for _, name in _AGES), "65_up", UNANSWERED),
    "gender": ("female", "male", "other", UNANSWERED),
    "region": ("given", UNANSWERED),
    "language": ("nl", "en", "fr"),
    "heard": ("1", "2", "3", "4", "5"),
    "helped": ("1", "2", "3", "4", "5"),
    "again": ("yes", "no"),
}
"""The tables whose rows are known beforehand; outcomes and themes have those of the channel."""


@dataclass(frozen=True)
class Words:
    """How many messages there are of each side, and when the counsellor wrote the first one."""

    visitor: int = 0
    counsellor: int = 0
    first_answer_at: datetime | None = None


def counts_of(closed: Conversation, words: Words) -> Counts:
    """What a conversation adds to its day, by name."""
    course = vars(closed.course or Course())
    lasted, waited = _seconds(closed, closed.ended_at), _seconds(closed, words.first_answer_at)
    found = Counter[str](
        {"conversations": 1, f"hour.{hour_of(closed.started_at)}": 1, "blocks": int(closed.blocked_until is not None)}
        | course
        | {"seconds": lasted or 0, "messages": words.visitor, "counsellor_messages": words.counsellor}
        | {"first_answers": int(waited is not None), "first_answer_seconds": waited or 0}
    )
    found.update(f"{table}.{row}" for table, row in _features(closed, lasted, waited))
    found.update(counts_of_wrap_up(closed.wrap_up))
    return {name: count for name, count in found.items() if count}


def _features(closed: Conversation, lasted: int | None, waited: int | None) -> Iterator[tuple[str, str]]:
    yield "ending", ending_of(closed)
    yield "duration", _band(None if lasted is None else lasted // 60, _LENGTHS, "over_60")
    yield "first_answer", _band(waited, _WAITS, "later")
    yield "language", closed.language
    yield from _intake(closed.intake)


def _intake(intake: Intake) -> Iterator[tuple[str, str]]:
    yield "age", _band(intake.age, _AGES, "65_up")
    yield "gender", intake.gender or UNANSWERED
    yield "region", "given" if intake.region else UNANSWERED


def ending_of(closed: Conversation) -> str:
    """Who ended it, or what did."""
    if closed.end_reason != "ended":
        return closed.end_reason or UNANSWERED
    return "quick" if closed.left_quickly else closed.ended_by or UNANSWERED


def counts_of_wrap_up(chosen: WrapUp | None) -> Counts:
    """What was chosen; an outcome or themes that were put off are counted as such."""
    kept = chosen or WrapUp()
    themes = dict.fromkeys(f"theme.{theme}" for theme in kept.themes or (UNANSWERED,))
    return {f"outcome.{kept.outcome or UNANSWERED}": 1} | dict.fromkeys(themes, 1)


def counts_moved(before: WrapUp | None, after: WrapUp | None) -> Counts:
    """What another choice takes away and adds."""
    moved = Counter(counts_of_wrap_up(after))
    moved.subtract(counts_of_wrap_up(before))
    return {name: count for name, count in moved.items() if count}


def counts_of_survey(answers: Mapping[str, object]) -> Counts:
    """What the answers of one visitor add; a remark is nobody's number."""
    scores = {name: answers[name] for name in ("heard", "helped", "again") if answers.get(name) is not None}
    words = {True: "yes", False: "no"}
    said = {f"{name}.{words[score] if isinstance(score, bool) else score}": 1 for name, score in scores.items()}
    return {"surveys": 1} | said


def hour_of(moment: datetime) -> str:
    """The hour on a clock in Brussels, as two digits."""
    return f"{moment.astimezone(BRUSSELS):%H}"


def _seconds(closed: Conversation, until: datetime | None) -> int | None:
    return None if until is None else max(until - closed.started_at, timedelta()) // timedelta(seconds=1)


def _band(value: int | None, bounds: tuple[tuple[int, str], ...], above: str) -> str:
    if value is None:
        return UNANSWERED
    return next((name for bound, name in bounds if value < bound), above)
