"""Our pictures of the prototype's journeys are at least as good as its own."""

import pytest
from defects import spoiled
from drawn import read_drawn
from faults import Faults, faults
from prototype import prototype_journeys, prototype_random

from journeybook.draw.back_edges import back_links
from journeybook.draw.columns import assign_columns
from journeybook.draw.diagram import Diagram, Flow
from journeybook.render.svg import swimlane_svg

# What the prototype itself draws of its random journeys 0 to 199, by its own measure and with its text of 11 points (ours has 12).
CROSSINGS = {Flow.HORIZONTAL: 614, Flow.VERTICAL: 701}
AREA = {Flow.HORIZONTAL: 488_463_975, Flow.VERTICAL: 431_731_241}
LENGTH = {Flow.HORIZONTAL: 1_620_796, Flow.VERTICAL: 1_886_715}


@pytest.mark.parametrize("flow", Flow)
def test_the_journeys_of_the_prototype_are_drawn_without_a_defect(flow: Flow) -> None:
    diagrams = prototype_journeys()
    assert sorted(diagrams) == ["large", "medium", "small"]
    assert spoiled(diagrams.values(), flow) == {}


@pytest.mark.parametrize("flow", Flow)
def test_pictures_are_at_least_as_good_as_the_prototypes(flow: Flow) -> None:
    drawn = [measured(prototype_random(seed), flow) for seed in range(200)]
    ours = {name: sum(getattr(one, name) for one in drawn) for name in ("crossings", "area", "length")}
    most = {"crossings": CROSSINGS[flow], "area": AREA[flow], "length": LENGTH[flow]}
    assert {name: total for name, total in ours.items() if total > most[name]} == {}


@pytest.mark.parametrize(("name", "expected"), [("small", 5), ("medium", 14), ("large", 31)])
def test_real_journeys_stay_as_narrow_as_they_were_measured(name: str, expected: int) -> None:
    diagram = prototype_journeys()[name]
    assert assign_columns(diagram, back_links(diagram)).count == expected


def measured(diagram: Diagram, flow: Flow) -> Faults:
    """Draw a diagram and count its faults."""
    return faults(diagram, read_drawn(swimlane_svg(diagram, flow=flow)), flow)
