"""What a swimlane is once everything but its arrows has a position."""

from dataclasses import dataclass

from journeybook.draw.diagram import Diagram, Lane, Link, Stage, Step
from journeybook.draw.geometry import Box, Point

LANE_HEADING = 104


@dataclass(frozen=True)
class PlacedLane:
    """A lane with its band, which runs over the whole width, and the lines of its heading at the left end."""

    lane: Lane
    band: Box
    lines: tuple[str, ...]

    @property
    def heading(self) -> Box:
        """The left end of the band, where the name stands and no step ever does."""
        return Box(self.band.x, self.band.y, LANE_HEADING, self.band.height)


@dataclass(frozen=True)
class PlacedStage:
    """A stage with its header over its columns, and the lines of its name."""

    stage: Stage
    header: Box
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlacedStep:
    """A step with its box, the lines of its label, its column and its row inside its lane."""

    step: Step
    box: Box
    lines: tuple[str, ...]
    column: int
    row: int


@dataclass(frozen=True)
class PlacedLink:
    """A link with the lines of its label; only a link to the same step has its path already."""

    link: Link
    is_back: bool
    lines: tuple[str, ...]
    path: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Placement:
    """A diagram with a place for everything but its arrows; every list stands in the diagram's own order."""

    diagram: Diagram
    width: float
    height: float
    lanes: tuple[PlacedLane, ...]
    stages: tuple[PlacedStage, ...]
    steps: tuple[PlacedStep, ...]
    links: tuple[PlacedLink, ...]
