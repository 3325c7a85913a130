"""Panels hold every step once and every link, and connectors lead to where the other end is."""

import os

import pytest
from defects import defects
from drawn import read_drawn
from journeys import journey

from journeybook.draw.diagram import Diagram, DiagramForm, DiagramLane, DiagramLink, DiagramStage, DiagramStep, Flow, StepKind
from journeybook.draw.panels import MAX_WIDTH, SwimlanePanel, Wording, panels
from journeybook.draw.swimlane import place_diagram
from journeybook.render.svg import swimlane_svg

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
WORDING = Wording("From", "Next", lambda step: (f"from: {step.label}", step.title), lambda step: (f"to: {step.label}", step.title))


@pytest.mark.parametrize("seed", range(200 if LONG else 20))
def test_random_journeys_in_panels_lose_nothing_and_have_no_defect(seed: int) -> None:
    diagram = journey(seed)
    shown = panels(diagram, WORDING, wanted=DiagramForm.PANELS)
    assert [stage for panel in shown for stage in panel.stages] == [stage.id for stage in diagram.stages]
    assert sorted(step.id for panel in shown for step in steps_without_connectors(panel)) == sorted(step.id for step in diagram.steps)
    home = {step.id: number for number, panel in enumerate(shown) for step in steps_without_connectors(panel)}
    inside = sum(home[link.source] == home[link.target] for link in diagram.links)
    assert sum(len(panel.diagram.links) for panel in shown) == inside + 2 * (len(diagram.links) - inside)
    for number, panel in enumerate(shown):
        assert {lane.id for lane in panel.diagram.lanes} == {step.lane for step in panel.diagram.steps}
        assert [step for _, step in panel.connectors if home[step] == number] == []
        assert defects(panel.diagram, read_drawn(swimlane_svg(panel.diagram, panel.flow)), panel.flow) == {}


@pytest.mark.parametrize(
    ("steps", "forms"),
    [
        (3, [Flow.HORIZONTAL]),
        (20, [Flow.VERTICAL]),
        (60, [Flow.HORIZONTAL] * 8),
    ],
)
def test_a_swimlane_takes_the_first_form_that_fits(steps: int, forms: list[Flow]) -> None:
    assert [panel.flow for panel in panels(chain(steps), WORDING)] == forms


def test_a_swimlane_beyond_measure_is_shown_in_panels() -> None:
    shown = panels(chain(400), WORDING)
    assert len(shown) == 80
    assert sum(len(steps_without_connectors(panel)) for panel in shown) == 400


def test_a_form_may_be_asked_for() -> None:
    assert [panel.flow for panel in panels(chain(20), WORDING, wanted=DiagramForm.HORIZONTAL)] == [Flow.HORIZONTAL]
    assert [panel.flow for panel in panels(chain(3), WORDING, wanted=DiagramForm.VERTICAL)] == [Flow.VERTICAL]
    assert place_diagram(chain(3)).width < MAX_WIDTH


def steps_without_connectors(panel: SwimlanePanel) -> list[DiagramStep]:
    """Return the steps of a panel without its connectors."""
    return [step for step in panel.diagram.steps if step.id not in dict(panel.connectors)]


def chain(count: int) -> Diagram:
    """Make a journey in which each step leads to the next one in the other lane, five steps to a stage."""
    stages = tuple(DiagramStage(f"t{number}", f"Stage {number}") for number in range((count + 4) // 5))
    steps = tuple(DiagramStep(f"s{n}", f"l{n % 3 // 2}", f"t{n // 5}", StepKind.COMPANY, f"Does thing number {n}") for n in range(count))
    links = tuple(DiagramLink(f"s{number}", f"s{number + 1}") for number in range(count - 1))
    return Diagram("d", "D", "", (DiagramLane("l0", "One"), DiagramLane("l1", "Two")), stages, steps, links)
