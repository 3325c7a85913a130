"""The machine's own Graphviz, where there is one, draws every link where the installed one does."""

import shutil
import xml.etree.ElementTree as ET

import pytest
from journeys import journey

from journeybook.draw.diagram import Flow
from journeybook.draw.swimlane import place_diagram
from journeybook.render.dot import to_dot
from journeybook.render.graphviz_program import graphviz

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def system_graphviz() -> str:
    return shutil.which("dot") or pytest.skip("no Graphviz found: install the package graphviz")


@pytest.mark.parametrize("flow", Flow)
def test_links_run_where_they_run_with_the_installed_program(flow: Flow, system_graphviz: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawings = [to_dot(place_diagram(journey(seed), flow)) for seed in range(4)]
    ours = [links(graphviz(dot)) for dot in drawings]
    monkeypatch.setenv("JOURNEYBOOK_GRAPHVIZ", system_graphviz)
    assert min(map(len, ours)) > 10
    assert [links(graphviz(dot)) for dot in drawings] == ours


def links(svg: bytes) -> dict[str, list[str | None]]:
    """Return the line of every link; the tip of an arrow may stand a little apart in another version."""
    groups = [group for group in ET.fromstring(svg).iter(f"{SVG}g") if group.get("class") == "edge"]  # noqa: S314 - what we drew ourselves
    return {group.get("id", ""): [path.get("d") for path in group.iter(f"{SVG}path")] for group in groups}
