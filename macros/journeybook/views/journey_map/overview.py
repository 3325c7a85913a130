"""The overview of a map: every stage with how it feels and what matters in it, small enough to be seen whole."""

from dataclasses import dataclass
from itertools import groupby

from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address
from journeybook.views.base.labels import stage_text
from journeybook.views.blocks.standing_groups import accounts_now_text
from journeybook.views.journey_map.curve import Curve, FeelingPoint, curves, levels
from journeybook.views.journey_map.grid import Column, Sign, map_columns
from journeybook.views.journey_map.grid_steps import sign
from journeybook.views.journey_map.overview_cells import OverviewCell, OverviewRow, overview_rows
from journeybook.views.links.links import map_page, stage_page

BESIDE = 9
"""So many stages stand side by side with names; those of longer maps stand in several bands, with counts alone."""
STAGE_WIDTH, CURVE_HEIGHT, CURVE_EDGE = 100, 100, 8
"""The room of a stage under the curve, before it is stretched over the page: its width, its height, and the part above and below."""
LOOKS = 4
"""How many curves look different by their dashes."""


@dataclass(frozen=True)
class OverviewStage:
    """A stage: its number, name and page, how many accounts are in it, how it feels and what stands out there, and its column."""

    number: int
    title: str
    to: Address
    column: Address
    now: str
    feels: str
    signs: tuple[Sign, ...]
    cells: tuple[OverviewCell, ...]
    """A cell for every row."""


@dataclass(frozen=True)
class OverviewLine:
    """The part of a curve over the stages of a band: which of the curves it is, and its points from the top left."""

    look: int
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class OverviewBand:
    """Stages that stand side by side, and the curves over them."""

    stages: tuple[OverviewStage, ...]
    lines: tuple[OverviewLine, ...]


@dataclass(frozen=True)
class Overview:
    """A map seen whole: its rows, its bands, the best and the worst level, whose the curves are, and whose feelings are told in words."""

    rows: tuple[OverviewRow, ...]
    bands: tuple[OverviewBand, ...]
    ends: tuple[str, ...]
    names: tuple[str, ...]
    teller: str
    is_brief: bool


def overview(book: Book, journey: Map) -> Overview | None:
    """Return a map seen whole; nothing of a map without stages."""
    runs = tuple(tuple(run) for _, run in groupby(map_columns(journey), key=lambda column: column.stage.id))
    if not runs:
        return None
    bands = -(-len(runs) // BESIDE)
    width = -(-len(runs) // bands)
    rows, felt, scale = tuple(overview_rows(book, journey, runs, is_brief=bands > 1)), curves(book, journey)[:LOOKS], levels(book)
    stages = tuple(_stage(book, journey, (number, run), rows, felt) for number, run in enumerate(runs))
    return Overview(
        rows,
        tuple(
            OverviewBand(stages[first : first + width], _lines(book, felt, runs[first : first + width]))
            for first in range(0, len(runs), width)
        ),
        (scale[0].name, scale[-1].name) if felt else (),
        tuple(curve.name for curve in felt) if len(felt) > 1 else (),
        felt[0].name if felt else "",
        bands > 1,
    )


def _stage(
    book: Book, journey: Map, numbered: tuple[int, tuple[Column, ...]], rows: tuple[OverviewRow, ...], felt: tuple[Curve, ...]
) -> OverviewStage:
    number, run = numbered
    stage = run[0].stage
    points = [point for point in felt[0].points if point.stage.id == stage.id] if felt else []
    return OverviewStage(
        number + 1,
        stage_text(book, stage),
        stage_page(journey, stage),
        map_page(journey, f"column-{stage.id}"),
        accounts_now_text(book, journey, stage),
        _feels(book, points),
        tuple(sign(book, point.extreme, book.say(f"curve.{point.extreme}")) for point in points if point.extreme),
        tuple(row.cells[number] for row in rows),
    )


def _feels(book: Book, points: list[FeelingPoint]) -> str:
    """Return how a stage begins and ends, and how far it falls in between."""
    if not points:
        return ""
    first, last, lowest = points[0], points[-1], min(points, key=lambda point: point.value)
    if lowest.value < min(first.value, last.value):
        return book.say("overview.dips", first=first.level, lowest=lowest.level, last=last.level)
    return book.say("overview.feels", first=first.level, last=last.level) if first.level != last.level else first.level


def _lines(book: Book, felt: tuple[Curve, ...], runs: tuple[tuple[Column, ...], ...]) -> tuple[OverviewLine, ...]:
    """Return the curves over some stages; the feelings of a stage stand in it at equal distances."""
    scale = [level.value for level in levels(book)]
    reach = max(scale[0] - scale[-1], 1) if scale else 1
    lines: list[OverviewLine] = []
    for look, curve in enumerate(felt):
        points: list[tuple[float, float]] = []
        for place, run in enumerate(runs):
            here = [point.value for point in curve.points if point.stage.id == run[0].stage.id]
            for number, value in enumerate(here, 1):
                height = CURVE_EDGE + (scale[0] - value) * (CURVE_HEIGHT - 2 * CURVE_EDGE) / reach
                points.append((round(STAGE_WIDTH * (place + number / (len(here) + 1)), 1), round(height, 1)))
        if points:
            lines.append(OverviewLine(look, tuple(points)))
    return tuple(lines)
