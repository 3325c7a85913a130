"""How much of the journey has a play for every health band: the coverage grid, with its holes.

The rule. A *row* is a lifecycle phase that some stage belongs to (a stage without a phase is a row of its own), in the order of the
lifecycle. A *column* is a segment; an atlas without segments has one column for everybody. The stages of a row and column are those of
that phase in the maps that name the segment; where no such map has one, those in the maps that name no segment at all. Future and
retired maps, and retired stages, do not count: they are not what happens today. The bands come from the health model that the stages
name, else from the one that scores the phase for that segment.

Each row, column and band makes one *cell*:

- **covered**: a play that is in use, calls for this band and is for this segment stands in one of these stages, or in `plays/` with this
  phase;
- **nothing to do**: only plays that say so, with `nothing_to_do`, answer it. That is an answer, and counts like a covered cell;
- **planned**: there is such a play, but it is planned or not launched yet. That is a hole: nobody acts today;
- **hole**: there is none. The cell names the line at which it would be filled: the `plays:` of the first of these stages;
- **not applicable**: no map takes this segment through this phase, no health model scores it there, the model or all the stages say that
  it does not apply (`plays: not-applicable`). These cells leave the sum.

The share is answered cells (covered, or nothing to do) of all cells that apply, in whole per cent, rounded down, so that only a grid
without a hole says 100.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from journeybook.findings import Place
from journeybook.model.enumerations import Answer, MapType, State, Status
from journeybook.model.health import Band, HealthModel
from journeybook.model.item import Applies
from journeybook.model.map import Map
from journeybook.model.people import Segment
from journeybook.model.plays import Play
from journeybook.model.scored_segments import UNSEGMENTED, scored_segments
from journeybook.model.stage import Stage
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book, remembered

COVERED, NOTHING_TO_DO, PLANNED, HOLE, NOT_APPLICABLE = "covered", "nothing-to-do", "planned", "hole", "not-applicable"
STAGE = "stage/"
"""Begins the row of a stage without a phase."""


@dataclass(frozen=True)
class CoverageCell:
    """One cell: its row, band and segment, what it is, its plays, and the place at which a hole would be filled."""

    row: str
    row_name: str
    segment: str
    segment_name: str
    band: Band | None
    state: str
    plays: tuple[Spot, ...] = ()
    place: Place | None = None
    reason: str = ""


@dataclass(frozen=True)
class Coverage:
    """All cells, how many of those that apply are answered, and the rows that no health model scores for anybody."""

    cells: tuple[CoverageCell, ...]
    covered: int
    of: int
    unscored: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        """The answered share in whole per cent, rounded down; nothing to cover is 0."""
        return self.covered * 100 // self.of if self.of else 0

    @property
    def holes(self) -> tuple[CoverageCell, ...]:
        """The holes, planned ones among them."""
        return tuple(cell for cell in self.cells if cell.state in (HOLE, PLANNED))


@remembered
def coverage(book: Book) -> Coverage:
    """Return the cells of the grid by the rule above."""
    grid = _Grid(book, book.atlas.spots_of(Play))
    segments = book.atlas.segments or (None,)
    cells: list[CoverageCell] = []
    unscored: list[str] = []
    for row in grid.rows():
        row_cells = [cell for segment in segments for cell in grid.cells(row, segment)]
        if any(cell.band for cell in row_cells):
            cells += row_cells
        elif not row.id.startswith(STAGE):
            unscored.append(row.name)
    applying = [cell for cell in cells if cell.state != NOT_APPLICABLE]
    covered = sum(cell.state in (COVERED, NOTHING_TO_DO) for cell in applying)
    return Coverage(tuple(cells), covered, len(applying), tuple(unscored))


def scoring(book: Book, stages: tuple[Stage, ...], segment: Segment | None) -> HealthModel | None:
    """Return the health model of stages for a segment: the one they name, else the one that scores their phase."""
    named_model = next((model for stage in stages if (model := book.atlas.find(HealthModel, stage.health))), None)
    phases = {stage.phase for stage in stages if stage.phase}
    candidates = [model for model in book.atlas.health if phases & set(model.phases) and _among(model.segments, segment)]
    whom = segment.id if segment else UNSEGMENTED
    return named_model or next(
        (model for model in candidates if whom in scored_segments(model, book.atlas.segments)), next(iter(candidates), None)
    )


def models_by_segment(book: Book) -> Iterator[tuple[str, tuple[HealthModel | None, ...]]]:
    """Yield the name of every row with the health model of each segment, or nothing where none scores it.

    A model scores its phases for its segments, whether or not a map is for them.
    """
    grid = _Grid(book, ())
    for row in grid.rows():
        yield row.name, tuple(_scoring_in(book, grid, row, segment) for segment in book.atlas.segments)


def _scoring_in(book: Book, grid: "_Grid", row: "_Row", segment: Segment) -> HealthModel | None:
    stages = grid.stages(row, segment)
    in_phase = (model for model in book.atlas.health if row.id in model.phases)
    return scoring(book, stages, segment) if stages else next((m for m in in_phase if segment.id in scored_segments(m, [segment])), None)


@dataclass(frozen=True)
class _Row:
    id: str
    name: str


@dataclass(frozen=True)
class _Grid:
    """Works out one cell after the other; `plays` holds every spot of a play."""

    book: Book
    plays: tuple[Spot, ...]

    def rows(self) -> Iterator[_Row]:
        maps = filter(_of_today, self.book.atlas.maps)
        stages = [stage for journey in maps for stage in journey.stages if stage.state is not State.RETIRED]
        yield from (_Row(phase.id, phase.name) for phase in self.book.atlas.file.lifecycle if phase.id in self.stages_by_row)
        yield from dict.fromkeys(_Row(_row_of(stage), stage.name) for stage in stages if not stage.phase)

    def cells(self, row: _Row, segment: Segment | None) -> Iterator[CoverageCell]:
        stages = self.stages(row, segment)
        model = scoring(self.book, stages, segment) if stages else None
        column = (row.id, row.name, segment.id if segment else "", segment.name if segment else "")
        reason = _not_applicable(stages, model, segment)
        if model is None or reason:
            yield CoverageCell(*column, None, NOT_APPLICABLE, reason=reason)
            return
        for band in model.bands:
            yield self.cell(CoverageCell(*column, band, HOLE, place=stages[0].origin.of("plays")), (model.id, segment), stages)

    def cell(self, empty: CoverageCell, wanted: tuple[str, Segment | None], stages: tuple[Stage, ...]) -> CoverageCell:
        plays = tuple(self.answering(empty, wanted, stages))
        running = tuple(spot for spot in plays if self.meant(spot).state is State.IN_USE)
        if running:
            is_quiet = all(self.meant(spot).nothing_to_do for spot in running)
            return replace(empty, state=NOTHING_TO_DO if is_quiet else COVERED, plays=running, place=None)
        return replace(empty, state=PLANNED, plays=plays, place=self.meant(plays[0]).origin.of("state")) if plays else empty

    def stages(self, row: _Row, segment: Segment | None) -> tuple[Stage, ...]:
        """Return the stages of a row in the maps that name the segment, else in those that name none; without a segment, in all."""
        homes = self.stages_by_row.get(row.id, ())
        of_segment = tuple(stage for journey, stage in homes if segment and segment.id in journey.segments)
        return of_segment or tuple(stage for journey, stage in homes if not journey.segments or not segment)

    @cached_property
    def stages_by_row(self) -> dict[str, list[tuple[Map, Stage]]]:
        """The stages that count, with their maps, by the id of their row."""
        rows: dict[str, list[tuple[Map, Stage]]] = {}
        for journey in filter(_of_today, self.book.atlas.maps):
            for stage in journey.stages:
                if stage.state is not State.RETIRED:
                    rows.setdefault(_row_of(stage), []).append((journey, stage))
        return rows

    def answering(self, empty: CoverageCell, wanted: tuple[str, Segment | None], stages: tuple[Stage, ...]) -> Iterator[Spot]:
        """Yield the plays of a cell once each: those in its stages, then those of the library with its phase."""
        (model, segment), band, seen = wanted, empty.band.id if empty.band else "", set[Play]()
        for spot in self.plays:
            play = self.meant(spot)
            here = any(spot.stage is stage for stage in stages) if spot.stage else empty.row in play.phases
            called = any(reference in (band, f"{model}/{band}") for reference in play.bands)
            if here and called and play not in seen and play.state is not State.RETIRED and _is_for(play, segment):
                seen.add(play)
                yield self.book.atlas.spot("play", play.id, scope=spot.scope) or spot

    def meant(self, spot: Spot) -> Play:
        assert isinstance(spot.part, Play)  # noqa: S101 - nothing else is among the plays
        return self.book.atlas.play(spot.part)


def grid_row(phase: str | None, stage: str) -> str:
    """Return the id of the row of a stage in the grid."""
    return phase or f"{STAGE}{stage}"


def _row_of(stage: Stage) -> str:
    return grid_row(stage.phase, stage.id)


def _of_today(journey: Map) -> bool:
    return journey.type is not MapType.FUTURE and journey.status is not Status.RETIRED


def _not_applicable(stages: tuple[Stage, ...], model: HealthModel | None, segment: Segment | None) -> str:
    if not stages:
        return "no_stage"
    if model is None or not model.bands:
        return "no_model"
    if model.not_for and segment and _excludes(model.not_for, segment):
        return "not_for"
    is_blank = all(stage.answer_in("plays") is Answer.NOT_APPLICABLE for stage in stages)
    return "said" if is_blank else ""


def _is_for(play: Play, segment: Segment | None) -> bool:
    applies = play.applies is None or segment is None or _reaches(play.applies, segment)
    return applies and _among(play.segments, segment)


def _reaches(applies: Applies, segment: Segment) -> bool:
    """Return whether at least a part of a segment is meant: a further condition does not shut it out."""
    inside = _among(applies.segments, segment) and segment.id not in applies.except_segments
    return inside and (not applies.coverage or segment.coverage in applies.coverage)


def _excludes(applies: Applies, segment: Segment) -> bool:
    """Return whether a whole segment is meant: a condition alone only means some of its customers."""
    whole = applies.when is None and bool(applies.segments or applies.except_segments or applies.coverage)
    return whole and _reaches(applies, segment)


def _among(references: tuple[str, ...], segment: Segment | None) -> bool:
    return not references or segment is None or segment.id in references
