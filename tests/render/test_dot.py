import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, Flow, StepKind
from journeybook.draw.swimlane import place_diagram
from journeybook.render.dot import to_dot
from journeybook.render.graphviz_program import DrawingFailed, graphviz

SMALL = Path(__file__).parent / "small.dot"
DIAGRAM = Diagram(
    id="demo",
    title="Demo",
    description="",
    lanes=(DiagramLane("customer", "Customer"), DiagramLane("sales", "Sales")),
    stages=(DiagramStage("buy", "Buy"), DiagramStage("use", "Use")),
    steps=(
        DiagramStep("ask", "customer", "buy", StepKind.CUSTOMER, "Asks"),
        DiagramStep("fits", "sales", "buy", StepKind.DECISION, "Fits?"),
        DiagramStep("go", "customer", "use", StepKind.MILESTONE, "Goes live"),
    ),
    links=(
        DiagramLink("ask", "fits"),
        DiagramLink("fits", "go", "Yes", DiagramLinkKind.HANDOFF),
        DiagramLink("fits", "fits", "Later", DiagramLinkKind.LOOP),
    ),
)


def test_the_whole_dot_of_a_small_diagram() -> None:
    """Compare what is there and in which order; where it stands is measured elsewhere."""
    dot = to_dot(place_diagram(DIAGRAM))
    if os.environ.get("JOURNEYBOOK_REWRITE"):
        SMALL.write_text(dot, encoding="utf-8")
    assert _structure(dot) == _structure(SMALL.read_text(encoding="utf-8"))


def _structure(dot: str) -> str:
    """Return DOT without the numbers of positions and sizes; how many points a link has stays."""
    return re.sub(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])", "0", dot)


@pytest.mark.parametrize("flow", Flow)
def test_a_mirrored_picture_counts_from_its_right_edge(flow: Flow) -> None:
    placement = place_diagram(DIAGRAM, flow)
    usual, mirrored = (to_dot(replace(placement, diagram=replace(DIAGRAM, is_mirrored=way))) for way in (False, True))
    points, mirrored_points = (_points(dot) for dot in (usual, mirrored))
    assert len(points) > 20
    pairs = zip(points, mirrored_points, strict=True)
    assert all(abs(x + mirrored_x - placement.width) < 0.01 and y == mirrored_y for (x, y), (mirrored_x, mirrored_y) in pairs)
    boxes = [tuple(map(float, box.split(","))) for box in re.findall(r'bb="([^"]+)"', mirrored)]
    assert len(boxes) == 1 + 2 + 2
    assert all(0 <= left < right < placement.width + 0.01 and bottom < top for left, bottom, right, top in boxes)


def _points(dot: str) -> list[tuple[float, float]]:
    """Return every position of a step, a label and a bend."""
    texts = (point for line in re.findall(r'\b(?:pos|lp)="(?:e,)?([^"]+)"', dot) for point in line.split())
    return [(float(x), float(y)) for x, y in (text.split(",") for text in texts)]


def test_no_id_of_an_author_is_in_dot_and_no_colour() -> None:
    dot = to_dot(place_diagram(DIAGRAM))
    assert not re.search(r"ask|fits|customer|demo|#|URL|href|tooltip|image", dot)


def test_the_same_diagram_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    code = "import runpy, sys; sys.stdout.write(runpy.run_path(sys.argv[1])['everything']())"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, __file__],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2] / "macros")},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert outputs == {everything()}


def everything() -> str:
    return "".join(to_dot(place_diagram(DIAGRAM, flow)) for flow in Flow)


def test_a_fault_in_dot_is_told_in_one_line() -> None:
    with pytest.raises(DrawingFailed, match="Graphviz ended with") as failure:
        graphviz("digraph { broken [")
    assert "\n" not in str(failure.value)


def test_another_program_can_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "dot"
    fake.write_text('#!/bin/sh\necho "$@" "$SERVER_NAME" "$HOME"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("JOURNEYBOOK_GRAPHVIZ", str(fake))
    assert graphviz("digraph {}") == b"-Kneato -n2 -Tsvg x \n"


def test_a_missing_program_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEYBOOK_GRAPHVIZ", "/nowhere/dot")
    with pytest.raises(DrawingFailed, match="could not be started"):
        graphviz("digraph {}")
