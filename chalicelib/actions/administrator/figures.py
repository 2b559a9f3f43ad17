"""Figures: how many came, were turned away, and what became of the talks. Nothing of anybody."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from chalicelib.actions.administrator.figure_lights import by_period, in_all, lit_days, of_week
from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.requests import Request
from chalicelib.actions.shared.schedule_faults import at
from chalicelib.domain import published
from chalicelib.domain.audit import Act, Detail
from chalicelib.domain.brussels import ONE_DAY, day_of, days_between
from chalicelib.domain.channel import Channel, named
from chalicelib.domain.figures import BANDS, UNANSWERED
from chalicelib.domain.hiding import Cell
from chalicelib.domain.proofs import Proofs, Proven
from chalicelib.domain.schedule import parse_date
from chalicelib.domain.spreadsheet import as_csv
from chalicelib.domain.wrap_up import Choice
from chalicelib.protocol import figures as asking
from chalicelib.protocol.disclosing import FileView
from chalicelib.protocol.requests import BadRequest, Nothing, Query
from chalicelib.protocol.words import Language

LONGEST: Final = timedelta(days=400)


def read_figures(context: Context, request: Request[Nothing, asking.OfFigures]) -> asking.FiguresView:
    """What was counted in a channel, by day, week, month, hour or weekday, without numbers that are small."""
    return _figures(context, request.query, request.language)


def export_figures(context: Context, request: Request[asking.ExportFigures, Query]) -> FileView:
    """The figures as a file for a spreadsheet; that they were taken along is written down."""
    view = _figures(context, request.body, request.language)
    details = {Detail.CHANNEL: view.channel, Detail.FIRST: view.first, Detail.LAST: view.last}
    context.outbox.leave(deed_of(context, request.staff, Act.FIGURES_EXPORTED, "figures", details))
    return FileView(name=f"cijfers-{view.channel}-{view.first}-{view.last}.csv", text=as_csv(_lines(view)))


def _figures(context: Context, asked: asking.Span, language: Language) -> asking.FiguresView:
    channel = context.service.get(asked.channel)
    if channel is None:
        raise BadRequest("unknown")
    today = day_of(context.now())
    first, last = _days(asked, today)
    months = [
        published.Month(
            one, context.figures.talks_in(channel.id, one), context.figures.turned_in(channel.id, one), today
        )
        for one in published.months_of(first, last)
    ]
    days = list(days_between(first, last))
    past = [day for day in days if day < today]
    lit = lit_days(context, channel.id, [one.first for one in months], past)
    lights, none = by_period(lit, past, asked.by), in_all(lit, ())
    proven = _proven(context, [one.first for one in months], today)
    proofs = {} if asked.by == "hour" else published.grouped(days, asked.by)
    settled = published.whole_months(months, first, last)
    tables = published.tables(settled, tables_of(channel)) if settled else {}
    return asking.FiguresView(
        channel=channel.id,
        first=first.isoformat(),
        last=last.isoformat(),
        by=asked.by,
        total=_period(published.row(months, "total", days), in_all(lit, past), proven.of(days)),
        periods=tuple(
            _period(row, lights.get(row.label, none), proven.of(proofs[row.label]) if row.label in proofs else None)
            for row in published.rows(months, first, last, asked.by)
        ),
        week=of_week(lit),
        months=tuple(f"{one.first:%Y-%m}" for one in settled),
        tables=tuple(_table(channel, name, rows, language) for name, rows in tables.items()),
    )


def _proven(context: Context, months: Sequence[date], today: date) -> Proven:
    """What is known of the nightly step in these months."""
    night = context.ledger.night()
    days = {day: late for month in months for day, late in context.ledger.proved_in(month).items()}
    return Proven(days, night.day if night else None, today)


def _days(asked: asking.Span, today: date) -> tuple[date, date]:
    """From when up to when. Raises BadRequest for what is no day, or too long."""
    with at("to"):
        last = parse_date(asked.last) if asked.last else today - ONE_DAY
    with at("from"):
        first = parse_date(asked.first) if asked.first else last.replace(day=1)
    if last < first:
        raise BadRequest("invalid", (("to", "backwards"),))
    if last - first > LONGEST:
        raise BadRequest("invalid", (("to", "too_long_period"),))
    return first, last


def tables_of(channel: Channel) -> Mapping[str, tuple[str, ...]]:
    """The tables of a channel: those that every channel has, and its own outcomes and themes."""
    own = {name: (*(choice.id for choice in choices), UNANSWERED) for name, choices in _lists(channel).items()}
    return {**BANDS, **own}


def _lists(channel: Channel) -> Mapping[str, tuple[Choice, ...]]:
    return {"outcome": channel.wrap_up.outcomes, "theme": channel.wrap_up.themes}


def _table(channel: Channel, name: str, rows: Mapping[str, Cell], language: Language) -> asking.TableView:
    names = {choice.id: named(choice.name, language) for choice in _lists(channel).get(name, ())}
    shown = (asking.ShareView(id=id, name=names.get(id), count=_cell(cell)) for id, cell in rows.items())
    return asking.TableView(name=name, rows=tuple(shown))


def _period(row: published.Row, light: asking.LightView, proofs: Proofs | None) -> asking.PeriodView:
    return asking.PeriodView(
        label=row.label,
        counts={name: _cell(cell) for name, cell in row.cells.items()},
        minutes=row.minutes,
        messages=row.messages,
        first_answer_seconds=row.first_answer_seconds,
        light=light,
        proofs=asking.ProofsView(**vars(proofs)) if proofs else None,
    )


def _cell(cell: Cell) -> asking.CellView:
    return asking.CellView(count=cell.count, hidden=cell.hidden)


def _lines(view: asking.FiguresView) -> Iterator[list[str]]:
    """A line a number, as spreadsheets can turn over; of what is hidden there is less than there was."""
    yield ["table", "row", "measure", "count", "hidden"]
    for period in (*view.periods, view.total):
        for name, cell in period.counts.items():
            yield [view.by, period.label, name, *_written(cell)]
        for name in ("open", "busy", "planned"):
            yield [view.by, period.label, f"minutes_{name}", str(getattr(period.light, name)), "no"]
        for name, days in vars(period.proofs).items() if period.proofs else ():
            yield [view.by, period.label, f"deletion_days_{name}", str(days), "no"]
        for name in ("minutes", "messages", "first_answer_seconds"):
            if (mean := getattr(period, name)) is not None:
                yield [view.by, period.label, f"mean_{name}", str(mean), "no"]
    for one in view.week:
        for name in ("open", "busy", "planned"):
            yield ["week", f"{one.weekday} {one.hour}", f"minutes_{name}", str(getattr(one, name)), "no"]
    for table in view.tables:
        for row in table.rows:
            yield [table.name, row.name or row.id, "conversations", *_written(row.count)]


def _written(cell: asking.CellView) -> tuple[str, str]:
    return str(cell.count), "yes" if cell.hidden else "no"
