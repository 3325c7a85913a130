"""The stays in the stages of one map: how they end, how long they last, who waits where, and how far accounts come."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeybook.draw.charts.funnel import FunnelChart, FunnelStep
from journeybook.draw.charts.survival_curve import SurvivalChart, SurvivalCurve, SurvivalPoint
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link, Row, Table, cell
from journeybook.views.base.labels import stage_text
from journeybook.views.blocks.chart_sheet import ChartSheet, chart_sheet
from journeybook.views.blocks.figure_texts import days_interval_text, days_number, reached_text, unless_hidden
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import stage_page

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.stage_figures import MapStays, StageStayFigure

_ENDS = ("onward", "back", "left", "elsewhere", "there", "perhaps")
_FEWEST = 5
_MOST_CURVES = 4


@dataclass(frozen=True)
class StayTables:
    """The tables of a map, and the counts of it that may not be shown."""

    book: Book
    stays: "MapStays"

    @property
    def names_shown(self) -> bool:
        """Whether single accounts may be seen."""
        return bool(self.book.figures and self.book.figures.names_shown)

    @cached_property
    def rows(self) -> tuple["StageStayFigure", ...]:
        """The stages that an account has been in."""
        return tuple(row for row in self.stays.stages if row.entered)

    @cached_property
    def hidden(self) -> dict[str, frozenset[str]]:
        """The names of the counts of each stage that are not shown, by the id of the stage.

        They are decided together: what goes on from one stage enters another, and a reader could reckon with that.
        """
        hidden = frozenset[tuple[str, str]]() if self.names_shown else self._hidden_together()
        return {row.stage.id: frozenset(name for stage, name in hidden if stage == row.stage.id) for row in self.rows}

    @property
    def says_anything(self) -> bool:
        """Whether it may be shown of any stage how often it was entered."""
        return any("entered" not in names for names in self.hidden.values())

    def _hidden_together(self) -> frozenset[tuple[str, str]]:
        from journeybook.measure.statistics.suppression import CountSum, hidden_cells  # noqa: PLC0415 - a page without account data

        ids = [row.stage.id for row in self.stays.stages]
        counts = {(row.stage.id, name): count for row in self.stays.stages for name, count in _counts(row).items()}
        moves = {
            (since, f"to {until}"): count for (since, until), count in self.stays.moves.items() if until in ids and since in ("", *ids)
        }
        sums = [CountSum((stage, "entered"), tuple((stage, name) for name in _ENDS)) for stage in ids]
        sums += [CountSum((stage, "entered"), ((stage, "accounts"), (stage, "again"))) for stage in ids]
        sums += [CountSum((stage, "entered"), into) for stage in ids if (into := tuple(key for key in moves if key[1] == f"to {stage}"))]
        for number, stage in enumerate(ids):
            later = {f"to {other}" for other in ids[number + 1 :]}
            onward = tuple(key for key in moves if key[0] == stage and key[1] in later)
            sums += [CountSum((stage, "onward"), onward)] if onward else []
        return hidden_cells({**counts, **moves}, sums)

    def ways(self) -> Table:
        """Return how often each stage is entered, and how the stays in it end."""
        book = self.book
        rows = (
            Row(
                (
                    self._link(row),
                    *(cell(self._count(row, name)) for name in ("entered", "again", *_ENDS)),
                    cell(self._left_share(row)),
                )
            )
            for row in self.rows
        )
        return listing(book, "measured_stages.ways", ("stage", "entered", "again", *_ENDS, "left_share"), rows=rows)

    def times(self) -> Table:
        """Return how long stays last, and how long those who are there have waited so far; of stages of which that is known."""
        columns = ("stage", "half_after", "interval", "ended_open", "waiting", "median_wait", "longest_wait")
        rows = [row for row in map(self._times, self.rows) if any(row.cells[1:])]
        return listing(self.book, "measured_stages.times", columns, rows=rows)

    def bottleneck(self) -> str:
        """Return which stage is the bottleneck, or that there are too few to say."""
        book, row = self.book, self.stays.bottleneck
        if row is None or "there" in self.hidden[row.stage.id]:
            return book.say("measured_stages.no_bottleneck")
        numbers = {"count": len(row.waiting), "days": row.waiting_days, "median": days_number(book, row.median_wait)}
        return book.say("measured_stages.bottleneck", stage_name=stage_text(book, row.stage), **numbers)

    def funnel(self) -> ChartSheet | None:
        """Return how many accounts came as far as each stage; none where the differences could be those of few."""
        book, counts = self.book, self.stays.came_as_far
        if not self.names_shown:
            return None
        return chart_sheet(
            book,
            FunnelChart(
                book.say("measured_stages.funnel", map_name=self.stays.journey.name),
                book.say("measured_stages.funnel_note"),
                book.say("measured_stages.accounts"),
                tuple(FunnelStep(stage_text(book, row.stage), count) for row, count in zip(self.stays.stages, counts, strict=True)),
                book.say("small_cells.hidden"),
            ),
        )

    def survival(self) -> ChartSheet | None:
        """Return the curves of the stages that enough stays have ended in; none where single accounts could be seen in their steps."""
        book = self.book
        rows = [row for row in self.rows if row.survival.ended >= _FEWEST][:_MOST_CURVES]
        if not rows or not self.names_shown:
            return None
        return chart_sheet(
            book,
            SurvivalChart(
                book.say("measured_stages.survival", map_name=self.stays.journey.name),
                book.say("measured_stages.survival_note"),
                book.say("measured_stages.still_there"),
                book.say("measured_milestones.days"),
                tuple(_curve(book, row) for row in rows),
            ),
        )

    def _link(self, row: "StageStayFigure") -> tuple[Link, ...]:
        return (Link(stage_text(self.book, row.stage), stage_page(self.stays.journey, row.stage)),)

    def _count(self, row: "StageStayFigure", name: str) -> str:
        count = _counts(row)[name]
        return self._unless(row, str(count), name) if count else ""

    def _unless(self, row: "StageStayFigure", text: str, *names: str) -> str:
        return unless_hidden(self.book, text, names, self.hidden[row.stage.id])

    def _left_share(self, row: "StageStayFigure") -> str:
        """Return the share of the stays that are over for certain which ended with the account leaving as a customer."""
        counts = _counts(row)
        over = ("onward", "back", "left", "elsewhere")
        total = sum(counts[name] for name in over)
        return self._unless(row, reached_text(self.book, counts["left"], total), *over) if total else ""

    def _times(self, row: "StageStayFigure") -> Row:
        book, curve, waiting = self.book, row.survival, row.waiting
        hidden = self.hidden[row.stage.id]
        is_told = self.names_shown or (curve.ended >= _FEWEST and not hidden)
        half = book.say("measured_stages.half_not_yet") if curve.median is None and curve.count else str(curve.median or 0)
        is_median_told = self.names_shown or (len(waiting) >= _FEWEST and "there" not in hidden)
        return Row(
            (
                self._link(row),
                cell(half if is_told and curve.count else book.say("small_cells.hidden") if curve.count else ""),
                cell(days_interval_text(book, curve.median_interval) if is_told else ""),
                cell(
                    self._unless(row, book.say("measured_stages.ended_open_of", ended=curve.ended, open=curve.open), *_ENDS)
                    if curve.count
                    else ""
                ),
                cell(self._unless(row, str(len(waiting)), "there") if waiting else ""),
                cell(days_number(book, row.median_wait) if is_median_told else ""),
                cell(str(max(waiting)) if waiting and self.names_shown else ""),
            )
        )


def _counts(row: "StageStayFigure") -> dict[str, int]:
    ends = {end.value: count for end, count in row.ends.items()}
    return {"entered": row.entered, "accounts": row.accounts, "again": row.again, **ends}


def _curve(book: Book, row: "StageStayFigure") -> SurvivalCurve:
    points = (SurvivalPoint(step.days, step.share, step.interval.low, step.interval.high, step.open) for step in row.survival.steps)
    return SurvivalCurve(stage_text(book, row.stage), tuple(points), row.survival.median)
