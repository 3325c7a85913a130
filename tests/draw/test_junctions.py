"""Groups of steps between junctions are drawn soundly, however many steps lead into one small shape."""

import pytest
from defects import spoiled

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramStage, DiagramStep, Flow, StepKind


def two_groups(first: int, second: int, lanes: int) -> Diagram:
    """Return two groups in a row, each in a stage of its own, with steps in turn in every lane."""
    steps: list[DiagramStep] = []
    links = [DiagramLink("out-a", "in-b")]
    for stage, size in (("a", first), ("b", second)):
        members = [DiagramStep(f"{stage}{n}", f"l{n % lanes}", stage, StepKind.CUSTOMER, f"Does thing number {n}") for n in range(size)]
        entrance = DiagramStep(f"in-{stage}", "l0", stage, StepKind.JUNCTION, "any of")
        way_out = DiagramStep(f"out-{stage}", "l0", stage, StepKind.JUNCTION, "done")
        steps += [entrance, *members, way_out]
        links += [link for step in members for link in (DiagramLink(entrance.id, step.id), DiagramLink(step.id, way_out.id))]
    stages = (DiagramStage("a", "First"), DiagramStage("b", "Second"))
    return Diagram(
        f"groups-{first}-{second}",
        "Groups",
        "",
        tuple(DiagramLane(f"l{n}", f"Lane {n}") for n in range(lanes)),
        stages,
        tuple(steps),
        tuple(links),
    )


@pytest.mark.parametrize("flow", Flow)
@pytest.mark.parametrize("shape", [(2, 2, 1), (5, 10, 1), (5, 10, 3), (20, 8, 2), (30, 1, 4)])
def test_groups_in_a_row_are_drawn_without_a_defect(shape: tuple[int, int, int], flow: Flow) -> None:
    diagram = two_groups(*shape)
    assert len(diagram.links) == 2 * (shape[0] + shape[1]) + 1
    assert spoiled([diagram], flow) == {}
