"""The coverage grid: which play answers which health band in which phase for which segment, and where nobody answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.plays import Play
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Joiner, Labelled, Line, Row, Stub, Table, cell
from journeybook.views.base.labels import heading, play_title
from journeybook.views.blocks.coverage import HOLE, NOT_APPLICABLE, NOTHING_TO_DO, PLANNED, CoverageCell, coverage
from journeybook.views.blocks.health_bands import band_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.standing_groups import NO_CELL, PLACED, group_counts
from journeybook.views.blocks.standing_strip import everybody_text, standing_basis
from journeybook.views.links.links import people_links
from journeybook.views.links.occurrences import part_link
from journeybook.views.links.site_map import page_stub

TONES = {HOLE: "poor", PLANNED: "average", NOTHING_TO_DO: "good"}
"""The tone of the word in a cell; a cell that is covered needs none beside its plays."""


@dataclass(frozen=True)
class CoverageGridCell:
    """One cell in words: what it is (covered, nothing-to-do, planned, hole, not-applicable), its plays, and where it would be filled.

    `accounts` says how many are in it now; nothing where there are no data, or nobody is in it.
    """

    state: str
    badge: Badge | None
    plays: Cell
    place: Line | None
    accounts: str = ""


@dataclass(frozen=True)
class CoverageGridLine:
    """One health band of a row, with a cell for every segment; `lines` is how many lines the row has, on its first line only."""

    name: str
    lines: int
    band: Badge | None
    cells: tuple[CoverageGridCell, ...]


@dataclass(frozen=True)
class CoveragePage:
    """The share in one sentence, the grid, and the list of holes."""

    percent: int
    sentence: str
    columns: tuple[str, ...]
    lines: tuple[CoverageGridLine, ...]
    holes: Table
    unscored: str
    outside: str = ""
    basis: tuple[Labelled, ...] = ()


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page."""
    yield page_stub(book, "coverage", title=book.say("coverage.title"))


def view(book: Book) -> CoveragePage:
    """Return what the page shows: a line for every row and band, a column for every segment."""
    grid = coverage(book)
    columns = tuple(dict.fromkeys((cell.segment, cell.segment_name) for cell in grid.cells))
    lines = tuple(line for row in dict.fromkeys(cell.row for cell in grid.cells) for line in _lines(book, row, grid.cells))
    counts = group_counts(book)
    holes = sorted(grid.holes, key=lambda hole: -counts.rank(*_group(hole)))
    outside = book.say("coverage.outside", number=counts.text(*NO_CELL), total=counts.text(*PLACED)) if counts.has(*NO_CELL) else ""
    now = ("accounts_now",) if book.figures else ()
    return CoveragePage(
        percent=grid.percent,
        sentence=book.say("coverage.sentence", covered=grid.covered, of=grid.of, holes=len(grid.holes)) if grid.of else "",
        columns=tuple(name or book.say("coverage.everybody") for _, name in columns),
        lines=lines,
        holes=listing(
            book, "coverage.holes", ("stage", "band", "segment", *now, "fill", "file"), rows=(_hole(book, hole) for hole in holes)
        ),
        unscored=book.say("coverage.unscored", phases=book.say("list.comma").join(grid.unscored)) if grid.unscored else "",
        outside=outside,
        basis=standing_basis(book, everybody_text(book, counts.text(*PLACED))) if grid.of else (),
    )


def _lines(book: Book, row: str, cells: tuple[CoverageCell, ...]) -> Iterator[CoverageGridLine]:
    row_cells = [cell for cell in cells if cell.row == row]
    segments = tuple(dict.fromkeys(cell.segment for cell in cells))
    bands = tuple(dict.fromkeys(_key(cell) for cell in row_cells if cell.band))
    for number, key in enumerate(bands):
        band = next(cell.band for cell in row_cells if _key(cell) == key)
        grid_cells = tuple(_grid_cell(book, row_cells, (segment, key)) for segment in segments)
        badge = band_badge(band) if band else None
        yield CoverageGridLine(row_cells[0].row_name, len(bands) if number == 0 else 0, badge, grid_cells)


def _key(cell: CoverageCell) -> tuple[str, str]:
    return (cell.band.id, cell.band.name or "") if cell.band else ("", "")


def _grid_cell(book: Book, cells: list[CoverageCell], wanted: tuple[str, tuple[str, str]]) -> CoverageGridCell:
    segment, key = wanted
    gap = next((cell for cell in cells if cell.segment == segment and (_key(cell) == key or not cell.band)), None)
    if gap is None or gap.state == NOT_APPLICABLE:
        reason = book.say(f"coverage.{gap.reason or 'no_model'}") if gap else book.say("coverage.no_band")
        return CoverageGridCell(NOT_APPLICABLE, None, (reason,), None)
    badge = Badge(heading(book, f"coverage.{gap.state}"), TONES[gap.state]) if gap.state in TONES else None
    plays = tuple(inline for spot in gap.plays if not _is_wordless(spot) for inline in _play_with_owner(book, spot))
    counts = group_counts(book)
    accounts = book.say("coverage.accounts", number=counts.text(*_group(gap))) if counts.has(*_group(gap)) else ""
    return CoverageGridCell(gap.state, badge, plays, _place(gap), accounts)


def _group(gap: CoverageCell) -> tuple[str, ...]:
    """Return the group of the accounts that are in a cell now."""
    return ("cell", gap.row, gap.segment, gap.band.id if gap.band else "")


def _play_with_owner(book: Book, spot: Spot) -> Cell:
    """Return a play, and where there are accounts to be seen to, whose it is."""
    play = book.atlas.play(spot.part) if isinstance(spot.part, Play) else None
    owner = people_links(book, play.owner) if play and book.figures else ()
    return (_play(book, spot), *((Joiner(book.say("coverage.by")), *owner) if owner else ()))


def _is_wordless(spot: Spot) -> bool:
    """Return whether a play says no more than that nothing is to be done."""
    return isinstance(spot.part, Play) and spot.part.nothing_to_do and not spot.part.name


def _hole(book: Book, gap: CoverageCell) -> Row:
    band = band_badge(gap.band) if gap.band else None
    todo = book.say("coverage.launch") if gap.state == PLANNED else book.say("coverage.write", band=gap.band.id if gap.band else "")
    planned = tuple(_play(book, spot) for spot in gap.plays)
    segment = gap.segment_name or book.say("coverage.everybody")
    now = (cell(group_counts(book).text(*_group(gap))),) if book.figures else ()
    return Row((cell(gap.row_name), cell(band), cell(segment), *now, cell(todo, *planned), cell(_place(gap))))


def _place(gap: CoverageCell) -> Line | None:
    return Line(gap.place) if gap.place else None


def _play(book: Book, spot: Spot) -> Inline:
    assert isinstance(spot.part, Play)  # noqa: S101 - a cell holds nothing else
    return part_link(book, spot, play_title(book, book.atlas.play(spot.part)))
