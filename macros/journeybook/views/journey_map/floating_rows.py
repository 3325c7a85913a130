"""The rows of a map's table for what floats: each over the columns of its range."""

from collections.abc import Iterator
from itertools import takewhile

from journeybook.model.floating import Floating, floating
from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.floating_links import floating_lanes, floating_lanes_text, floating_range_text, floating_text
from journeybook.views.journey_map.grid import Column, EntrySubject, GridCell, GridEntry, GridRow, grid_entry
from journeybook.views.journey_map.grid_steps import step_entry
from journeybook.views.links.links import stage_page


def floating_row_group(book: Book, journey: Map, over: tuple[Column, ...]) -> Iterator[GridRow]:
    """Yield a row for everything that floats, with one cell over its range and an empty one for every other column."""
    for part in floating(journey):
        inside = [column for column in over if any(column.stage is stage for stage in part.over)]
        name = floating_lanes_text(book, part) or heading(book, "grid.floating_stage")
        if inside:
            yield GridRow(book.say("grid.any_time"), name, tuple(_cells(book, journey, part, over)), f"floats.{_key(part)}")


def _cells(book: Book, journey: Map, part: Floating, over: tuple[Column, ...]) -> Iterator[GridCell]:
    rest = list(over)
    while rest:
        inside = list(takewhile(lambda column: any(column.stage is stage for stage in part.over), rest))
        entries = (_entry(book, journey, part),) if inside else ()
        yield GridCell(max(1, len(inside)), entries, (), rest[0].column_key)
        rest = rest[max(1, len(inside)) :]


def _entry(book: Book, journey: Map, part: Floating) -> GridEntry:
    lanes = floating_lanes(book, part)
    if part.station and lanes:
        return step_entry(book, journey, lanes[0], part.station)
    small = (cell(floating_range_text(book, journey, part.floats)),)
    return grid_entry(floating_text(book, part), EntrySubject(part.stage), to=stage_page(journey, part.stage), small=small)


def _key(part: Floating) -> str:
    return part.station.key if part.station else part.stage.id
