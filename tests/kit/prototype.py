"""The journeys by which the prototype of the swimlanes was measured, read from its folder beside the repository."""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, StepKind

FOLDER = Path(__file__).parents[3] / "shared" / "prototypes" / "swimlane"
_KINDS = {
    "att": StepKind.ATTENTION,
    "comp": StepKind.COMPANY,
    "cust": StepKind.CUSTOMER,
    "dec": StepKind.DECISION,
    "mile": StepKind.MILESTONE,
    "mot": StepKind.MOMENT,
}


def prototype_journeys() -> dict[str, Diagram]:
    """Return the three journeys that were written by hand, by their names."""
    return {name: converted(name, graph) for name, graph in _module("graphs").GRAPHS.items()}


def prototype_random(seed: int) -> Diagram:
    """Return the random journey of a seed as the prototype makes it."""
    return converted(f"random-{seed}", _module("fuzz").rnd(seed))


def converted(name: str, graph: dict[str, Any]) -> Diagram:
    """Return a graph of the prototype as a diagram."""
    return Diagram(
        id=name,
        title=name,
        description="",
        lanes=tuple(DiagramLane(*lane) for lane in graph["lanes"]),
        stages=tuple(DiagramStage(*stage) for stage in graph["stages"]),
        steps=tuple(DiagramStep(node["id"], node["lane"], node["stage"], _KINDS[node["kind"]], node["label"]) for node in graph["nodes"]),
        links=tuple(
            DiagramLink(edge["src"], edge["dst"], edge["label"], DiagramLinkKind(edge["kind"] or "flow")) for edge in graph["edges"]
        ),
    )


def _module(name: str) -> ModuleType:
    """Import one of the prototype's files, which import each other by their bare names."""
    sys.path.insert(0, str(FOLDER))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(FOLDER))
