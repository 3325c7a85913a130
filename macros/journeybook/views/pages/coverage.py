"""The coverage grid: which play answers which health band in which phase for which segment, and where nobody answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.plays import Play
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Element, Row, Stub, Table, cell
from journeybook.views.base.labels import heading, play_title, tone_badge
from journeybook.views.blocks.coverage import HOLE, NOT_APPLICABLE, PLANNED, CoverageCell, coverage
from journeybook.views.blocks.listing import listing
from journeybook.views.links.occurrences import part_link
from journeybook.views.links.site_map import page_stub


@dataclass(frozen=True)
class GridCell:
    """One cell in words: what it is (covered, planned, hole, not-applicable), its plays, and where it would be filled."""

    state: str
    badge: Badge | None
    plays: Cell
    place: str


@dataclass(frozen=True)
class GridLine:
    """One health band of a row, with a cell for every segment; `lines` is how many lines the row has, on its first line only."""

    name: str
    lines: int
    band: Badge | None
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class CoveragePage:
    """The share in one sentence, the grid, and the list of holes."""

    percent: int
    sentence: str
    columns: tuple[str, ...]
    lines: tuple[GridLine, ...]
    holes: Table
    unscored: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page."""
    yield page_stub(book, "coverage", title=book.say("coverage.title"))


def view(book: Book) -> CoveragePage:
    """Choose what the page shows: a line for every row and band, a column for every segment."""
    found = coverage(book)
    columns = tuple(dict.fromkeys((cell.segment, cell.segment_name) for cell in found.cells))
    lines = tuple(line for row in dict.fromkeys(cell.row for cell in found.cells) for line in _lines(book, row, found.cells))
    rows = (_hole(book, one) for one in found.holes)
    return CoveragePage(
        percent=found.percent,
        sentence=book.say("coverage.sentence", covered=found.covered, of=found.of, holes=len(found.holes)) if found.of else "",
        columns=tuple(name or book.say("coverage.everybody") for _, name in columns),
        lines=lines,
        holes=listing(book, "coverage.holes", ("stage", "band", "segment", "fill", "file"), rows=rows),
        unscored=book.say("coverage.unscored", phases=book.say("list.comma").join(found.unscored)) if found.unscored else "",
    )


def _lines(book: Book, row: str, cells: tuple[CoverageCell, ...]) -> Iterator[GridLine]:
    own = [cell for cell in cells if cell.row == row]
    segments = tuple(dict.fromkeys(cell.segment for cell in cells))
    bands = tuple(dict.fromkeys(_key(cell) for cell in own if cell.band))
    for number, key in enumerate(bands):
        band = next(cell.band for cell in own if _key(cell) == key)
        found = tuple(_grid_cell(book, own, (segment, key)) for segment in segments)
        badge = tone_badge(book, band.name, band.tone) if band else None
        yield GridLine(own[0].row_name, len(bands) if number == 0 else 0, badge, found)


def _key(cell: CoverageCell) -> tuple[str, str]:
    return (cell.band.id, cell.band.name or "") if cell.band else ("", "")


def _grid_cell(book: Book, cells: list[CoverageCell], wanted: tuple[str, tuple[str, str]]) -> GridCell:
    segment, key = wanted
    one = next((cell for cell in cells if cell.segment == segment and (_key(cell) == key or not cell.band)), None)
    if one is None or one.state == NOT_APPLICABLE:
        reason = book.say(f"coverage.{one.reason or 'no_model'}") if one else book.say("coverage.no_band")
        return GridCell(NOT_APPLICABLE, None, (reason,), "")
    badge = (
        Badge(heading(book, f"coverage.{one.state}"), "poor" if one.state == HOLE else "average") if one.state in (HOLE, PLANNED) else None
    )
    return GridCell(one.state, badge, tuple(_play(book, spot) for spot in one.plays), _place(one))


def _hole(book: Book, one: CoverageCell) -> Row:
    band = tone_badge(book, one.band.name, one.band.tone) if one.band else None
    todo = book.say("coverage.launch") if one.state == PLANNED else book.say("coverage.write", band=one.band.id if one.band else "")
    planned = tuple(_play(book, spot) for spot in one.plays)
    segment = one.segment_name or book.say("coverage.everybody")
    return Row((cell(one.row_name), cell(band), cell(segment), cell(todo, *planned), cell(_place(one))))


def _place(one: CoverageCell) -> str:
    return f"{one.place.file}:{one.place.line}" if one.place else ""


def _play(book: Book, spot: Spot) -> Element:
    assert isinstance(spot.part, Play)  # noqa: S101 - a cell holds nothing else
    return part_link(book, spot, play_title(book, book.atlas.play(spot.part)))
