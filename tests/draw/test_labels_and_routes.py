from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.geometry import Box, Point, spanning_box
from journeybook.draw.link_labels import CROWDED, LabelObstacles, position_labels
from journeybook.draw.route import Route, bezier_controls, route_length, without_collinear_points
from journeybook.draw.spatial_index import SpatialIndex

BENT = (Point(0, 0), Point(40, 0), Point(40, 60))


def test_a_curve_starts_at_the_source_rounds_its_corner_and_leaves_room_for_the_arrow_head() -> None:
    controls = bezier_controls(BENT)
    assert controls[0] == BENT[0]
    assert controls[-1] == Point(40, 52)
    assert len(controls) % 3 == 1
    assert controls[3:7] == (Point(35, 0), Point(40, 0), Point(40, 0), Point(40, 5))


def test_a_route_shorter_than_an_arrow_head_still_has_a_shaft() -> None:
    assert bezier_controls((Point(0, 0), Point(0, 5)))[-1] == Point(0, 1)


def test_tidying_keeps_both_ends() -> None:
    assert without_collinear_points((Point(0, 0), Point(0, 0), Point(0, 20), Point(0, 40), Point(0.2, 41), Point(9, 41))) == (
        Point(0, 0),
        Point(0.2, 41),
        Point(9, 41),
    )
    assert route_length(BENT) == 100


def test_words_stand_beside_their_own_arrow_and_clear_of_everything_else() -> None:
    words = position_labels(scene(LEVEL))[0]
    assert not any(words.box.meets(step) for step in STEPS)
    assert not words.box.meets(spanning_box(*LEVEL))
    assert words.cost < CROWDED
    assert abs(words.box.centre.y - LEVEL[0].y) < 20
    assert abs(words.box.centre.x - (LEVEL[0].x + LEVEL[1].x) / 2) < 10


def test_words_of_a_decision_stand_near_it() -> None:
    near, middle = (position_labels(scene(LEVEL, near_source=chosen))[0].box.x for chosen in (frozenset({0}), frozenset[int]()))
    assert near < middle


def test_words_of_a_trunk_with_branches_stand_near_the_end_of_their_branch() -> None:
    near, middle = (position_labels(scene(LEVEL, near_target=chosen))[0].box.x for chosen in (frozenset({0}), frozenset[int]()))
    assert near > middle


def test_words_are_nearer_to_their_own_arrow_than_to_another() -> None:
    above = (Point(40, 14), Point(200, 14))
    assert position_labels(scene(LEVEL, above))[0].box.y > 20


def test_words_of_two_arrows_do_not_meet() -> None:
    placed = position_labels(scene(LEVEL, LEVEL))
    assert not placed[0].box.meets(placed[1].box)


def test_words_without_room_say_that_they_are_crowded() -> None:
    assert position_labels(scene((Point(40, 20), Point(44, 20))))[0].cost >= CROWDED


STEPS = (Box(0, 0, 40, 40), Box(200, 0, 40, 40))
LEVEL = (Point(40, 20), Point(200, 20))


def scene(*routes: Route, near_source: frozenset[int] = frozenset(), near_target: frozenset[int] = frozenset()) -> LabelObstacles:
    words = dict.fromkeys(range(len(routes)), (30.0, 12.0))
    return LabelObstacles(STEPS, routes, words, near_source, near_target, Box(0, -50, 240, 140), ())


@given(st.lists(st.tuples(*[st.integers(-200, 400)] * 2, *[st.integers(0, 200)] * 2), max_size=12))
def test_looking_nearby_finds_all_that_asking_everyone_finds(sizes: list[tuple[int, int, int, int]]) -> None:
    boxes = [Box(*size) for size in sizes]
    nearby = SpatialIndex()
    for number, box in enumerate(boxes):
        nearby.add(number, box)
    for box in boxes:
        assert nearby.meeting(box) == {number for number, other in enumerate(boxes) if box.meets(other)}
