"""A laid-out swimlane: the diagram with a position for every part."""

from dataclasses import dataclass

from journeybook.draw.diagram import Diagram, DiagramFloat, DiagramLane, DiagramLink, DiagramStage, DiagramStep, Flow
from journeybook.draw.geometry import Box
from journeybook.draw.route import Route


@dataclass(frozen=True)
class PlacedLane:
    """A lane with its band, which spans the picture, its heading at the beginning, where no step stands, and the lines of its name."""

    lane: DiagramLane
    band: Box
    heading: Box
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlacedStage:
    """A stage with its header beside its columns, and the lines of its name."""

    stage: DiagramStage
    header: Box
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlacedFloat:
    """A bar over the stages in which something floats, and the lines of its label."""

    floating: DiagramFloat
    box: Box
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlacedStep:
    """A step with its box, the lines of its label, its column and its row inside its lane."""

    step: DiagramStep
    box: Box
    lines: tuple[str, ...]
    column: int
    row: int


@dataclass(frozen=True)
class PlacedLink:
    """A link with its route, the lines of its label and the box of the label, which only a link without one lacks."""

    link: DiagramLink
    is_back: bool
    route: Route
    lines: tuple[str, ...]
    label: Box | None


@dataclass(frozen=True)
class Placement:
    """A diagram with the positions of its parts, which stand in the diagram's own order; sizes in points."""

    diagram: Diagram
    flow: Flow
    is_turned: bool
    """Whether the names of stages and bars are turned, to be read from below upwards."""
    width: float
    height: float
    lanes: tuple[PlacedLane, ...]
    stages: tuple[PlacedStage, ...]
    floats: tuple[PlacedFloat, ...]
    steps: tuple[PlacedStep, ...]
    links: tuple[PlacedLink, ...]
