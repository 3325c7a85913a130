"""Words at the points of curves: each has its place, and none covers another or a marker."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.curve_labels import MARKER_RADIUS, CurveLabel, CurveObstacles, leader, position_curve_labels
from journeybook.draw.geometry import Box, Point

MAX_WIDTH = Box(0, 0, 420, 248)
CAPTIONS = st.lists(
    st.builds(
        CurveLabel,
        st.builds(Point, st.integers(20, 400).map(float), st.integers(0, 6).map(lambda level: 34.0 + 30 * level)),
        st.integers(20, 180).map(float),
        st.booleans(),
    ),
    max_size=24,
)


@given(CAPTIONS)
def test_no_words_cover_others_or_a_marker_however_dense_the_curve(labels: list[CurveLabel]) -> None:
    boxes = position_curve_labels(labels, _scene(labels))
    assert len(boxes) == len(labels)
    assert [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])] == []
    markers = [Box(label.point.x - 5, label.point.y - 5, 10, 10) for label in labels]
    assert [box for box in boxes if any(box.meets(marker) for marker in markers)] == []
    assert all(box.x >= MAX_WIDTH.x and box.right <= MAX_WIDTH.right for box in boxes)


def test_words_stand_on_the_side_on_which_their_line_does_not_go() -> None:
    low, left, right = Point(200, 94), Point(100, 34), Point(300, 34)
    scene = CurveObstacles((low, left, right), ((left, low), (low, right)), MAX_WIDTH)
    (box,) = position_curve_labels([CurveLabel(low, 60)], scene)
    assert box.y == low.y + MARKER_RADIUS


def test_what_has_no_room_at_its_point_is_led_to_it_by_a_line() -> None:
    crowd = [CurveLabel(Point(200, 124), 120) for _ in range(6)]
    boxes = position_curve_labels(crowd, _scene(crowd))
    far = [box for box in boxes if leader(crowd[0].point, box)]
    assert 0 < len(far) < len(boxes)


def _scene(labels: list[CurveLabel]) -> CurveObstacles:
    points = tuple(label.point for label in labels)
    return CurveObstacles(points, tuple(pairwise(sorted(points))), MAX_WIDTH)
