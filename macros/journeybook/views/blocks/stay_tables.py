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
from journeybook.views.blocks.figure_texts import days_interval_text, days_number, share_text, unless_hidden
from journeybook.views.blocks.listing import listing, without_empty_columns
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
        """The names of the counts of each stage that are not shown, decided together, by the id of the stage."""
        if self.names_shown:
            return {row.stage.id: frozenset() for row in self.rows}
        from journeybook.measure.statistics.suppression import CountSum, hidden_cells  # noqa: PLC0415 - a page without account data

        sums = [CountSum("entered", _ENDS), CountSum("entered", ("accounts", "again"))]
        return {row.stage.id: hidden_cells(_counts(row), sums) for row in self.rows}

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
        return without_empty_columns(listing(book, "measured_stages.ways", ("stage", "entered", "again", *_ENDS, "left_share"), rows=rows))

    def times(self) -> Table:
        """Return how long stays last, and how long those who are there have waited so far."""
        columns = ("stage", "half_after", "interval", "ended_open", "waiting", "median_wait", "longest_wait")
        return without_empty_columns(listing(self.book, "measured_stages.times", columns, rows=map(self._times, self.rows)))

    def bottleneck(self) -> str:
        """Return which stage is the bottleneck, or that there are too few to say."""
        book, row = self.book, self.stays.bottleneck
        if row is None or "there" in self.hidden[row.stage.id]:
            return book.say("measured_stages.no_bottleneck")
        numbers = {"count": len(row.waiting), "days": row.waiting_days, "median": days_number(row.median_wait)}
        return book.say("measured_stages.bottleneck", stage_name=stage_text(book, row.stage), **numbers)

    def funnel(self) -> ChartSheet | None:
        """Return how many accounts came as far as each stage."""
        counts = dict(enumerate(self.stays.came_as_far))
        book, hidden = self.book, self._hidden_steps(counts)
        if not counts or not counts[0]:
            return None
        return chart_sheet(
            book,
            FunnelChart(
                book.say("measured_stages.funnel", map_name=self.stays.journey.name),
                book.say("measured_stages.funnel_note"),
                book.say("measured_stages.accounts"),
                tuple(
                    FunnelStep(stage_text(book, row.stage), None if number in hidden else counts[number])
                    for number, row in enumerate(self.stays.stages)
                ),
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

    def _hidden_steps(self, counts: dict[int, int]) -> frozenset[int]:
        if self.names_shown:
            return frozenset()
        from journeybook.measure.statistics.suppression import CountSum, hidden_cells  # noqa: PLC0415 - a page without account data

        last = max(counts)
        dropped = {-number - 1: counts[number] - counts[number + 1] for number in range(last)}
        sums = [CountSum(number, (number + 1, -number - 1)) for number in range(last)]
        return hidden_cells({**counts, **dropped}, sums)

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
        return self._unless(row, share_text(self.book, counts["left"], total), *over) if total else ""

    def _times(self, row: "StageStayFigure") -> Row:
        book, curve, waiting = self.book, row.survival, row.waiting
        is_told = self.names_shown or min(curve.ended, curve.count) >= _FEWEST
        half = book.say("measured_stages.half_not_yet") if curve.median is None and curve.count else str(curve.median or 0)
        is_median_told = self.names_shown or len(waiting) >= _FEWEST
        return Row(
            (
                self._link(row),
                cell(half if is_told and curve.count else book.say("small_cells.hidden") if curve.count else ""),
                cell(days_interval_text(book, curve.median_interval) if is_told else ""),
                cell(self._unless(row, book.say("measured_stages.ended_open_of", ended=curve.ended, open=curve.open), *_ENDS)),
                cell(self._unless(row, str(len(waiting)), "there") if waiting else ""),
                cell(days_number(row.median_wait) if is_median_told else ""),
                cell(str(max(waiting)) if waiting and self.names_shown else ""),
            )
        )


def _counts(row: "StageStayFigure") -> dict[str, int]:
    ends = {end.value: count for end, count in row.ends.items()}
    return {"entered": row.entered, "accounts": row.accounts, "again": row.again, **ends}


def _curve(book: Book, row: "StageStayFigure") -> SurvivalCurve:
    points = (SurvivalPoint(step.days, step.share, step.interval.low, step.interval.high, step.open) for step in row.survival.steps)
    return SurvivalCurve(stage_text(book, row.stage), tuple(points), row.survival.median)
