"""Our pictures of the prototype's journeys are at least as good as its own."""

import os

import pytest
from defects import spoiled
from drawn import read_drawn
from faults import Faults, faults
from prototype import prototype_journeys, prototype_random

from journeybook.draw.back_edges import back_links
from journeybook.draw.columns import assign_columns
from journeybook.draw.diagram import Diagram, Flow
from journeybook.render.svg import swimlane_svg

COMPARED = 200 if os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long" else 40
PROTOTYPE = {
    (40, Flow.HORIZONTAL): {"crossings": 139, "area": 106_973_499, "length": 369_254},
    (40, Flow.VERTICAL): {"crossings": 163, "area": 95_976_461, "length": 437_371},
    (200, Flow.HORIZONTAL): {"crossings": 614, "area": 488_463_975, "length": 1_620_796},
    (200, Flow.VERTICAL): {"crossings": 701, "area": 431_731_241, "length": 1_886_715},
}
"""What the prototype itself draws of so many of its random journeys, by its own measure and with its text of 11 points (ours has 12)."""


@pytest.mark.parametrize("flow", Flow)
def test_the_journeys_of_the_prototype_are_drawn_without_a_defect(flow: Flow) -> None:
    diagrams = prototype_journeys()
    assert sorted(diagrams) == ["large", "medium", "small"]
    assert spoiled(diagrams.values(), flow) == {}


@pytest.mark.parametrize("flow", Flow)
def test_pictures_are_at_least_as_good_as_the_prototypes(flow: Flow) -> None:
    pictures = [measured(prototype_random(seed), flow) for seed in range(COMPARED)]
    totals = {name: sum(getattr(picture, name) for picture in pictures) for name in ("crossings", "area", "length")}
    most = PROTOTYPE[COMPARED, flow]
    assert {name: total for name, total in totals.items() if total > most[name]} == {}


@pytest.mark.parametrize(("name", "expected"), [("small", 5), ("medium", 14), ("large", 31)])
def test_real_journeys_stay_as_narrow_as_they_were_measured(name: str, expected: int) -> None:
    diagram = prototype_journeys()[name]
    assert assign_columns(diagram, back_links(diagram)).count == expected


def measured(diagram: Diagram, flow: Flow) -> Faults:
    """Draw a diagram and count its faults."""
    return faults(diagram, read_drawn(swimlane_svg(diagram, flow=flow)), flow)
