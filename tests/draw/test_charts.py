"""Charts stay in their frame, measure what they are given, and never tell a hidden count."""

from dataclasses import replace
from itertools import combinations

import pytest
from every_chart import BANDS, CHARTS, DISTRIBUTION, FUNNEL, HIDDEN, INTERVALS, SURVIVAL, TREND
from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.charts.distribution import CountBin
from journeybook.draw.charts.funnel import FunnelChart, FunnelStep
from journeybook.draw.charts.interval_plot import IntervalChart, IntervalRow
from journeybook.draw.charts.kinds import Chart
from journeybook.draw.charts.scale import doublings, percent, round_values
from journeybook.draw.charts.shapes import (
    LINE,
    WIDTH,
    ChartArea,
    ChartBar,
    ChartDrawing,
    ChartLine,
    ChartShape,
    ChartText,
    ChartTone,
    TextAnchor,
    broad,
)
from journeybook.draw.charts.stacked_bands import StackedBandsChart, StackedRow
from journeybook.draw.charts.trend import TrendChart, TrendSeries
from journeybook.draw.geometry import Box

COUNTS = st.none() | st.integers(0, 2000)
VALUES = st.floats(-1e6, 1e6, allow_nan=False)
WORDS = st.text(max_size=60)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_everything_is_inside_the_frame_and_no_words_cover_each_other(chart: Chart) -> None:
    assert len(chart.drawing.shapes) > 5
    assert outside(chart.drawing) == []
    assert outside(turned(chart.drawing.mirrored)) == []
    texts = [(shape.text, box_of(shape)) for shape in chart.drawing.shapes if isinstance(shape, ChartText)]
    assert [(one[0], other[0]) for one, other in combinations(texts, 2) if one[1].meets(other[1])] == []


@given(st.lists(st.builds(FunnelStep, WORDS, COUNTS), max_size=6))
def test_a_funnel_of_anything(steps: list[FunnelStep]) -> None:
    drawing = FunnelChart("", "", "accounts", tuple(steps), HIDDEN).drawing
    assert outside(drawing) == []
    widths = [shape.box.width for shape in drawing.shapes if isinstance(shape, ChartBar) and shape.tone is ChartTone.PLAIN]
    counts = [step.count for step in steps if step.count is not None]
    assert len(widths) == len(counts)
    assert all(abs(width - (WIDTH - 4) * count / max(*counts, 1)) < 0.2 for width, count in zip(widths, counts, strict=True))


@given(st.lists(st.tuples(WORDS, st.lists(st.integers(0, 500), min_size=5, max_size=5)), max_size=4))
def test_parts_of_bands_fill_their_bar(rows: list[tuple[str, list[int]]]) -> None:
    chart = StackedBandsChart("", "", "accounts", BANDS.bands, tuple(StackedRow(label, tuple(counts)) for label, counts in rows), HIDDEN)
    drawing = chart.drawing
    assert outside(drawing) == []
    tones = {band.tone for band in BANDS.bands}
    parts = [shape.box for shape in drawing.shapes if isinstance(shape, ChartBar) and shape.tone in tones][len(BANDS.bands) :]
    assert len(parts) == sum(count > 0 for _, counts in rows for count in counts)
    assert abs(sum(box.width for box in parts) - (WIDTH - 4) * sum(any(counts) for _, counts in rows)) < 0.2 * len(rows) + 0.1


@given(st.lists(st.lists(st.none() | VALUES, min_size=3, max_size=3), max_size=5))
def test_a_trend_of_anything(values: list[list[float | None]]) -> None:
    series = tuple(TrendSeries(f"series {number}", tuple(row)) for number, row in enumerate(values))
    assert outside(TrendChart("", "", "unit", ("one", "two", "three"), series).drawing) == []


