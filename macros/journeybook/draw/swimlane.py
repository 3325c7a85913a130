"""Where everything of a swimlane stands: lanes as bands, time along them, steps in their cells, and arrows with their words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from journeybook.draw.back_edges import back_links
from journeybook.draw.columns import Columns, assign_columns
from journeybook.draw.coordinates import Layout, LineSpace, RoutedGrid, lay_out_lines, link_routes
from journeybook.draw.diagram import Diagram, DiagramLink, DiagramStep, Flow, StepKind, geometry_key
from journeybook.draw.grid import Grid, build_grid
from journeybook.draw.headings import Headings, add_headings, heading_space
from journeybook.draw.link_labels import CROWDED, LabelObstacles, LabelPosition, position_labels
from journeybook.draw.path_search import MeasuredGrid
from journeybook.draw.placement import PlacedLink, PlacedStep, Placement
from journeybook.draw.route import Route
from journeybook.draw.routing import find_paths
from journeybook.draw.rows import assign_rows
from journeybook.draw.shapes import Size, step_sizes
from journeybook.draw.sides import track_constraints
from journeybook.draw.text import LINE_HEIGHT, text_width, wrap
from journeybook.draw.tracks import assign_tracks

MAX_STEPS = 120
MAX_LINKS = 240
LINK_TEXT_SIZE = 11
_LINK_TEXT_WIDTH = 70
_ORDINARY = (124.0, 46.0)
"""The size of most steps."""
_AIR = 8.0
_ROUNDS = 4


class TooLarge(Exception):  # noqa: N818 - it says what is the case; the caller then shows the outline alone
    """A diagram holds more than one picture can show."""

    def __init__(self, *, steps: int, links: int) -> None:
        super().__init__(f"{steps} steps and {links} links are too many for one picture (at most {MAX_STEPS} and {MAX_LINKS})")
        self.steps = steps
        self.links = links


def place_diagram(diagram: Diagram, flow: Flow = Flow.HORIZONTAL) -> Placement:
    """Return the position of every part of a diagram; raise TooLarge beyond 120 steps or 240 links.

    Diagrams that differ only in what moves nothing (ids, titles, tones) are laid out once in a process.
    """
    if len(diagram.steps) > MAX_STEPS or len(diagram.links) > MAX_LINKS:
        raise TooLarge(steps=len(diagram.steps), links=len(diagram.links))
    placement = _placement(geometry_key(diagram), flow)
    return replace(
        placement,
        diagram=diagram,
        lanes=tuple(replace(placed, lane=lane) for placed, lane in zip(placement.lanes, diagram.lanes, strict=True)),
        stages=tuple(replace(placed, stage=stage) for placed, stage in zip(placement.stages, diagram.stages, strict=True)),
        steps=tuple(replace(placed, step=step) for placed, step in zip(placement.steps, diagram.steps, strict=True)),
        links=tuple(replace(placed, link=link) for placed, link in zip(placement.links, diagram.links, strict=True)),
    )


@lru_cache(maxsize=256)
def _placement(diagram: Diagram, flow: Flow) -> Placement:
    back = back_links(diagram)
    in_columns = assign_columns(diagram, back)
    in_rows = assign_rows(diagram, in_columns, back=back)
    grid = build_grid(diagram, in_columns, in_rows)
    made = track_constraints(grid, find_paths(diagram, _ground(grid, flow), back=back))
    shapes = _shapes(diagram, grid, flow)
    plan = RoutedGrid(
        grid=grid,
        made=made,
        tracks=assign_tracks(grid, made),
        kinds={grid.steps[step.id]: step.kind for step in diagram.steps},
        sizes={grid.steps[step]: shape[:2] for step, shape in shapes.items()},
        headings=heading_space(diagram, grid, in_columns, flow),
        flow=flow,
    )
    picture = _with_words(diagram, plan, in_columns)
    whole = picture.layout.whole()
    boxes = {step.id: picture.layout.box(grid.steps[step.id], *shapes[step.id][:2]) for step in diagram.steps}
    return Placement(
        diagram=diagram,
        flow=flow,
        width=whole.right,
        height=whole.bottom,
        lanes=picture.headings.lanes,
        stages=picture.headings.stages,
        steps=tuple(
            PlacedStep(step, boxes[step.id], shapes[step.id][2], in_columns.of[step.id], in_rows.of[step.id]) for step in diagram.steps
        ),
        links=tuple(_link(picture, position, link, is_back=position in back) for position, link in enumerate(diagram.links)),
    )


def _shapes(diagram: Diagram, grid: Grid, flow: Flow) -> dict[str, Size]:
    """Return the size of every step; those that stand one above the other are of one width."""
    stacks: dict[int, list[DiagramStep]] = defaultdict(list)
    for step in diagram.steps:
        stacks[grid.place(grid.steps[step.id])[flow is Flow.VERTICAL]].append(step)
    return {step: size for stack in stacks.values() for step, size in step_sizes(stack).items()}


@dataclass(frozen=True)
class _Picture:
    """A layout with its headings, the corners of every arrow, and where the words of arrows stand."""

    layout: Layout
    headings: Headings
    routes: tuple[Route, ...]
    words: Mapping[int, LabelPosition]

    @property
    def crowding(self) -> float:
        """How badly words stand that touch something."""
        return sum(words.cost for words in self.words.values() if words.cost >= CROWDED)


def _ground(grid: Grid, flow: Flow) -> MeasuredGrid:
    """Guess how far lines are apart, from the size of an ordinary step."""
    width, height = _ORDINARY if flow is Flow.HORIZONTAL else _ORDINARY[::-1]
    across = tuple(line * (width / 2 + 12) for line in range(grid.column_lines))
    beside = (grid.row_is_middle[line] or grid.row_is_middle[line - 1] for line in range(1, grid.row_lines))
    down = tuple(accumulate((height / 2 + 8 if near else 10.0 for near in beside), initial=0.0))
    return MeasuredGrid(grid, across, down)


def _with_words(diagram: Diagram, plan: RoutedGrid, in_columns: Columns) -> _Picture:
    """Lay out the picture; as long as words touch something, give room to the channels by which their arrows set out."""
    extra: dict[tuple[bool, int], float] = {}
    best = picture = _drawn(diagram, plan, in_columns, extra)
    for attempt in range(_ROUNDS - 1):
        crowded = [position for position, words in picture.words.items() if words.cost >= CROWDED]
        if not crowded:
            break
        for position in crowded:
            line, needed = _needed(plan, position, _sizes(diagram, position))
            extra[line] = max(
                extra.get(line, 0.0), (needed + _AIR) * (1 + 0.6 * attempt) - picture.layout.size(line) + extra.get(line, 0.0)
            )
        picture = _drawn(diagram, plan, in_columns, extra)
        best = min(best, picture, key=lambda choice: choice.crowding)
    return best


def _lines(link: DiagramLink) -> tuple[str, ...]:
    return wrap(link.label, _LINK_TEXT_WIDTH, size=LINK_TEXT_SIZE, max_lines=3)


def _size(lines: tuple[str, ...]) -> tuple[float, float]:
    return max(text_width(line, LINK_TEXT_SIZE) for line in lines) * 1.04 + 2, len(lines) * LINK_TEXT_SIZE * LINE_HEIGHT


def _sizes(diagram: Diagram, position: int) -> list[tuple[float, float]]:
    """Return the width and height of a link's words, and those of its twins between the same steps, to and fro."""
    ends = {diagram.links[position].source, diagram.links[position].target}
    return [_size(lines) for link in diagram.links if {link.source, link.target} == ends and (lines := _lines(link))]


