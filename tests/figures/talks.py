"""Talks of a simulated month: who holds them does as the dice say, and notes what must be counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.actors import Counsellor, Visitor

if TYPE_CHECKING:
    from tests.figures.month import Month

OUTCOMES = ("heard", "advice", "appointment", "referred", "emergency", "dropped", "misuse")
THEMES = ("home", "friends", "love", "violence", "feeling", "suicide", "school", "living", "other")
AGES = {9: "under_12", 13: "12_14", 16: "15_17", 20: "18_25", 33: "26_39", 50: "40_64", 71: "65_up"}
ENDINGS = {"visitor": 45, "quick": 10, "counsellor": 28, "blocked": 3, "visitor_away": 14}
GONE_AFTER = 3
"""Steps of two minutes, in which five are over."""


@dataclass
class Talk:
    """A conversation as those who hold it know it."""

    who: Visitor
    began: datetime
    holder: Counsellor
    steps: int
    ending: str
    intake: dict[str, Any]
    language: str
    ended: datetime | None = None
    left_at: int | None = None
    answered: datetime | None = None
    said: int = 0
    answers: int = 0
    course: Counter[str] = field(default_factory=Counter)
    outcome: str = "none"
    themes: tuple[str, ...] = ("none",)
    survey: dict[str, Any] = field(default_factory=dict)


def begins(month: Month, desks: list[Counsellor], *, long: bool) -> Talk:
    dice, who = month.dice, month.newcomer()
    intake = {
        "age": dice.choice([*AGES, 16, 16, None]), "region": dice.choice(["Gent", None]),
        "gender": dice.choice(["female", "female", "male", "other", None]),
    }  # fmt: skip
    given = {name: value for name, value in intake.items() if value}
    language = dice.choice(["nl"] * 6 + ["en"])
    month.starts += 1
    started = who.starts(f"Iemand {month.starts}", intake=given, language=language)
    holder = next(desk for desk in desks if desk.name == started["counsellor"])
    (ending,) = dice.choices([*ENDINGS], [*ENDINGS.values()])
    steps = dice.randint(8, 25) if long else dice.randint(1, 6)
    return Talk(who, month.now, holder, steps, ending, given, language)


def goes_on(month: Month, talk: Talk, step: int, desks: list[Counsellor]) -> None:
    """Two minutes of one talk."""
    if talk.ended is not None:
        return
    if talk.left_at is not None:
        if step == talk.left_at + GONE_AFTER:
            talk.ended = month.now
        return
    _speaks(month, talk, step)
    if month.dice.random() < 0.04:
        _loses_the_line(talk)
    other = next(desk for desk in desks if desk is not talk.holder)
    if month.dice.random() < 0.05 and month.free(other):
        _is_transferred(talk, other)
    if step >= talk.steps:
        _ends(month, talk, step)


def _speaks(month: Month, talk: Talk, step: int) -> None:
    talking = step == 1 or month.dice.random() < 0.5
    for _ in range(month.dice.randint(1, 2) if talking else 0):
        assert talk.who.says("Het gaat niet zo goed.")["type"] == "said"
        talk.said += 1
    if not talking:
        talk.who.sends("ping")
    if month.dice.random() < 0.6:
        assert talk.holder.says(talk.who.conversation, "Ik luister.")["type"] == "said"
        talk.answers += 1
        talk.answered = talk.answered or month.now


def _loses_the_line(talk: Talk) -> None:
    talk.who.loses_the_line()
    talk.who = talk.who.comes_back()
    assert talk.who.resumes()["type"] == "resumed"
    talk.course.update(["drops", "resumes"])


def _is_transferred(talk: Talk, other: Counsellor) -> None:
    if talk.holder.sends("transfer", conversation=talk.who.conversation).get("state") != "asked":
        return
    taken = other.sends("accept", conversation=talk.who.conversation, question="transfer")
    assert taken.get("type") != "refused", taken
    other.said[talk.who.conversation] = talk.holder.said.get(talk.who.conversation, 0)
    talk.holder = other
    talk.course.update(["transfers"])


def _ends(month: Month, talk: Talk, step: int) -> None:
    about = {"conversation": talk.who.conversation}
    if talk.ending == "visitor_away":
        talk.who.loses_the_line()
        talk.course.update(["drops"])
        talk.left_at = step
        return
    if talk.ending == "counsellor":
        talk.holder.sends("end", **about)
    elif talk.ending == "blocked":
        talk.holder.sends("block", **about, reason="dreigement")
        talk.course.update(["blocks"])
        month.refused(month.newcomer(talk.who.address), "blocked")
        month.blocked += 1
    else:
        talk.who.sends("end", quick=talk.ending == "quick")
    talk.ended = month.now
    if month.dice.random() < 0.4:
        _wraps_up(month, talk)


def _wraps_up(month: Month, talk: Talk) -> None:
    dice = month.dice
    outcome, themes = dice.choice([*OUTCOMES, None]), dice.sample(THEMES, dice.randint(0, 3))
    chosen = {"outcome": outcome} if outcome else {}
    kept = talk.holder.sends("wrap_up", conversation=talk.who.conversation, themes=themes, **chosen)
    assert kept["type"] == "wrapped", kept
    talk.outcome, talk.themes = outcome or "none", tuple(themes) or ("none",)


def over(month: Month, talk: Talk) -> None:
    """Afterwards: a wrap-up, or another one, and the survey of who is still there; then it is counted by hand."""
    if month.dice.random() < 0.6:
        _wraps_up(month, talk)
    if talk.ending in ("visitor", "counsellor") and month.dice.random() < 0.5:
        scores = {"helped": month.dice.randint(1, 5), "heard": month.dice.choice([1, 5]), "again": True}
        talk.survey = {name: score for name, score in scores.items() if month.dice.random() < 0.8}
        assert talk.who.sends("survey", **talk.survey)["type"] == "thanked"
        month.today(talk.began).update(["surveys"])
    month.today(talk.began).update(counted(month, talk))


def counted(month: Month, talk: Talk) -> Counter[str]:
    """What a talk must come to."""
    assert talk.ended is not None
    lasted, waited = talk.ended - talk.began, talk.answered - talk.began if talk.answered else None
    bands = {5: "under_5", 15: "5_15", 30: "15_30", 60: "30_60", 10**6: "over_60"}
    waits = {30: "30_seconds", 60: "1_minute", 180: "3_minutes", 10**6: "later"}
    found = Counter(talk.course)
    found["conversations"] += 1
    found["seconds"] += int(lasted.total_seconds())
    found["messages"] += talk.said
    found["counsellor_messages"] += talk.answers
    if waited is not None:
        found["first_answers"] += 1
        found["first_answer_seconds"] += int(waited.total_seconds())
    found.update(
        [
            f"hour.{month.wall(talk.began):%H}",
            f"ending.{talk.ending}",
            f"language.{talk.language}",
            f"duration.{next(name for most, name in bands.items() if lasted < timedelta(minutes=most))}",
            "first_answer." + ("none" if waited is None else _waited(waits, waited)),
            f"age.{AGES.get(talk.intake.get('age', 0), 'none')}",
            f"gender.{talk.intake.get('gender', 'none')}",
            "region." + ("given" if "region" in talk.intake else "none"),
            f"outcome.{talk.outcome}",
            *(f"theme.{theme}" for theme in talk.themes),
            *(f"{name}.{'yes' if score is True else score}" for name, score in talk.survey.items()),
        ]
    )
    return Counter({name: number for name, number in found.items() if number})


def _waited(waits: dict[int, str], waited: timedelta) -> str:
    return next(name for most, name in waits.items() if waited < timedelta(seconds=most))
