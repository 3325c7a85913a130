"""A picture beside what it was to show, as the checks of defects and the counts of faults ask about it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import hypot

from drawn import Drawn, DrawnLink, DrawnShape, Polyline
from strokes import Strokes, sized

from journeybook.draw.diagram import Diagram, Flow, StepKind
from journeybook.draw.geometry import Box, Point, spanning_box
from journeybook.draw.text import single_line

_SHRINK = 2.0
_AIR = 2.0  # round the words of a heading


@dataclass(frozen=True)
class Case:
    """A picture, what it was to show, and the direction of time in it."""

    diagram: Diagram
    drawn: Drawn
    flow: Flow

    @cached_property
    def strokes(self) -> Strokes:
        return Strokes.of([link.route for link in self.drawn.links])

    @cached_property
    def steps(self) -> dict[str, DrawnShape]:
        return {step.id: step for step in self.drawn.steps}

    @cached_property
    def shapes(self) -> list[DrawnShape]:
        """Everything but the links."""
        return [*self.drawn.lanes, *self.drawn.stages, *self.drawn.floats, *self.drawn.steps]

    @cached_property
    def boxes(self) -> list[Box]:
        """The boxes of the steps, in the order of the drawing."""
        return [step.box for step in self.drawn.steps]

    @cached_property
    def kinds(self) -> list[StepKind | None]:
        """The kinds of the steps, in the order of the drawing."""
        asked = {single_line(step.id): step.kind for step in self.diagram.steps}
        return [asked.get(step.id) for step in self.drawn.steps]

    @cached_property
    def labelled(self) -> list[DrawnLink]:
        """The links that have words."""
        return [link for link in self.drawn.links if link.words]

    @cached_property
    def headings(self) -> list[tuple[str, Box]]:
        """Where the names of lanes stand, over the whole breadth of the band, the headers of stages, and floating bars."""
        lanes = [(f"lane {band.id}", self._heading(band)) for band in self.drawn.lanes if band.words]
        bars = [(f"float {bar.id}", bar.box) for bar in self.drawn.floats]
        return lanes + [(f"stage {band.id}", band.box) for band in self.drawn.stages] + bars

    def along(self, box: Box) -> tuple[float, float]:
        """Return where a box begins and ends along the flow of time."""
        return (box.x, box.right) if self.flow is Flow.HORIZONTAL else (box.y, box.bottom)

    def foreign(self, link: int, step: int) -> bool:
        """Return whether a step, by its number, is no end of a link, by its number."""
        drawn = self.drawn.links[link]
        return self.drawn.steps[step].id not in {drawn.source, drawn.target}

    def _heading(self, band: DrawnShape) -> Box:
        right, bottom = max(line.right for line in band.words) + _AIR, max(line.bottom for line in band.words) + _AIR
        if self.flow is Flow.HORIZONTAL:
            return Box(band.box.x, band.box.y, right - band.box.x, band.box.height)
        return Box(band.box.x, band.box.y, band.box.width, bottom - band.box.y)


def title(link: DrawnLink) -> str:
    """Return how a link is called in an answer."""
    return f"{link.source}>{link.target}"


def name_of(case: Case, link: int, step: int) -> str:
    """Return how a link at a step is called in an answer."""
    return f"{title(case.drawn.links[link])} at {case.drawn.steps[step].id}"


def core(box: Box, kind: StepKind | None) -> Box:
    """Return the part of a step's box in which a foreign line is a defect: of a diamond the half-size box inside it."""
    if kind is StepKind.DECISION:
        return Box(box.x + box.width / 4, box.y + box.height / 4, box.width / 2, box.height / 2)
    return sized(box, -_SHRINK)


def distance(point: Point, route: Polyline) -> float:
    """Return how far a point is from a line."""
    return min(hypot(near.x - point.x, near.y - point.y) for near in (_nearest(point, *piece) for piece in pairwise(route)))


def gap(box: Box, route: Polyline) -> float:
    """Return the distance between a box and a route, whose pieces are taken as the boxes that they span."""
    return min(
        hypot(max(0, box.x - piece.right, piece.x - box.right), max(0, box.y - piece.bottom, piece.y - box.bottom))
        for piece in (spanning_box(start, end) for start, end in pairwise(route))
    )


def _nearest(point: Point, start: Point, end: Point) -> Point:
    x, y = end.x - start.x, end.y - start.y
    along = ((point.x - start.x) * x + (point.y - start.y) * y) / ((x * x + y * y) or 1)
    share = min(1.0, max(0.0, along))
    return Point(start.x + share * x, start.y + share * y)