def _needed(plan: RoutedGrid, position: int, sizes: list[tuple[float, float]]) -> tuple[tuple[bool, int], float]:
    """Return the channel by which a link sets out, and how much of it these words would take side by side."""
    run = plan.made.runs[plan.made.of_link[position][0]]
    line = run.start + (1 if run.end > run.start else -1)
    return (not run.on_row, line), sum(size[run.on_row is not (plan.flow is Flow.HORIZONTAL)] for size in sizes)


def _drawn(diagram: Diagram, plan: RoutedGrid, in_columns: Columns, extra: LineSpace) -> _Picture:
    layout, headings = add_headings(diagram, lay_out_lines(plan, extra), in_columns)
    found = link_routes(plan, layout)
    deciding = {step.id for step in diagram.steps if step.kind is StepKind.DECISION}
    scene = LabelObstacles(
        steps=tuple(layout.box(point, *plan.sizes[point]) for point in plan.grid.steps.values()),
        routes=found,
        words={position: _size(lines) for position, link in enumerate(diagram.links) if (lines := _lines(link))},
        near_source=frozenset(position for position, link in enumerate(diagram.links) if link.source in deciding),
        room=layout.whole(),
        borders=headings.borders(),
    )
    return _Picture(layout, headings, found, position_labels(scene))


def _link(picture: _Picture, position: int, link: DiagramLink, *, is_back: bool) -> PlacedLink:
    words = picture.words.get(position)
    return PlacedLink(link, is_back, picture.routes[position], _lines(link), words.box if words else None)
