"""Dots and sparklines keep their promises whatever they are given."""

from itertools import combinations
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.scatter import DOT_RADIUS, SCALE_MAX, scatter
from journeybook.draw.sparkline import MARKER_MARGIN, sparkline

SCALE = st.integers(1, SCALE_MAX)
CELLS = st.lists(st.tuples(SCALE, SCALE), max_size=40)


@given(CELLS, st.integers(2, SCALE_MAX), st.integers(2, SCALE_MAX))
def test_dots_never_cover_each_other_and_stay_in_their_panel(cells: list[tuple[int, int]], right_from: int, upper_from: int) -> None:
    board = scatter(cells, right_from=right_from, upper_from=upper_from)
    assert len(board.dots) == len(cells)
    assert [pair for pair in combinations(board.dots, 2) if dist(*pair) <= 2 * DOT_RADIUS] == []
    for (across, up), point in zip(cells, board.dots, strict=True):
        panel = board.panels[(2 if up < upper_from else 0) + (across >= right_from)]
        assert panel.x + DOT_RADIUS < point.x < panel.right - DOT_RADIUS
        assert panel.y + DOT_RADIUS < point.y < panel.bottom - DOT_RADIUS
    assert max(panel.right for panel in board.panels) < board.width
    assert max(panel.bottom for panel in board.panels) < board.height


def test_many_of_one_cell_have_room() -> None:
    board = scatter([(1, 1)] * 200, right_from=4, upper_from=3)
    assert min(dist(*pair) for pair in combinations(board.dots, 2)) > 2 * DOT_RADIUS


@given(CELLS)
def test_more_of_one_thing_is_further_along_its_scale(cells: list[tuple[int, int]]) -> None:
    board = scatter(cells, right_from=4, upper_from=3)
    assert list(board.across) == sorted(board.across)
    assert list(board.up) == sorted(board.up, reverse=True)
    for ((across, up), point), ((other_across, other_up), other) in combinations(zip(cells, board.dots, strict=True), 2):
        assert across >= other_across or point.x < other.x
        assert up >= other_up or point.y > other.y


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=60))
def test_a_sparkline_runs_from_left_to_right_inside_its_frame(values: list[int]) -> None:
    drawn = sparkline(values, low=-3, high=3)
    assert [point.x for point in drawn.points] == sorted(point.x for point in drawn.points)
    assert all(
        MARKER_MARGIN <= point.x <= drawn.width - MARKER_MARGIN and MARKER_MARGIN <= point.y <= drawn.height - MARKER_MARGIN
        for point in drawn.points
    )
    assert [value for value, point in zip(values, drawn.points, strict=True) if (point.y > drawn.zero) is not (value < 0)] == []


def test_a_scale_of_one_level_is_drawn() -> None:
    drawn = sparkline([1, 1], low=1, high=1)
    assert {point.y for point in drawn.points} == {MARKER_MARGIN}
