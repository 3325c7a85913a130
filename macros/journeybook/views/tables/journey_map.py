"""A map as one table: stages as columns, lanes as rows, with the emotion curve over them."""

from dataclasses import dataclass, field, replace
from itertools import groupby

from journeybook.model.enumerations import StageKind
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.base.answers import named_answer
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.labels import stage_text, state_badge
from journeybook.views.blocks.common_fields import unsure_badge
from journeybook.views.blocks.floating_links import floating_range_text
from journeybook.views.blocks.standing_groups import accounts_now_text
from journeybook.views.journey_map.comparison import Compared, HeadingDifferences, compare
from journeybook.views.journey_map.curve import curves, curves_beside
from journeybook.views.journey_map.curve_drawing import CurveDrawing, draw_curves
from journeybook.views.journey_map.grid import Column, ColumnHeading, RowGroup, map_columns
from journeybook.views.journey_map.grid_rows import row_groups
from journeybook.views.journey_map.row_choices import Highlight, Preset, highlights, presets, row_purposes
from journeybook.views.links.links import stage_page
from journeybook.views.links.texts import applies_text

BROAD = 8
"""From more columns than this on a map is printed on larger paper."""


@dataclass(frozen=True)
class JourneyMap:
    """A map as a table: headings of stages and their parts, the curve, rows in groups, and what it is compared with."""

    title: str
    stages: tuple[ColumnHeading, ...]
    parts: tuple[ColumnHeading, ...]
    width: int
    is_broad: bool
    curve: CurveDrawing | None
    groups: tuple[RowGroup, ...]
    compared: tuple[Compared, ...]
    presets: tuple[Preset, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    purposes: dict[str, str] = field(default_factory=dict)
    """For every row by its key the presets that show it, apart by spaces."""


@remembered
def view(book: Book, map_id: str) -> JourneyMap:
    """Return what the table of a map shows: rows in which nothing is said are left out, columns in which nothing is said say so."""
    journey = book.find(Map, map_id)
    over = map_columns(journey)
    felt = curves(book, journey)
    shown = (*felt, *curves_beside(book, journey, felt))
    own_groups = row_groups(book, journey, over, shown)
    empty = {column.stage.id for column in over} - _filled(own_groups)
    comparison = compare(book, journey, over, own_groups)
    marks = highlights(book, journey, over)
    groups, differences = marks.marked(comparison.groups), comparison.headings
    stages = tuple(
        _stage_heading(book, journey, tuple(run), empty, differences) for _, run in groupby(over, key=lambda column: column.stage.id)
    )
    parts = tuple(_part_heading(book, journey, column, differences) for column in over)
    has_parts = any(column.part for column in over)
    return JourneyMap(
        title=journey.name,
        stages=stages,
        parts=tuple(map(_below_stage, over, parts)) if has_parts else (),
        width=len(over),
        is_broad=len(over) > BROAD,
        curve=draw_curves(book, shown, over),
        groups=groups,
        compared=comparison.maps,
        presets=presets(book, groups),
        highlights=marks.titles,
        purposes={key: " ".join(row_purposes(book, key)) for key in ("curve", *(row.key for group in groups for row in group.rows))},
    )


def _filled(groups: tuple[RowGroup, ...]) -> set[str]:
    """Return the stages in whose columns anything stands."""
    return {cell.column_key[0] for group in groups for row in group.rows for cell in row.cells if cell.entries or cell.blank}


def _stage_heading(book: Book, journey: Map, run: tuple[Column, ...], empty: set[str], differences: HeadingDifferences) -> ColumnHeading:
    stage = run[0].stage
    title = stage_text(book, stage)
    badges = tuple(filter(None, (state_badge(book, stage), unsure_badge(book, stage))))
    now = accounts_now_text(book, journey, stage)
    note = " · ".join(filter(None, (now, _stage_note(book, journey, stage), book.say("grid.nothing") if stage.id in empty else None)))
    different = differences.get((stage.id, ""), ())
    return ColumnHeading(title, stage_page(journey, stage), len(run), badges, note, different, f"column-{stage.id}")


def _stage_note(book: Book, journey: Map, stage: Stage) -> str:
    """Return at which time of day a stage is, that it is beside the way or floats, and whom it is for."""
    side = book.say("stagekind.side") if stage.kind is StageKind.SIDE else None
    floats = floating_range_text(book, journey, stage.floats) if stage.floats else named_answer(book, stage, "floats")
    return " · ".join(filter(None, (stage.time_of_day, side, floats, applies_text(book, stage.applies))))


def _part_heading(book: Book, journey: Map, column: Column, differences: HeadingDifferences) -> ColumnHeading:
    """Return the heading of a column: its sub-stage, or the stage as a whole."""
    has_parts = bool(column.stage.sub_stages)
    title = column.part.name if column.part else book.say("grid.whole") if has_parts else stage_text(book, column.stage)
    anchor = f"sub-stage-{column.part.id}" if column.part else ""
    note = applies_text(book, column.part.applies) if column.part else ""
    return ColumnHeading(title, stage_page(journey, column.stage, anchor), 1, note=note, differences=differences.get(column.column_key, ()))


def _below_stage(column: Column, heading: ColumnHeading) -> ColumnHeading:
    """Return the heading of a column as it stands below its stage's, which bears the stage's own differences already."""
    return heading if column.stage.sub_stages else replace(heading, differences=())
