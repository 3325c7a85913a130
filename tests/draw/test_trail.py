"""The path of a success map as a line with stops: in order, apart from each other, and inside the picture."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.text import text_width
from journeybook.draw.trail import FLAG_HEIGHT, MAX_STOPS, NAME_SIZE, NOTE_SIZE, STOP_RADIUS, TRAIL_WIDTH, StopText, Trail, trail

CAPTIONS = st.lists(
    st.builds(
        StopText,
        st.sampled_from(["Go", "Set up and publish the first rota", "Kundenzufriedenheitsbefragung" * 3, "开始" * 20, ""]),
        st.lists(st.sampled_from(["", "3 weeks", "within 30 days of the day on which the contract is signed"]), max_size=2).map(tuple),
        st.integers(0, 40),
    ),
    max_size=23,
)


@given(CAPTIONS)
def test_stops_stand_in_rows_from_left_to_right(captions: list[StopText]) -> None:
    drawn = trail(captions)
    assert len(drawn.stops) == len(captions)
    rows = sorted({stop.centre.y for stop in drawn.stops})
    by_row = [[stop.centre.x for stop in drawn.stops if stop.centre.y == y] for y in rows]
    assert [stop.centre.y for stop in drawn.stops] == sorted(stop.centre.y for stop in drawn.stops)
    assert all(row == sorted(row) and len(row) <= MAX_STOPS for row in by_row)
    assert all(len(row) == len(by_row[0]) for row in by_row[:-1])


@given(CAPTIONS)
def test_everything_stands_inside_and_nothing_meets(captions: list[StopText]) -> None:
    drawn = trail(captions)
    for stop, right in zip(drawn.stops, _rights(drawn), strict=True):
        lines = [(line, NAME_SIZE) for line in stop.name] + [(line, NOTE_SIZE) for line in stop.notes]
        assert all(stop.centre.x - STOP_RADIUS + text_width(line, size) <= right for line, size in lines)
        assert all(stop.centre.x + STOP_RADIUS < flag.x and flag.x + 12 < right + STOP_RADIUS for flag in stop.flags)
        assert stop.centre.y - FLAG_HEIGHT >= 0
        assert stop.lower + len(stop.notes) * 12 <= drawn.height + 12
    assert all(0 <= point.x <= TRAIL_WIDTH and 0 <= point.y <= drawn.height for point in drawn.route)


@given(CAPTIONS)
def test_the_line_joins_all_stops_in_order(captions: list[StopText]) -> None:
    drawn = trail(captions)
    assert bool(drawn.route) is bool(drawn.stops)
    ends = [stop.centre for stop in drawn.stops if stop.centre in drawn.route]
    assert ends == sorted(ends, key=lambda point: (point.y, point.x))
    assert not drawn.stops or (ends[0], ends[-1]) == (drawn.stops[0].centre, drawn.stops[-1].centre)
    assert drawn.route[:1] == tuple(ends[:1])


def _rights(drawn: Trail) -> list[float]:
    """Return how far to the right each stop may reach: to the next one in its row, or to the edge."""
    after = [
        following.centre.x - STOP_RADIUS if following.centre.y == stop.centre.y else float(TRAIL_WIDTH)
        for stop, following in pairwise(drawn.stops)
    ]
    return [*after, *([float(TRAIL_WIDTH)] if drawn.stops else [])]
