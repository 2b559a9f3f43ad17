"""The figures of a channel as they are shown: counts by period, and tables of whole months that are over.

What says something of people (ages, outcomes, themes …), and the hours of the day, are shown of whole months only, and
only when the month and the day in which a wrap-up may be changed are over: no two questions differ by a few people.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal

from chalicelib.domain.brussels import ONE_DAY, days_between
from chalicelib.domain.figures import EVENTS, HOURS, SUMS, TURNED_AWAY, Counts
from chalicelib.domain.hiding import SMALL, Cell, Stretch, over, shared, stretches, whole
from chalicelib.domain.timetable import WEEKDAYS

By = Literal["day", "week", "month", "hour", "weekday"]

SETTLED: Final = timedelta(days=2)
"""So long after its last day a month says no more of people than it will ever say."""

MEASURES: Final = (*TURNED_AWAY, *EVENTS)
BY_HOUR: Final = (*TURNED_AWAY, "conversations")

Tables = Mapping[str, Sequence[str]]
"""The tables by name, with their rows in order."""


@dataclass(frozen=True)
class Row:
    """One period: counts, and what a conversation came to on average; None where there is nothing to divide."""

    label: str
    cells: Mapping[str, Cell]
    minutes: float | None = None
    messages: float | None = None
    first_answer_seconds: float | None = None


@dataclass(frozen=True)
class Month:
    """What was counted in one calendar month, up to and without today."""

    first: date
    talks: Mapping[date, Counts]
    turned: Mapping[date, Counts]
    today: date

    @cached_property
    def days(self) -> list[date]:
        return [day for day in month_of(self.first) if day < self.today]

    @property
    def over(self) -> bool:
        """Whether all of it may be shown."""
        return month_of(self.first)[-1] + SETTLED < self.today

    @cached_property
    def known(self) -> Mapping[str, list[Stretch]]:
        """By measure, how the days may be known."""
        return {name: stretches(self.days, self._by_day(name)) for name in MEASURES}

    def _by_day(self, name: str) -> Mapping[date, int]:
        if name in TURNED_AWAY:
            return {day: sum(_under(counts, name).values()) for day, counts in self.turned.items()}
        return {day: counts.get(name, 0) for day, counts in self.talks.items()}

    def added(self, name: str, days: Iterable[date]) -> int:
        return sum(self.talks.get(day, {}).get(name, 0) for day in days)

    def table(self, name: str, rows: Sequence[str]) -> dict[str, Cell]:
        """One table; what is counted on days that are known of no sum is in none."""
        counts = self._in_all(name)
        return shared({row: counts.get(row, 0) for row in rows})

    def _in_all(self, name: str) -> Counts:
        measure = name if name in TURNED_AWAY else "conversations"
        counted = self.turned if name in TURNED_AWAY else self.talks
        found = Counter[str]()
        for day in _days(whole(self.known[measure], self.days)):
            found.update(_under(counted.get(day, {}), name))
        return found


def _under(counts: Counts, name: str) -> Counts:
    """The rows of a table among counts."""
    return {row: count for key, count in counts.items() for table, _, row in [key.partition(".")] if table == name}


def month_of(day: date) -> list[date]:
    """The days of its calendar month."""
    first = day.replace(day=1)
    return list(days_between(first, (first + timedelta(days=32)).replace(day=1) - ONE_DAY))


def months_of(first: date, last: date) -> list[date]:
    """The first day of each month that these days touch."""
    return sorted({day.replace(day=1) for day in days_between(first, last)})


_LABELS: Mapping[By, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": lambda day: "{}-W{:02d}".format(*day.isocalendar()),
    "month": lambda day: day.isoformat()[:7],
    "weekday": lambda day: WEEKDAYS[day.weekday()],
}


def rows(months: Sequence[Month], first: date, last: date, by: By) -> list[Row]:
    """The figures of these days by period."""
    if by == "hour":
        return list(_hours(whole_months(months, first, last)))
    return [row(months, label, days) for label, days in grouped([*days_between(first, last)], by).items()]


def grouped(days: Sequence[date], by: By) -> dict[str, list[date]]:
    """Days by the label of their period; weekdays from Monday on."""
    found: dict[str, list[date]] = {}
    for day in days:
        found.setdefault(_LABELS[by](day), []).append(day)
    return {name: found[name] for name in WEEKDAYS if name in found} if by == "weekday" else found


def row(months: Sequence[Month], label: str, days: Sequence[date]) -> Row:
    """The figures of some days together."""
    cells = {name: sum((over(month.known[name], days) for month in months), Cell()) for name in MEASURES}
    shown = [(month, [*_days(whole(month.known["conversations"], days))]) for month in months]
    added = {name: sum(month.added(name, known) for month, known in shown) for name in SUMS}
    talks = cells["conversations"].count
    return Row(
        label,
        cells,
        minutes=_mean(added["seconds"] / 60, talks),
        messages=_mean(added["messages"] + added["counsellor_messages"], talks),
        first_answer_seconds=_mean(added["first_answer_seconds"], added["first_answers"]),
    )


def _days(known: Iterable[Stretch]) -> Iterator[date]:
    return (day for one in known for day in one.days)


def _mean(added: float, among: int) -> float | None:
    """To a tenth, of no small number."""
    return round(added / among, 1) if among >= SMALL else None


def _hours(months: Sequence[Month]) -> Iterator[Row]:
    tables = {name: tables_of(months, "hour" if name == "conversations" else name, HOURS) for name in BY_HOUR}
    for hour in HOURS:
        cells = {name: table[hour] for name, table in tables.items()}
        if any(cell != Cell() for cell in cells.values()):
            yield Row(hour, cells)


def whole_months(months: Sequence[Month], first: date, last: date) -> list[Month]:
    """Those that lie within these days and are over."""
    return [one for one in months if one.over and first <= one.first and month_of(one.first)[-1] <= last]


def tables_of(months: Sequence[Month], name: str, rows: Sequence[str]) -> dict[str, Cell]:
    """A table over months: of each what it shows by itself."""
    tables = [month.table(name, rows) for month in months]
    return {row: sum((table[row] for table in tables), Cell()) for row in rows}


def tables(months: Sequence[Month], wanted: Tables) -> dict[str, dict[str, Cell]]:
    """Every table that is wanted."""
    return {name: tables_of(months, name, rows) for name, rows in wanted.items()}
