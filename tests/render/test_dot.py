import re
import subprocess
import sys
from pathlib import Path

import pytest

from journeybook.draw.diagram import Diagram, Lane, Link, LinkKind, Stage, Step, StepKind
from journeybook.draw.geometry import Point
from journeybook.draw.place import place
from journeybook.render.dot import routes_found, to_dot
from journeybook.render.graphviz_program import DrawingFailed, graphviz

DIAGRAM = Diagram(
    id="demo",
    title="Demo",
    description="",
    lanes=(Lane("customer", "Customer"), Lane("sales", "Sales")),
    stages=(Stage("buy", "Buy"), Stage("use", "Use")),
    steps=(
        Step("ask", "customer", "buy", StepKind.CUSTOMER, "Asks"),
        Step("fits", "sales", "buy", StepKind.DECISION, "Fits?"),
        Step("go", "customer", "use", StepKind.MILESTONE, "Goes live"),
    ),
    links=(Link("ask", "fits"), Link("fits", "go", "Yes", LinkKind.HANDOFF), Link("fits", "fits", "Later", LinkKind.LOOP)),
)


def test_the_whole_dot_of_a_small_diagram() -> None:
    assert to_dot(place(DIAGRAM)).splitlines() == [
        "digraph swimlane {",
        (
            '\tgraph [bb="0,0,464,188" bgcolor=transparent fontname=Helvetica fontsize=13 id=g0'
            " notranslate=true outputorder=nodesfirst splines=ortho]"
        ),
        "\tnode [fixedsize=true fontname=Helvetica fontsize=12]",
        "\tedge [arrowsize=0.8 fontname=Helvetica fontsize=11]",
        "\tsubgraph cluster_l1 {",
        '\t\tgraph [bb="0,80,464,160" id=l1 label=Customer lp="52,120"]',
        '\t\tn1 [height=0.639 id=n1 label=Asks pos="194,120" shape=box style=rounded width=1.722]',
        '\t\tn3 [height=0.639 id=n3 label="Goes live" pos="374,120" shape=hexagon style=solid width=1.889]',
        "\t}",
        "\tsubgraph cluster_l2 {",
        '\t\tgraph [bb="0,0,464,80" id=l2 label=Sales lp="52,40"]',
        '\t\tn2 [height=0.639 id=n2 label="Fits?" pos="194,40" shape=diamond style=solid width=1.889]',
        "\t}",
        "\tsubgraph cluster_s1 {",
        '\t\tgraph [bb="106,164,282,188" id=s1 label=Buy lp="194,176"]',
        "\t}",
        "\tsubgraph cluster_s2 {",
        '\t\tgraph [bb="286,164,462,188" id=s2 label=Use lp="374,176"]',
        "\t}",
        "\tn1 -> n2 [id=e1]",
        "\tn2 -> n3 [id=e2]",
        (
            '\tn2 -> n2 [id=e3 label=Later lp="161.465,73.265" pos="e,208,58.265 180,58.265 180,58.265 180,72 180,72 180,77 180,77 185,77'
            ' 185,77 203,77 203,77 208,77 208,77 208,72 208,72 208,66.265 208,66.265"]'
        ),
        "}",
    ]


def test_routes_come_back_from_graphviz_and_are_kept_in_the_second_drawing() -> None:
    placement = place(DIAGRAM)
    routes = routes_found(placement, graphviz(to_dot(placement), output="json0"))
    assert sorted(routes) == [0, 1, 2]
    assert routes[2] == placement.links[2].path
    for start, end in zip(routes[1], routes[1][1:], strict=False):
        assert min(abs(start.x - end.x), abs(start.y - end.y)) < 1
    again = routes_found(placement, graphviz(to_dot(placement, routes), output="json0"))
    assert {position: (route[0], route[-1]) for position, route in again.items()} == {
        position: (_near(route[0]), _near(route[-1])) for position, route in routes.items()
    }


def test_no_id_of_an_author_is_in_dot_and_no_colour() -> None:
    dot = to_dot(place(DIAGRAM))
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
    placement = place(DIAGRAM)
    return to_dot(placement) + to_dot(placement, routes_found(placement, graphviz(to_dot(placement), output="json0")))


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


def _near(point: Point) -> Point:
    return pytest.approx(point, abs=1)  # type: ignore[return-value]  # equal to every point near it
