"""A map as one table: stages as columns, lanes as rows, with the emotion curve over them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from journeybook.model.map import Map
from journeybook.model.organisation import Lane
from journeybook.model.words import LaneKind, LaneRole, StageKind
from journeybook.views import grid_entries
from journeybook.views.book import Book
from journeybook.views.curve import Curve, curves
from journeybook.views.curve_drawing import CurveDrawing, draw_curves
from journeybook.views.grid import Column, Entry, GridCell, GridRow, Heading, RowGroup, columns
from journeybook.views.grid_steps import steps
from journeybook.views.labels import state_badge
from journeybook.views.lanes import lanes_of
from journeybook.views.pieces import Address
from journeybook.views.refer import stage_page

Filler = Callable[[Column], Iterable[Entry]]
EXPERIENCE = ("thinks", "questions", "delights", "research", "technical_limits", "physical_evidence")
HIDDEN = (LaneRole.BACKSTAGE, LaneRole.SUPPORT)


@dataclass(frozen=True)
class Sheet:
    """One column as a list, for narrow screens: what it is called, where it leads, and its rows that say something."""

    title: str
    to: Address
    blocks: tuple[tuple[str, GridCell], ...]


@dataclass(frozen=True)
class JourneyMap:
    """A map as a table: headings of stages and their parts, the curve, rows in groups; and the same as a list for narrow screens."""

    title: str
    stages: tuple[Heading, ...]
    parts: tuple[Heading, ...]
    width: int
    curve: CurveDrawing | None
    groups: tuple[RowGroup, ...]
    sheets: tuple[Sheet, ...]


def view(book: Book, map_id: str) -> JourneyMap:
    """Choose what the table of a map shows: rows in which nothing is said are left out, columns in which nothing is said say so."""
    journey = book.find(Map, map_id)
    over = columns(journey)
    felt = curves(book, journey)
    made = _Rows(book, journey, over)
    named = (("experience", made.experience(felt)), ("lanes", made.lanes()), ("results", made.results()))
    groups = tuple(RowGroup(book.say(f"grid.{name}"), rows) for name, found in named if (rows := tuple(found)))
    empty = {column.stage.id for column in over} - _filled(groups, over)
    stages = tuple(_stage_heading(book, journey, tuple(run), empty) for _, run in groupby(over, key=lambda column: column.stage.id))
    parts = tuple(_part_heading(book, journey, column) for column in over)
    has_parts = any(column.part for column in over)
    drawing = draw_curves(book, felt, over)
    return JourneyMap(journey.name, stages, parts if has_parts else (), len(over), drawing, groups, _sheets(groups, over, parts))


@dataclass(frozen=True)
class _Rows:
    """Makes rows of entries over the columns of a map."""

    book: Book
    journey: Map
    over: tuple[Column, ...]

    def experience(self, felt: tuple[Curve, ...]) -> Iterator[GridRow]:
        """Yield the rows of what the customer feels, thinks, asks and meets."""
        say = self.book.say
        for curve in felt:
            yield from self._row((say("experience.feels"), curve.name), partial(grid_entries.feelings, self.book, curve), field="feels")
        for name in EXPERIENCE[:3]:
            yield from self._row((say(f"experience.{name}"), ""), partial(grid_entries.texts, name), field=name)
        yield from self._row((say("grid.touchpoints"), ""), partial(grid_entries.touchpoints, self.book, self.journey), field="touchpoints")
        for name in EXPERIENCE[3:]:
            yield from self._row((say(f"experience.{name}"), ""), partial(grid_entries.texts, name), field=name)

    def lanes(self) -> Iterator[GridRow]:
        """Yield the lanes in their order, with the lines of interaction and visibility where neighbours stand on different sides."""
        above: LaneRole | None = None
        for lane in lanes_of(self.book, self.journey):
            if self.journey.lanes and lane.id not in self.journey.lanes:
                continue
            for row in self._row((lane.name, self.book.say(f"lanerole.{lane.role}")), self._filler(lane), field=lane.id):
                yield replace(row, line=_line(self.book, above, lane.role))
                above = lane.role if lane.role is not LaneRole.PARTNER or above is None else above

    def results(self) -> Iterator[GridRow]:
        """Yield the rows of what the journey comes to: milestones, moments, obstacles, improvements, handoffs."""
        for name, field, fill, whole in (
            ("milestones", "milestones", grid_entries.milestones, True),
            ("moments", "moment_that_matters", grid_entries.moments, False),
            ("pain_points", "pain_points", grid_entries.pain_points, False),
            ("opportunities", "opportunities", grid_entries.opportunities, False),
            ("handoffs", "handoffs", grid_entries.handoffs, True),
        ):
            filler = partial(fill, self.book, self.journey)
            yield from self._row((self.book.say(f"grid.{name}"), ""), filler, field=field, whole=whole)

    def _filler(self, lane: Lane) -> Filler:
        if lane.kind is LaneKind.STEP:
            return partial(steps, self.book, self.journey, lane)
        return partial(grid_entries.lane_entries, self.book, lane)

    def _row(self, named: tuple[str, str], fill: Filler, *, field: str, whole: bool = False) -> Iterator[GridRow]:
        """Yield a row if anything stands in it; a row of whole stages has one cell for each stage."""
        if whole:
            runs = [list(run) for _, run in groupby(self.over, key=lambda column: column.stage.id)]
            cells = tuple(GridCell(len(run), tuple(fill(run[0])), self._blank(run, field)) for run in runs)
        else:
            cells = tuple(GridCell(1, tuple(fill(column)), self._blank([column], field)) for column in self.over)
        if any(one.entries or one.blank for one in cells):
            yield GridRow(*named, tuple(replace(one, blank=()) if one.entries else one for one in cells))

    def _blank(self, run: list[Column], field: str) -> tuple[str, ...]:
        """Return why nothing stands in a cell, in the words for none, unknown, planned, not launched and not applicable."""
        taken = [station.step for column in run for station in column.stations]
        stated = [one for said in (run[0].stage, *taken) for one in said.blank]
        states = [one.state for one in stated if one.field == field]
        return tuple(dict.fromkeys(self.book.say(f"blank.{state}") for state in states))


def _line(book: Book, above: LaneRole | None, below: LaneRole) -> str:
    """Return the names of the lines between two lanes."""
    if above is None:
        return ""
    crossed = [book.say("grid.interaction")] if (above is LaneRole.CUSTOMER) is not (below is LaneRole.CUSTOMER) else []
    if below is not LaneRole.PARTNER and (above in HIDDEN) is not (below in HIDDEN):
        crossed.append(book.say("grid.visibility"))
    return book.say("list.comma").join(crossed)


def _filled(groups: tuple[RowGroup, ...], over: tuple[Column, ...]) -> set[str]:
    """Return the stages in whose columns anything stands."""
    found: set[str] = set()
    for row in (row for group in groups for row in group.rows):
        place = 0
        for one in row.cells:
            found |= {over[place].stage.id} if one.entries or one.blank else set()
            place += one.span
    return found


def _stage_heading(book: Book, journey: Map, run: tuple[Column, ...], empty: set[str]) -> Heading:
    stage = run[0].stage
    title = book.say("step.labelled", label=stage.label, what=stage.name) if stage.label else stage.name
    side = book.say("stagekind.side") if stage.kind is StageKind.SIDE else None
    mark = state_badge(book, stage.state)
    note = " · ".join(filter(None, (stage.time_of_day, side, book.say("grid.nothing") if stage.id in empty else None)))
    return Heading(title, stage_page(journey, stage), len(run), (mark,) if mark else (), note)


def _part_heading(book: Book, journey: Map, column: Column) -> Heading:
    """Name a column: its sub-stage, or the stage as a whole."""
    has_parts = bool(column.stage.sub_stages)
    title = column.part.name if column.part else book.say("grid.whole") if has_parts else column.stage.name
    anchor = f"sub-stage-{column.part.id}" if column.part else ""
    return Heading(title, stage_page(journey, column.stage, anchor), 1)


def _sheets(groups: tuple[RowGroup, ...], over: tuple[Column, ...], parts: tuple[Heading, ...]) -> tuple[Sheet, ...]:
    """Turn the table round: for every column its rows, those of whole stages in the stage's first column."""
    blocks: list[list[tuple[str, GridCell]]] = [[] for _ in over]
    for row in (row for group in groups for row in group.rows):
        place = 0
        for one in row.cells:
            if one.entries or one.blank:
                blocks[place].append((f"{row.title} · {row.note}" if row.note else row.title, one))
            place += one.span
    return tuple(
        Sheet(f"{column.stage.name} · {heading.title}" if column.stage.sub_stages else column.stage.name, heading.to, tuple(block))
        for column, heading, block in zip(over, parts, blocks, strict=True)
    )
