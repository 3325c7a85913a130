from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.diagram import Diagram, Lane, Link, Stage, Step, StepKind
from journeybook.draw.geometry import Box, Point, between
from journeybook.draw.labels import place_labels
from journeybook.draw.nearby import Nearby
from journeybook.draw.place import place
from journeybook.draw.placement import Placement
from journeybook.draw.route import Route, curve, length, tidy

BENT = (Point(0, 0), Point(40, 0), Point(40, 60))


def test_a_curve_starts_at_the_source_rounds_its_corner_and_leaves_room_for_the_arrow_head() -> None:
    controls = curve(BENT)
    assert controls[0] == BENT[0]
    assert controls[-1] == Point(40, 52)
    assert len(controls) % 3 == 1
    assert controls[3:7] == (Point(35, 0), Point(40, 0), Point(40, 0), Point(40, 5))


def test_a_route_shorter_than_an_arrow_head_still_has_a_shaft() -> None:
    assert curve((Point(0, 0), Point(0, 5)))[-1] == Point(0, 1)


def test_tidying_keeps_both_ends() -> None:
    assert tidy((Point(0, 0), Point(0, 0), Point(0, 20), Point(0, 40), Point(0.2, 41), Point(9, 41))) == (
        Point(0, 0),
        Point(0.2, 41),
        Point(9, 41),
    )
    assert length(BENT) == 100


def test_words_stand_beside_their_own_arrow_and_clear_of_everything_else() -> None:
    placement = _two_steps(StepKind.COMPANY)
    route = _straight(placement)
    box = place_labels(placement, {0: route})[0]
    assert not any(box.meets(placed.box) for placed in placement.steps)
    assert not box.meets(between(*route))
    assert abs(box.centre.y - route[0].y) < 20
    assert abs(box.centre.x - (route[0].x + route[1].x) / 2) < 10


def test_words_of_a_decision_stand_near_it() -> None:
    company, decision = _two_steps(StepKind.COMPANY), _two_steps(StepKind.DECISION)
    near, middle = (place_labels(placement, {0: _far(placement)})[0].x - placement.steps[0].box.right for placement in (decision, company))
    assert near < middle


def test_two_labels_do_not_meet() -> None:
    placement = _two_steps(StepKind.COMPANY, links=2)
    route = _straight(placement)
    boxes = place_labels(placement, {0: route, 1: route})
    assert not boxes[0].meets(boxes[1])


@given(st.lists(st.tuples(*[st.integers(-200, 400)] * 2, *[st.integers(0, 200)] * 2), max_size=12))
def test_looking_nearby_finds_all_that_asking_everyone_finds(sizes: list[tuple[int, int, int, int]]) -> None:
    boxes = [Box(*size) for size in sizes]
    nearby = Nearby()
    for number, box in enumerate(boxes):
        nearby.add(number, box)
    for box in boxes:
        assert nearby.meeting(box) == {number for number, other in enumerate(boxes) if box.meets(other)}


def _two_steps(kind: StepKind, *, links: int = 1) -> Placement:
    steps = (Step("a", "l", "t", kind, "First"), Step("b", "l", "t", StepKind.COMPANY, "Second"))
    return place(Diagram("d", "D", "", (Lane("l", "Lane"),), (Stage("t", "Stage"),), steps, (Link("a", "b", "Yes"),) * links))


def _straight(placement: Placement) -> Route:
    first, second = (placed.box for placed in placement.steps)
    return Point(first.right, first.centre.y), Point(second.x, second.centre.y)


def _far(placement: Placement) -> Route:
    start, end = _straight(placement)
    return start, Point(end.x + 200, end.y)