@given(st.lists(st.tuples(WORDS, st.none() | VALUES, st.none() | VALUES, st.none() | VALUES), max_size=5), st.booleans())
def test_intervals_of_anything(rows: list[tuple[str, float | None, float | None, float | None]], is_ratio: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    intervals = [[abs(value) if is_ratio and value else value for value in numbers] for _, *numbers in rows]
    placed = tuple(
        IntervalRow(row[0], value, low, high, "note", is_clear=True) for row, (value, low, high) in zip(rows, intervals, strict=True)
    )
    chart = IntervalChart("", "", "unit", placed, INTERVALS.reference, is_ratio=is_ratio)
    assert outside(chart.drawing) == []


def test_a_row_with_a_hidden_count_has_no_parts() -> None:
    """The lengths of the parts that are shown would tell the ones that are not."""
    row = StackedRow("Enterprise", (12, None, None, 0, 0))
    bars = [shape.tone for shape in replace(BANDS, rows=(row,)).drawing.shapes if isinstance(shape, ChartBar)][len(BANDS.bands) :]
    assert (bars, row.total) == ([ChartTone.HIDDEN], None)
    hidden = CountBin(10, 20, None)
    others = replace(DISTRIBUTION, bins=(CountBin(0, 10, 6), hidden)).drawing
    assert {shape.box.height for shape in others.shapes if isinstance(shape, ChartBar) and shape.tone is ChartTone.HIDDEN} == {150.0}


def test_nothing_is_drawn_of_nothing() -> None:
    nothing = ChartDrawing(0, ())
    assert replace(FUNNEL, steps=()).drawing == nothing
    assert replace(DISTRIBUTION, bins=()).drawing == nothing
    assert replace(TREND, series=(), target=None).drawing == nothing
    assert outside(replace(SURVIVAL, curves=()).drawing) == []


@given(VALUES, VALUES, st.integers(3, 8))
def test_round_values_hold_what_they_are_made_for(one: float, other: float, most: int) -> None:
    low, high = sorted((one, other))
    values = round_values(low, high, most)
    assert 2 <= len(values) <= most
    assert values[0] - 1e-6 <= low <= high <= values[-1] + 1e-6


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_doublings_hold_ratios_round_one(one: float, other: float) -> None:
    values = doublings(min(one, other), max(one, other))
    assert values[0] <= min(one, other) <= max(one, other) <= values[-1]
    assert 1.0 in values
    assert len(values) <= 6


@given(st.floats(0, 1))
def test_only_nobody_is_nought_and_only_everybody_a_hundred(share: float) -> None:
    assert (percent(share) == "0 %") is (share == 0)
    assert (percent(share) == "100 %") is (share == 1)


def turned(drawing: ChartDrawing) -> ChartDrawing:
    """Return a mirrored drawing with the anchors of its words as they are from left to right."""
    other_side = {TextAnchor.START: TextAnchor.END, TextAnchor.END: TextAnchor.START, TextAnchor.MIDDLE: TextAnchor.MIDDLE}
    shapes = (replace(shape, anchor=other_side[shape.anchor]) if isinstance(shape, ChartText) else shape for shape in drawing.shapes)
    return replace(drawing, shapes=tuple(shapes))


def outside(drawing: ChartDrawing) -> list[ChartShape]:
    """Return the shapes that leave the frame, words by the widest font that browsers may take."""
    frame = Box(-0.1, -0.1, WIDTH + 0.2, drawing.height + 0.2)
    return [shape for shape in drawing.shapes if not frame.holds(box_of(shape))]


def box_of(shape: ChartShape) -> Box:
    if isinstance(shape, ChartBar):
        return shape.box
    if isinstance(shape, ChartText):
        width = broad(shape.text)
        x = {TextAnchor.START: shape.at.x, TextAnchor.MIDDLE: shape.at.x - width / 2, TextAnchor.END: shape.at.x - width}[shape.anchor]
        return Box(x, shape.at.y - LINE * 0.75, width, LINE * 0.9)
    if isinstance(shape, ChartLine | ChartArea):
        xs, ys = [point.x for point in shape.points], [point.y for point in shape.points]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return Box(shape.at.x, shape.at.y, 0, 0)
