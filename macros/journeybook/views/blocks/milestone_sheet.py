"""The figures of one milestone of a map: its row in a table, and what folds below: how it is counted, its chart, segments and cohorts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from journeybook.draw.charts.axes import ReferenceValue
from journeybook.draw.charts.distribution import CountBin, DistributionChart
from journeybook.draw.charts.scale import round_values
from journeybook.model.references import MOMENTS
from journeybook.model.stage import BelowZero
from journeybook.views.base.answers import answer_text
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Labelled, Link, Row, Table, cell, facts
from journeybook.views.base.labels import heading, stage_text
from journeybook.views.blocks.chart_sheet import ChartSheet, chart_sheet
from journeybook.views.blocks.figure_texts import days_number, quarter_text, reached_text, segment_text, share_interval_text, unless_hidden
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.links.links import anchor_of, reference_link, stage_page
from journeybook.views.links.site_map import page_address
from journeybook.views.links.target_texts import target_text
from journeybook.views.links.texts import length_text

if TYPE_CHECKING:  # a page without account data starts no query engine
    from datetime import date

    from journeybook.measure.definitions.milestones import MilestoneFigure, MilestoneFigures
    from journeybook.measure.map_milestones import MapMilestone, MapMilestones

MOST_BINS = 9
MUCH_SHARE, MUCH_MEDIAN = Fraction(1, 20), Fraction(1, 10)
"""From which difference on the careless answer is shown: of the shares, and of the medians as a part of the right one."""
_FEWEST = 5


@dataclass(frozen=True)
class MilestoneSheet:
    """What folds below a milestone: facts, chart (none where single accounts could be seen in it), tables, and how it is reckoned."""

    anchor: str
    title: str
    summary: str
    facts: tuple[Labelled, ...]
    chart: ChartSheet | None
    tables: tuple[Table, ...]
    reckoning: tuple[Labelled, ...]


@dataclass(frozen=True)
class MeasuredRow:
    """A milestone that a source records, with the names of those of its counts that are not shown."""

    book: Book
    of_map: "MapMilestones"
    row: "MapMilestone"
    figures: "MilestoneFigures"

    @property
    def whole(self) -> "MilestoneFigure":
        """The figure of all relations that follow the map."""
        return self.figures.whole

    @property
    def _names_shown(self) -> bool:
        return bool(self.book.figures and self.book.figures.names_shown)

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return f"{self.of_map.journey.id}-{self.row.milestone.id}"

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The names of the counts that are not shown, decided together; where even the number of relations is one, all of them."""
        if self._names_shown:
            return frozenset()
        from journeybook.measure.statistics.suppression import CountSum, hidden_cells  # noqa: PLC0415 - a page without account data

        counts = self._counts
        sums = [
            CountSum("due", ("in_time", "due_rest")),
            CountSum("cases", ("due", "not_due")),
            CountSum("cases", ("reached", "open")),
            CountSum("all", ("cases", "young", "without_clock", "spared", "unsure", "undated")),
        ]
        hidden = hidden_cells(counts, sums)
        return frozenset(counts) if "all" in hidden or counts["all"] < 2 * _FEWEST else hidden

    @property
    def _counts(self) -> dict[str, int]:
        whole, row = self.whole, self.row
        due, in_time = whole.due or 0, whole.in_time or 0
        apart = {"young": whole.young, "without_clock": whole.without_clock}
        apart |= {"spared": row.spared, "unsure": row.unsure, "undated": row.undated}
        return {
            "all": whole.cases + sum(apart.values()),
            "cases": whole.cases,
            "reached": whole.reached,
            "open": whole.cases - whole.reached,
            "due": due,
            "in_time": in_time,
            "due_rest": due - in_time,
            "not_due": whole.cases - due,
            **apart,
        }

    def shown(self, text: str, *cells: str) -> str:
        """Return a text unless one of its counts is hidden."""
        return unless_hidden(self.book, text, cells, self.hidden)

    def line(self) -> Row:
        """Return its row in the table of its map."""
        book, whole = self.book, self.whole
        cells = (
            cell(Link(self.row.milestone.name, page_address("measured_milestones", anchor=self.anchor))),
            cell(target_text(book, self.row.milestone)),
            cell(self.shown(reached_text(book, whole.reached, whole.cases), "reached", "cases")),
            cell(self.shown(_interval(book, whole.reached, whole.cases), "reached", "cases") if whole.cases else ""),
            cell(self.shown(spread_text(book, whole), "reached")),
            cell(self._in_time_text()),
            cell(self.shown(str(whole.young), "young") if whole.young else ""),
            cell(self._careless_text()),
        )
        return Row(cells)

    def _in_time_text(self) -> str:
        """Return how many reached it by the target; where there is a target that comes to no day for anybody, that."""
        no_day, whole = self.book.say("measured_milestones.no_day") if self.row.milestone.target else "", self.whole
        return no_day if whole.due is None else self.shown(reached_text(self.book, whole.in_time or 0, whole.due), "in_time", "due")

    def _careless_text(self) -> str:
        """Return the careless answer where it differs much from the right one."""
        book, careless, whole = self.book, self.figures.careless, self.whole
        apart = (careless.reached - whole.reached, careless.cases - careless.reached - whole.cases + whole.reached)
        is_small = not self._names_shown and any(0 < abs(count) < _FEWEST for count in apart)
        if self.hidden or is_small or not careless.cases or not differs_much(whole, careless):
            return ""
        reached = reached_text(book, careless.reached, careless.cases)
        return book.say("list.semicolon").join(filter(None, (reached, spread_text(book, careless))))

    def sheet(self) -> MilestoneSheet:
        """Return what folds below its row."""
        book, whole = self.book, self.whole
        return MilestoneSheet(
            self.anchor,
            self.row.milestone.name,
            self.shown(reached_text(book, whole.reached, whole.cases), "reached", "cases"),
            self._facts(),
            self._chart(),
            tuple(self._divisions()),
            self._reckoning(),
        )

    def _facts(self) -> tuple[Labelled, ...]:
        book, milestone, row = self.book, self.row.milestone, self.row
        clock = reference_link(book, MOMENTS, row.anchor, scope=self.of_map.journey.id) if row.anchor else None
        begin = book.say("measured_milestones.stage_begins" if row.counts_from_stage else "measured_milestones.first_day")
        stage = Link(stage_text(book, row.stage), stage_page(self.of_map.journey, row.stage, anchor_of(milestone)))
        return facts(
            (heading(book, "column.stage"), cell(stage)),
            (heading(book, "measured_milestones.clock"), cell(clock or row.anchor or begin)),
            (heading(book, "milestone.target"), target_text(book, milestone)),
            (heading(book, "measured_milestones.maturity"), length_text(book, milestone.maturity) or book.say("measured_milestones.none")),
            (heading(book, "measured_milestones.clamp"), milestone.clamp or answer_text(book, milestone, "clamp")),
            (heading(book, "measured_milestones.below_zero"), self._below_zero()),
            (heading(book, "measured_milestones.manual"), book.say("measured_milestones.manual_note") if milestone.manual else ""),
        )

    def _below_zero(self) -> str:
        count, rule = self.whole.below_zero, self.row.milestone.get("below_zero", BelowZero)
        if not self._can_count:
            return ""
        if rule is BelowZero.ZERO:
            return self.book.say("measured_milestones.below_zero_as_zero", count=count)
        if rule is BelowZero.LEAVE_OUT:
            return self.book.say("measured_milestones.below_zero_left_out", count=count)
        return self.book.say("measured_milestones.below_zero_note", count=count)

    @property
    def _can_count(self) -> bool:
        """Whether something lies below zero, and its count may be shown."""
        return self.whole.below_zero >= (1 if self._names_shown else _FEWEST)

    def _chart(self) -> ChartSheet | None:
        book = self.book
        if not self._names_shown or self.whole.reached < _FEWEST:
            return None
        target = [ReferenceValue(self.row.target, book.say("measured_milestones.target_line"))] if self.row.target is not None else []
        median = self.whole.median
        middle = (
            [ReferenceValue(Decimal(median.numerator) / median.denominator, book.say("measured_milestones.median_line"))] if median else []
        )
        return chart_sheet(
            book,
            DistributionChart(
                book.say("measured_milestones.chart", milestone_name=self.row.milestone.name),
                book.say("measured_milestones.chart_note"),
                book.say("measured_milestones.cases"),
                book.say("measured_milestones.days"),
                bins_of(self.whole.days),
                (*target, *middle),
                book.say("small_cells.hidden"),
            ),
        )

    def _divisions(self) -> Iterator[Table]:
        """Yield tables by segment and by quarter, each where it has more than one row and none of its counts must be hidden."""
        book, figures = self.book, self.figures
        if len(figures.by_segment) > 1 and self._may_divide(figures.by_segment):
            yield self._division(
                "measured_milestones.segments", {segment_text(book, key): value for key, value in figures.by_segment.items()}
            )
        if len(figures.by_quarter) > 1 and self._may_divide(figures.by_quarter):
            yield self._division(
                "measured_milestones.cohorts", {quarter_text(book, key): value for key, value in figures.by_quarter.items()}
            )

    def _may_divide(self, groups: "Mapping[str | None, MilestoneFigure] | Mapping[date | None, MilestoneFigure]") -> bool:
        if self._names_shown:
            return True
        rows = [(row.reached, row.cases - row.reached, row.young, row.without_clock) for row in groups.values()]
        dues = [(row.in_time or 0, (row.due or 0) - (row.in_time or 0), row.cases - (row.due or 0)) for row in groups.values()]
        return not self.hidden and all(not 0 < count < _FEWEST for row in (*rows, *dues) for count in row)

    def _division(self, name: str, groups: "Mapping[str, MilestoneFigure]") -> Table:
        book = self.book
        rows = (
            Row(
                (
                    cell(label),
                    cell(reached_text(book, figure.reached, figure.cases)),
                    cell(_interval(book, figure.reached, figure.cases) if figure.cases else ""),
                    cell(spread_text(book, figure)),
                    cell(reached_text(book, figure.in_time or 0, figure.due or 0) if figure.due is not None else ""),
                    cell(str(figure.young) if figure.young else ""),
                )
            )
            for label, figure in groups.items()
        )
        columns = ("group", "reached_of", "interval", "median_days", "in_time", "young")
        return listing(book, name, columns, rows=rows)

    def _reckoning(self) -> tuple[Labelled, ...]:
        book, row, whole = self.book, self.row, self.whole
        counted = self.shown(book.say("measured_milestones.counted", count=whole.cases), "cases")
        apart = {"young": whole.young, "without_clock": whole.without_clock}
        apart |= {"spared": row.spared, "unsure": row.unsure, "undated": row.undated}
        undated = row.without_target if self._names_shown and whole.due is not None else 0
        no_day = book.say("measured_milestones.without_target", count=undated) if undated else None
        left_out = ((book.say(f"measured_milestones.out.{name}"), self.shown(str(count), name)) for name, count in apart.items() if count)
        return reckoning(book, cell(book.say("measured_milestones.rule")), cell(counted, no_day), left_out)


