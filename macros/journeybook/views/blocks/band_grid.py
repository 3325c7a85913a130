"""The tables of two measures in a health model: the band of the score, and what the values of an input mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from journeybook.model.band_table import AnyTable, BandCell, BandColumn, BandRow, RangeCell, RangeRow, RangeTable
from journeybook.model.health import HealthModel, Indicator, indicators_of
from journeybook.views.base.answers import answer_text, answer_texts, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Row, Table, cell
from journeybook.views.blocks.health_bands import band_badge, decimal_text, measure_name, range_name, range_text

_Stated = TypeVar("_Stated", BandCell, RangeCell)


@dataclass(frozen=True)
class RangeGrid:
    """What the values of one input mean, as a table under a heading."""

    anchor: str
    title: str
    table: Table


def band_grid(book: Book, model: HealthModel) -> Table | None:
    """Return the bands by two measures as a table of rows and columns; an empty cell says that there is no rule."""
    table = model.band_table
    if table is None:
        return None
    bands = {band.id: band for band in model.bands}

    def shown(stated: BandCell) -> Cell:
        band = bands.get((stated.band or "").rpartition("/")[2])
        return (band_badge(band),) if band else ()

    rows = (Row((_row_head(book, table, row), *_cells(book, table, row, row.bands, shown))) for row in table.down)
    return _grid(book, table, book.say("health.band_table", **_measures(book, table)), tuple(rows))


def range_grids(book: Book, model: HealthModel) -> tuple[RangeGrid, ...]:
    """Return the tables of the inputs that are judged by two measures, in order."""
    pairs = ((indicator, indicator.band_table) for indicator in indicators_of(model) if indicator.band_table)
    return tuple(
        RangeGrid(
            range_grid_anchor(model, indicator),
            book.say("health.range_table_title", name=measure_name(book, indicator.measure)),
            _range_grid(book, model, table),
        )
        for indicator, table in pairs
    )


def range_grid_anchor(model: HealthModel, indicator: Indicator) -> str:
    """Return the anchor of the table of an input: its number among those that have one."""
    with_tables = [other for other in indicators_of(model) if other.band_table]
    return f"ranges-{next(number for number, other in enumerate(with_tables, 1) if other is indicator)}"


def _range_grid(book: Book, model: HealthModel, table: RangeTable) -> Table:
    def shown(stated: RangeCell) -> Cell:
        unsaid = (*answered_among(book, stated, "name"), *answered_among(book, stated, "points"))
        if stated.tone is None:
            return (*((answer_text(book, stated, "tone"),) if stated.answer_in("tone") else ()), *unsaid)
        points = book.say("health.brings", points=decimal_text(book, stated.points)) if stated.points is not None else None
        return cell(Badge(range_name(book, model, stated), str(stated.tone)), points, *unsaid)

    rows = (Row((_row_head(book, table, row), *_cells(book, table, row, row.bands, shown))) for row in table.down)
    return _grid(book, table, book.say("health.range_table", **_measures(book, table)), tuple(rows))


def _grid(book: Book, table: AnyTable, caption: str, rows: tuple[Row, ...]) -> Table:
    heads = tuple(_column_head(book, table, column) for column in table.across)
    if answer := answer_texts(book, table, "across"):
        heads, rows = answer, tuple(replace(row, cells=(row.cells[0], answer)) for row in rows)
    return Table(caption, (measure_name(book, table.rows), *heads), rows, answer_text(book, table, "down"))


def _measures(book: Book, table: AnyTable) -> dict[str, str]:
    return {"rows": measure_name(book, table.rows), "columns": measure_name(book, table.columns)}


def _row_head(book: Book, table: AnyTable, row: BandRow | RangeRow) -> Cell:
    return (*answered_among(book, row, "name", row.name), range_text(book, row.when, about=table.rows))


def _column_head(book: Book, table: AnyTable, column: BandColumn) -> str:
    values, name = range_text(book, column.when, about=table.columns), column.name or named_answer(book, column, "name")
    return book.say("health.range_is", name=name, range=values) if name else values


def _cells(
    book: Book, table: AnyTable, row: BandRow | RangeRow, stated: tuple[_Stated, ...], shown: Callable[[_Stated], Cell]
) -> Iterator[Cell]:
    """Yield the cells of a row: what stands in each, the answer in its place, or that there is no rule."""
    if table.answer_in("across"):
        yield ()
    given = {entry.column: entry for entry in stated}
    for column in table.across:
        entry = given.get(column.id)
        unsaid = answer_text(book, entry, "band") if entry else answer_text(book, row, "bands")
        yield (shown(entry) if entry else ()) or (unsaid or Badge(book.say("health.no_rule"), "poor"),)
