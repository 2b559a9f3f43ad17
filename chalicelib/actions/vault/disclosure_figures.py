"""The yearly figures of disclosures, to look at and to take along."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.vault.chaining import chain
from chalicelib.domain.audit import Act
from chalicelib.domain.brussels import day_of
from chalicelib.domain.disclosure_figures import FIGURES, Figures, rows
from chalicelib.domain.spreadsheet import as_csv
from chalicelib.domain.staff import Staff
from chalicelib.protocol import disclosing
from chalicelib.protocol.requests import Query

YEARS = 3


def read_figures(context: Context, _staff: Staff, _asked: Query) -> disclosing.YearsView:
    """This year and the two before."""
    return disclosing.YearsView(items=tuple(map(_year, _years(context))))


def export_figures(context: Context, staff: Staff, _asked: Query) -> disclosing.FileView:
    """The same as a file; that it was taken along is written down."""
    chain(context, deed_of(context, staff, Act.FIGURES_EXPORTED, "disclosures"))
    years = _years(context)
    return disclosing.FileView(name=f"inzage-{years[0].year}.csv", text=as_csv(rows(years)))


def _years(context: Context) -> list[Figures]:
    this = day_of(context.now()).year
    return [context.disclosures.figures(year) for year in range(this, this - YEARS, -1)]


def _year(figures: Figures) -> disclosing.YearView:
    counts = {name: figures.of(name) for name in FIGURES if name != "seconds"}
    return disclosing.YearView(year=figures.year, mean_minutes=figures.mean_minutes, **counts)
