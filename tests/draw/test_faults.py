"""The counts that compare two sound pictures, each on lines drawn by hand."""

import pytest
from drawn import Drawn, DrawnLink, DrawnShape, Polyline
from faults import Faults, faults

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramStage, DiagramStep, Flow, StepKind
from journeybook.draw.geometry import Box, Point

KINDS = {"a": StepKind.COMPANY, "b": StepKind.COMPANY, "far": StepKind.COMPANY, "asks": StepKind.DECISION}
STEPS = {"a": (0, 40), "b": (200, 40), "far": (100, 160), "asks": (300, 160)}  # each 40 wide and 20 high


def route(*numbers: float) -> Polyline:
    return tuple(Point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))


def measured(*routes: Polyline, words: Box | None = None) -> Faults:
    """Measure links from a to b along these routes, the first one with words in this box."""
    steps = tuple(DiagramStep(name, "us", "s", kind, name) for name, kind in KINDS.items())
    diagram = Diagram("d", "D", "", (DiagramLane("us", "Us"),), (DiagramStage("s", "S"),), steps)
    shapes = tuple(DrawnShape(name, route(x, y, x + 40, y, x + 40, y + 20, x, y + 20, x, y)) for name, (x, y) in STEPS.items())
    links = tuple(DrawnLink("a", "b", points, (words,) if words and number == 0 else ()) for number, points in enumerate(routes))
    return faults(diagram, Drawn(Box(0, 0, 400, 200), (), (), shapes, links), Flow.HORIZONTAL)


STRAIGHT = route(40, 50, 200, 50)


def test_a_straight_arrow_has_no_fault() -> None:
    assert measured(STRAIGHT, words=Box(100, 38, 20, 10)) == Faults(0, 0, 0, 0, 0, 0, 0, 0, 1, 80000, 160)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (route(60, 20, 60, 80), 1),
        (route(60, 20, 60, 80, 90, 80, 90, 20), 2),
        (route(60, 20, 60, 50.5, 61, 49.5, 61, 20), 1),  # in and out at nearly one point
        (route(60, 20, 60, 48), 0),
        (route(40, 50, 40, 90), 0),  # from the same point
    ],
)
def test_crossings_are_counted_and_neighbours_merged(other: Polyline, count: int) -> None:
    assert measured(STRAIGHT, other).crossings == count


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (route(60, 50, 70, 50), 1),
        (route(70, 51, 60, 51), 1),
        (route(60, 52, 70, 52), 0),
        (route(60, 50, 65, 50), 0),
        (route(60, 50, 70, 51), 0),
    ],
)
def test_links_on_one_line_are_counted(other: Polyline, count: int) -> None:
    assert measured(STRAIGHT, other).links_on_one_line == count


@pytest.mark.parametrize(
    ("points", "count"),
    [
        (route(95, 157, 145, 157), 1),
        (route(95, 156, 145, 156), 0),
        (route(95, 157, 102, 157), 0),
        (route(30, 37, 50, 37), 0),  # a step of its own
        (route(295, 157, 345, 157), 0),  # beside the box of a diamond is far from the diamond
    ],
)
def test_links_beside_a_foreign_step_are_counted(points: Polyline, count: int) -> None:
    assert measured(points).links_beside_a_step == count


def test_links_inside_their_own_step_are_counted() -> None:
    assert measured(route(20, 50, 200, 50)).links_in_their_step == 1
    assert measured(route(30, 50, 200, 50)).links_in_their_step == 0


def test_words_on_another_link_and_far_from_their_own_are_counted() -> None:
    words = Box(100, 70, 20, 10)
    assert measured(STRAIGHT, route(40, 75, 200, 75), words=words).words_on_a_link == 1
    assert measured(STRAIGHT, route(40, 70.5, 200, 70.5), words=words).words_on_a_link == 0
    assert measured(route(40, 75, 200, 75), words=words).words_on_a_link == 0
    assert measured(STRAIGHT, words=words).words_far_away == 1
    assert measured(STRAIGHT, words=Box(100, 69, 20, 10)).words_far_away == 0


@pytest.mark.parametrize(("y", "count"), [(36, 1), (36.5, 1), (35, 0)])  # the words end 2 points above their own link and begin at 38
def test_words_nearer_another_link_are_counted(y: float, count: int) -> None:
    assert measured(STRAIGHT, route(40, y, 200, y), words=Box(100, 38, 20, 10)).words_nearer_another_link == count


def test_bends_detour_and_length_are_measured() -> None:
    bent = measured(route(40, 50, 60, 50, 60, 20, 160, 20, 160, 50, 200, 50), STRAIGHT)
    assert (bent.bends, bent.length, bent.detour) == (2, 380, 380 / 320)
