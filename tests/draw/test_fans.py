"""Many parallel steps, and many in one stage: drawn without crossings, and folded where they do not fit."""

import pytest
from defects import defects
from drawn import read_drawn
from faults import faults

from journeybook.draw.bundles import LEAST_FAN, bundles
from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, Flow, StepKind
from journeybook.draw.panels import MAP_WIDTH, STAGE_WIDTH, Wording, panels
from journeybook.render.svg import swimlane_svg

WORDING = Wording("From", "Next", lambda steps: (steps[0].label, ""), lambda steps: (steps[0].label, ""))


@pytest.mark.parametrize("flow", Flow)
@pytest.mark.parametrize("label", ["", "case"])
@pytest.mark.parametrize("lanes", [1, 3])
def test_a_fan_of_thirty_steps_has_no_crossing(lanes: int, label: str, flow: Flow) -> None:
    diagram = fan(30, lanes=lanes, label=label)
    drawn = read_drawn(swimlane_svg(diagram, flow))
    soft = faults(diagram, drawn, flow)
    assert defects(diagram, drawn, flow) == {}
    assert soft.crossings == 0
    assert soft.words_nearer_another_link <= 1


@pytest.mark.parametrize("width", [MAP_WIDTH, STAGE_WIDTH])
@pytest.mark.parametrize("lanes", [1, 4])
def test_sixty_steps_of_one_stage_are_folded_into_rows(lanes: int, width: float) -> None:
    steps = tuple(DiagramStep(f"s{n}", f"l{n * 7 // 3 % lanes}", "t", StepKind.CUSTOMER, f"Does thing number {n}") for n in range(60))
    links = tuple(DiagramLink(f"s{n}", f"s{n + 1}") for n in range(59))
    diagram = Diagram("d", "D", "", lanes_of(lanes), (DiagramStage("t", "Stage"),), steps, links)
    shown = panels(diagram, WORDING, width=width)
    assert len(shown) > 2
    assert [len(panel.connectors) for panel in shown] == [1, *[2] * (len(shown) - 2), 1]
    for panel in shown:
        drawn = read_drawn(swimlane_svg(panel.diagram, panel.flow, width=width))
        assert drawn.frame.width <= width + 8
        assert defects(panel.diagram, drawn, panel.flow) == {}


def test_links_are_bundled_that_leave_one_step_and_look_alike() -> None:
    diagram = fan(LEAST_FAN, lanes=1)

    assert bundles(diagram, back=()) == (*[0] * LEAST_FAN, *[LEAST_FAN] * LEAST_FAN)
    assert bundles(diagram, back={0}) == (*range(LEAST_FAN), *[LEAST_FAN] * LEAST_FAN)
    assert bundles(fan(LEAST_FAN - 1, lanes=1), back=()) == tuple(range(2 * LEAST_FAN - 2))
    handoff = DiagramLink("a", "s0", kind=DiagramLinkKind.HANDOFF)
    assert bundles(with_first_link(diagram, handoff), back=()) == (*range(LEAST_FAN), *[LEAST_FAN] * LEAST_FAN)
    assert bundles(with_first_link(diagram, diagram.links[1]), back=()) == (*range(LEAST_FAN), *[LEAST_FAN] * LEAST_FAN)


def fan(count: int, *, lanes: int, label: str = "") -> Diagram:
    """Make a step from which many set out that all lead to a last one."""
    first = DiagramStep("a", "l0", "t", StepKind.DECISION if label else StepKind.COMPANY, "Set out")
    steps = tuple(DiagramStep(f"s{n}", f"l{n % lanes}", "t", StepKind.CUSTOMER, f"Does thing number {n}") for n in range(count))
    last = DiagramStep("z", "l0", "t", StepKind.COMPANY, "All is done")
    out = tuple(DiagramLink("a", step.id, f"{label} {number}" if label else "") for number, step in enumerate(steps))
    links = (*out, *(DiagramLink(step.id, "z") for step in steps))
    return Diagram("fan", "Fan", "", lanes_of(lanes), (DiagramStage("t", "Stage"),), (first, *steps, last), links)


def with_first_link(diagram: Diagram, link: DiagramLink) -> Diagram:
    return Diagram(diagram.id, diagram.title, diagram.description, diagram.lanes, diagram.stages, diagram.steps, (link, *diagram.links[1:]))


def lanes_of(count: int) -> tuple[DiagramLane, ...]:
    return tuple(DiagramLane(f"l{number}", f"Lane {number}") for number in range(count))
