"""The rows of a map's table in their groups: what the customer lives through, who does what, and what it comes to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from journeybook.model.enumerations import LaneKind, LaneRole
from journeybook.model.map import Map
from journeybook.model.visibility import UNSEEN
from journeybook.model.vocabulary import Lane
from journeybook.views.base.answers import answer_text
from journeybook.views.base.book import Book
from journeybook.views.journey_map import grid_entries
from journeybook.views.journey_map.curve import Curve, CurveKind
from journeybook.views.journey_map.floating_rows import floating_row_group
from journeybook.views.journey_map.grid import Column, GridCell, GridEntry, GridRow, RowGroup
from journeybook.views.journey_map.grid_steps import step_entries
from journeybook.views.swimlane.lanes import lanes_of

Filler = Callable[[Column], Iterable[GridEntry]]
EXPERIENCE = ("thinks", "questions", "delights", "research", "technical_limits", "physical_evidence")
WHOLE_STAGE_ROWS = ("milestones", "handoffs")
"""Rows that have one cell for each stage, since only whole stages say such things."""


def row_groups(book: Book, journey: Map, over: tuple[Column, ...], felt: tuple[Curve, ...]) -> tuple[RowGroup, ...]:
    """Return the rows in which anything is said, in groups; the curves are those of the map and those that stand beside them."""
    rows_of = _Rows(book, journey, over)
    named_rows = (
        ("experience", rows_of.experience(felt)),
        ("floating", floating_row_group(book, journey, over)),
        ("lanes", rows_of.lanes()),
        ("results", rows_of.results()),
    )
    return tuple(RowGroup(name, book.say(f"grid.{name}"), rows) for name, group_rows in named_rows if (rows := tuple(group_rows)))


@dataclass(frozen=True)
class _Named:
    """What a row is called and by what it is known, a note on it, and the field or lane whose emptiness its cells may explain."""

    title: str
    key: str
    field: str
    note: str = ""


@dataclass(frozen=True)
class _Rows:
    """Makes rows of entries over the columns of a map."""

    book: Book
    journey: Map
    over: tuple[Column, ...]

    def experience(self, felt: tuple[Curve, ...]) -> Iterator[GridRow]:
        """Yield the rows of what the customer feels, thinks, asks and meets."""
        for curve in felt:
            field = "feels" if curve.kind is CurveKind.FELT else str(curve.kind)
            note = self.book.say("curve.from", name=curve.name, source=curve.source) if curve.source else curve.name
            naming = _Named(self.book.say("experience.feels"), f"{field}.{curve.persona}", field, note)
            yield from self._row(naming, partial(grid_entries.feeling_entries, self.book, curve, self.over))
        for name in EXPERIENCE[:3]:
            yield from self._texts(name)
        touched = _Named(self.book.say("grid.touchpoints"), "touchpoints", "touchpoints")
        yield from self._row(touched, partial(grid_entries.touchpoint_entries, self.book, self.journey))
        for name in EXPERIENCE[3:]:
            yield from self._texts(name)

    def lanes(self) -> Iterator[GridRow]:
        """Yield the lanes in their order, with the lines of interaction and visibility where neighbours stand on different sides."""
        above: LaneRole | None = None
        for lane in lanes_of(self.book, self.journey):
            if self.journey.lanes and lane.id not in self.journey.lanes:
                continue
            naming = _Named(lane.name, f"lane.{lane.id}", lane.id, self.book.say(f"lanerole.{lane.role}"))
            for row in self._row(naming, self._filler(lane)):
                yield replace(row, role=str(lane.role), line=_line(self.book, above, lane.role))
                above = lane.role if lane.role is not LaneRole.PARTNER or above is None else above

    def results(self) -> Iterator[GridRow]:
        """Yield the rows of what the journey comes to: milestones, moments, obstacles, improvements, handoffs."""
        for name, field, fill in (
            ("milestones", "milestones", grid_entries.milestone_entries),
            ("moments", "moment_that_matters", grid_entries.moment_entries),
            ("pain_points", "pain_points", grid_entries.pain_point_entries),
            ("opportunities", "opportunities", grid_entries.opportunity_entries),
            ("handoffs", "handoffs", grid_entries.handoff_entries),
        ):
            naming = _Named(self.book.say(f"grid.{name}"), name, field)
            yield from self._row(naming, partial(fill, self.book, self.journey))

    def _texts(self, name: str) -> Iterator[GridRow]:
        yield from self._row(_Named(self.book.say(f"experience.{name}"), name, name), partial(grid_entries.text_entries, name))

    def _filler(self, lane: Lane) -> Filler:
        if lane.kind is LaneKind.STEP:
            return partial(step_entries, self.book, self.journey, lane)
        return partial(grid_entries.lane_entries, self.book, lane)

    def _row(self, naming: _Named, fill: Filler) -> Iterator[GridRow]:
        """Yield a row if anything stands in it."""
        cells = tuple(self._cell(run, naming.field, fill) for run in column_runs(self.over, whole=naming.key in WHOLE_STAGE_ROWS))
        if any(cell.entries or cell.blank for cell in cells):
            yield GridRow(naming.title, naming.note, cells, naming.key)

    def _cell(self, run: tuple[Column, ...], field: str, fill: Filler) -> GridCell:
        """Return a cell; where it is empty it may say why, in the words of its answer."""
        entries = tuple(fill(run[0]))
        taken = [station.step for column in run for station in column.stations]
        answers = (answer_text(self.book, part, field) for part in (run[0].stage, *taken))
        blank = () if entries else tuple(dict.fromkeys(filter(None, answers)))
        return GridCell(len(run), entries, blank, run[0].column_key)


def column_runs(over: tuple[Column, ...], *, whole: bool) -> tuple[tuple[Column, ...], ...]:
    """Return the columns one by one, or those of each stage together."""
    if whole:
        return tuple(tuple(run) for _, run in groupby(over, key=lambda column: column.stage.id))
    return tuple((column,) for column in over)


def _line(book: Book, above: LaneRole | None, below: LaneRole) -> str:
    """Return the names of the lines between two lanes."""
    if above is None:
        return ""
    crossed = [book.say("grid.interaction")] if (above is LaneRole.CUSTOMER) is not (below is LaneRole.CUSTOMER) else []
    if below is not LaneRole.PARTNER and (above in UNSEEN) is not (below in UNSEEN):
        crossed.append(book.say("grid.visibility"))
    return book.say("list.comma").join(crossed)