def measured_rows(book: Book, of_map: "MapMilestones") -> tuple[MeasuredRow, ...]:
    """Return the milestones of a map that a source records."""
    return tuple(MeasuredRow(book, of_map, row, row.figures) for row in of_map.milestones if row.figures)


def differs_much(right: "MilestoneFigure", careless: "MilestoneFigure") -> bool:
    """Whether the careless answer differs much: by five points of the share or more, or by a tenth of the median or more."""
    if right.share is None or careless.share is None:
        return right.share != careless.share
    if abs(right.share - careless.share) >= MUCH_SHARE:
        return True
    if right.median is None or careless.median is None:
        return right.median != careless.median
    return abs(right.median - careless.median) >= max(MUCH_MEDIAN * abs(right.median), MUCH_MEDIAN)


def spread_text(book: Book, figure: "MilestoneFigure") -> str:
    """Return the median with the quartiles in days; marked where few stand behind it."""
    if figure.median is None:
        return ""
    numbers = {"median": figure.median, "lower": figure.lower_quartile, "upper": figure.upper_quartile}
    key = "figures.spread_of_few" if figure.reached < _FEWEST else "figures.spread"
    return book.say(key, **{name: days_number(book, value) for name, value in numbers.items()})


def bins_of(days: tuple[tuple[int, int], ...]) -> tuple[CountBin, ...]:
    """Return counts by days in bins of one round width, the last of which holds the longest.

    >>> [(bar.low, bar.high, bar.count) for bar in bins_of(((3, 2), (9, 1), (10, 4)))]
    [(3, 4, 2), (4, 5, 0), (5, 6, 0), (6, 7, 0), (7, 8, 0), (8, 9, 0), (9, 10, 1), (10, 11, 4)]
    """
    if not days:
        return ()
    edges = [int(edge) for edge in round_values(days[0][0], days[-1][0] + 1, MOST_BINS, least_step=1)]
    return tuple(CountBin(low, high, sum(count for day, count in days if low <= day < high)) for low, high in pairwise(edges))


@remembered
def _interval(book: Book, reached: int, total: int) -> str:
    from journeybook.measure.statistics.share import share_of  # noqa: PLC0415 - a page without account data starts no statistics

    return share_interval_text(book, share_of(reached, total).interval)
