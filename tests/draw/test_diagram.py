import pytest

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramStage, DiagramStep, StepKind

LANES = (DiagramLane("us", "Us"),)
STAGES = (DiagramStage("now", "Now"),)
STEP = DiagramStep("a", "us", "now", StepKind.COMPANY, "A")


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"steps": (STEP, STEP)}, "two steps of a diagram have the id 'a'"),
        ({"lanes": (*LANES, *LANES)}, "two lanes of a diagram have the id 'us'"),
        ({"stages": ()}, "no stage with the id 'now'"),
        ({"lanes": ()}, "no lane with the id 'us'"),
        ({"links": (DiagramLink("a", "b"),)}, "no step with the id 'b'"),
    ],
)
def test_a_diagram_that_does_not_fit_together_is_our_own_fault(parts: dict[str, tuple[object, ...]], sentence: str) -> None:
    whole: dict[str, tuple[object, ...]] = {"lanes": LANES, "stages": STAGES, "steps": (STEP,), **parts}
    with pytest.raises(ValueError, match=sentence):
        Diagram("d", "D", "", **whole)  # type: ignore[arg-type]  # any part may be left empty
