"""Layout of a swimlane: lanes as bands, time along them, steps in their cells, links with routes and labels.

This module runs the pipeline that the package describes. Everything up to the tracks is independent of sizes and is
done once; sizes, headings and labels are computed anew, in up to four rounds, with wider channels for links whose
labels touch something; the round with the least crowded labels is kept. Layouts are cached by geometry.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from math import dist, inf

from journeybook.draw.back_edges import back_links
from journeybook.draw.bundles import bundles
from journeybook.draw.columns import Columns, assign_columns
from journeybook.draw.coordinates import Layout, LineSpace, RoutedGrid, lay_out_lines, link_routes
from journeybook.draw.diagram import Diagram, DiagramStep, Flow, StepKind, geometry_key, topology_key
from journeybook.draw.grid import Grid, build_grid
from journeybook.draw.headings import Headings, add_headings, heading_space
from journeybook.draw.link_labels import CROWDED, LabelObstacles, LabelPosition, position_labels
from journeybook.draw.path_search import MeasuredGrid
from journeybook.draw.placement import PlacedLink, PlacedStep, Placement
from journeybook.draw.route import Route
from journeybook.draw.routing import find_paths
from journeybook.draw.rows import Rows, assign_rows
from journeybook.draw.shapes import Size, step_sizes
from journeybook.draw.sides import TrackConstraints, track_constraints
from journeybook.draw.spacing import SPACINGS, Spacing
from journeybook.draw.text import LINE_HEIGHT, losses, text_width, wrap
from journeybook.draw.track_sizes import TRACK
from journeybook.draw.tracks import Tracks, assign_tracks, with_gap

MAX_STEPS = 120
MAX_LINKS = 240
LINK_TEXT_SIZE = 11
_LABEL_WIDTHS, _LABEL_LINES = (70.0, 105.0, 140.0), 4
_TYPICAL_STEP = (124.0, 46.0)
"""The size of most steps, for the estimate of distances before sizes are known."""
_AIR = 8.0
_BESIDE_LABEL = 6.0
"""How much wider than a label the gap between two tracks is."""
_MAX_ROUNDS, _GAPS_FROM = 5, 2


class TooLarge(Exception):
    """A diagram holds more than one picture can show."""

    def __init__(self, *, steps: int, links: int) -> None:
        super().__init__(f"{steps} steps and {links} links are too many for one picture (at most {MAX_STEPS} and {MAX_LINKS})")
        self.steps = steps
        self.links = links


def place_diagram(diagram: Diagram, flow: Flow = Flow.HORIZONTAL, *, width: float = inf) -> Placement:
    """Return the position of every part of a diagram, laid out for a width; raise TooLarge beyond 120 steps or 240 links.

    It is as wide as it likes where that fits, else narrower; what fits in no way is as narrow as it can be. Diagrams that differ only in
    what moves nothing (ids, titles, tones) are laid out once in a process.
    """
    if len(diagram.steps) > MAX_STEPS or len(diagram.links) > MAX_LINKS:
        raise TooLarge(steps=len(diagram.steps), links=len(diagram.links))
    key = geometry_key(diagram)
    placements = (_placement(key, flow, spacing) for spacing in SPACINGS[flow])
    placement = _first_fitting(placements, width)
    return replace(
        placement,
        diagram=diagram,
        lanes=tuple(replace(placed, lane=lane) for placed, lane in zip(placement.lanes, diagram.lanes, strict=True)),
        stages=tuple(replace(placed, stage=stage) for placed, stage in zip(placement.stages, diagram.stages, strict=True)),
        floats=tuple(replace(placed, floating=bar) for placed, bar in zip(placement.floats, diagram.floats, strict=True)),
        steps=tuple(replace(placed, step=step) for placed, step in zip(placement.steps, diagram.steps, strict=True)),
        links=tuple(replace(placed, link=link) for placed, link in zip(placement.links, diagram.links, strict=True)),
    )


def _first_fitting(placements: Iterator[Placement], width: float) -> Placement:
    """Return the first placement that fits a width, else the narrowest one, of equal ones the first."""
    tried: list[Placement] = []
    for placement in placements:
        tried.append(placement)
        if placement.width <= width:
            return placement
    return min(tried, key=lambda placement: placement.width)


@lru_cache(maxsize=512)
def _placement(diagram: Diagram, flow: Flow, spacing: Spacing) -> Placement:
    routing = _routing(topology_key(diagram), flow, spacing.cell_limit)
    columns, rows, grid = routing.columns, routing.rows, routing.grid
    sizes = _step_sizes(diagram, grid, flow, growth=spacing.growth)
    routed = RoutedGrid(
        grid=grid,
        constraints=routing.constraints,
        tracks=routing.tracks,
        kinds={grid.steps[step.id]: step.kind for step in diagram.steps},
        sizes={grid.steps[step]: size[:2] for step, size in sizes.items()},
        headings=heading_space(diagram, grid, columns, flow, is_turned=spacing.is_narrow),
        is_turned=spacing.is_narrow and flow is Flow.VERTICAL,
        flow=flow,
        bundle_of=routing.bundle_of,
    )
    picture = _with_room_for_labels(diagram, routed, columns)
    whole = picture.layout.whole()
    boxes = {step.id: picture.layout.box(grid.steps[step.id], *sizes[step.id][:2]) for step in diagram.steps}
    return Placement(
        diagram=diagram,
        flow=flow,
        is_turned=routed.is_turned,
        width=whole.right,
        height=whole.bottom,
        lanes=picture.headings.lanes,
        stages=picture.headings.stages,
        floats=picture.headings.floats,
        steps=tuple(
            PlacedStep(step, boxes[step.id], sizes[step.id][2], columns.by_step[step.id], rows.by_step[step.id]) for step in diagram.steps
        ),
        links=tuple(_placed_link(diagram, picture, index, is_back=index in routing.back) for index in range(len(diagram.links))),
    )


@dataclass(frozen=True)
class _Routing:
    """All that depends neither on sizes nor on words: the links that lead back, and where steps and links lie on the grid."""

    back: frozenset[int]
    columns: Columns
    rows: Rows
    grid: Grid
    constraints: TrackConstraints
    tracks: Tracks
    bundle_of: tuple[int, ...]


@lru_cache(maxsize=128)
def _routing(diagram: Diagram, flow: Flow, cell_limit: int) -> _Routing:
    back = back_links(diagram)
    columns = assign_columns(diagram, back, cell_limit=cell_limit)
    rows = assign_rows(diagram, columns, back=back)
    grid = build_grid(diagram, columns, rows)
    bundle_of = bundles(diagram, back)
    constraints = track_constraints(grid, find_paths(diagram, _measured(grid, flow), back=back, bundle_of=bundle_of), bundle_of)
    return _Routing(back, columns, rows, grid, constraints, assign_tracks(grid, constraints), bundle_of)


def _step_sizes(diagram: Diagram, grid: Grid, flow: Flow, *, growth: float) -> dict[str, Size]:
    """Return the size of every step; those that stand one above the other have one width."""
    stacks: dict[int, list[DiagramStep]] = defaultdict(list)
    for step in diagram.steps:
        stacks[grid.lines_of(grid.steps[step.id])[flow is Flow.VERTICAL]].append(step)
    return {step: size for stack in stacks.values() for step, size in step_sizes(stack, diagram.language, growth=growth).items()}


@dataclass(frozen=True)
class _Picture:
    """A layout with its headings, the route of every link, and the positions of labels by their links' indices."""

    layout: Layout
    headings: Headings
    routes: tuple[Route, ...]
    labels: Mapping[int, LabelPosition]

    @property
    def crowding(self) -> float:
        """The sum of the costs of labels that touch something."""
        return sum(label.cost for label in self.labels.values() if label.cost >= CROWDED)


def _measured(grid: Grid, flow: Flow) -> MeasuredGrid:
    """Return the grid with distances between its lines as they would be if all steps had the typical size."""
    width, height = _TYPICAL_STEP if flow is Flow.HORIZONTAL else _TYPICAL_STEP[::-1]
    along = tuple(line * (width / 2 + 12) for line in range(grid.column_lines))
    beside_middle = (grid.row_is_middle[line] or grid.row_is_middle[line - 1] for line in range(1, grid.row_lines))
    across = tuple(accumulate((height / 2 + 8 if is_beside else 10.0 for is_beside in beside_middle), initial=0.0))
    return MeasuredGrid(grid, along, across)


def _with_room_for_labels(diagram: Diagram, routed: RoutedGrid, columns: Columns) -> _Picture:
    """Return the picture with the least crowded labels.

    After each round there is more room for crowded labels: first in the channels by which their links set out, then beside their tracks.
    """
    extra: dict[tuple[bool, int], float] = {}
    best = picture = _picture(diagram, routed, columns, extra)
    for attempt in range(_MAX_ROUNDS - 1):
        crowded = [index for index, label in picture.labels.items() if label.cost >= CROWDED]
        if not crowded:
            break
        for index in crowded:
            if attempt >= _GAPS_FROM and (
                gap := _gap(routed, picture, index, _label_size(_label_lines(diagram.links[index].label, diagram.language)))
            ):
                routed = replace(routed, tracks=with_gap(routed.tracks, routed.constraints, *gap))
                continue
            line, needed = _needed_space(routed, index, _label_sizes(diagram, index))
            extra[line] = max(
                extra.get(line, 0.0), (needed + _AIR) * (1 + 0.6 * attempt) - picture.layout.size(line) + extra.get(line, 0.0)
            )
        picture = _picture(diagram, routed, columns, extra)
        best = min(best, picture, key=lambda candidate: candidate.crowding)
    return best


def _gap(routed: RoutedGrid, picture: _Picture, index: int, size: tuple[float, float]) -> tuple[int, float] | None:
    """Return the longest segment of a link in a channel, and the number of tracks that its label takes beside it."""
    route = picture.routes[index]
    lengths = {
        segment: dist(*ends)
        for segment, ends in zip(routed.constraints.of_link[index], pairwise(route), strict=True)
        if not routed.grid.is_middle(routed.constraints.segments[segment].line, on_row=routed.constraints.segments[segment].on_row)
    }
    if not lengths:
        return None
    longest = max(lengths, key=lambda segment: (lengths[segment], -segment))
    is_horizontal = routed.constraints.segments[longest].on_row is (routed.flow is Flow.HORIZONTAL)
    return longest, (size[is_horizontal] + _BESIDE_LABEL) / TRACK


@lru_cache(maxsize=4096)
def _label_lines(label: str, language: str) -> tuple[str, ...]:
    """Return the lines of a link's label, wider where it would be cut."""
    lines: tuple[str, ...] = ()
    for width in _LABEL_WIDTHS:
        lines = wrap(label, width, size=LINK_TEXT_SIZE, max_lines=_LABEL_LINES, language=language)
        if not losses(label, lines)[0]:
            break
    return lines


def _label_size(lines: tuple[str, ...]) -> tuple[float, float]:
    return max(text_width(line, LINK_TEXT_SIZE) for line in lines) * 1.04 + 2, len(lines) * LINK_TEXT_SIZE * LINE_HEIGHT


def _label_sizes(diagram: Diagram, index: int) -> list[tuple[float, float]]:
    """Return the width and height of a link's label, and those of the other links between the same two steps."""
    ends = {diagram.links[index].source, diagram.links[index].target}
    return [
        _label_size(lines)
        for link in diagram.links
        if {link.source, link.target} == ends and (lines := _label_lines(link.label, diagram.language))
    ]


def _needed_space(routed: RoutedGrid, index: int, sizes: list[tuple[float, float]]) -> tuple[tuple[bool, int], float]:
    """Return the channel by which a link sets out, and how much of it labels of these sizes take side by side."""
    segment = routed.constraints.segments[routed.constraints.of_link[index][0]]
    line = segment.start + (1 if segment.end > segment.start else -1)
    return (not segment.on_row, line), sum(size[segment.on_row is not (routed.flow is Flow.HORIZONTAL)] for size in sizes)


def _picture(diagram: Diagram, routed: RoutedGrid, columns: Columns, extra: LineSpace) -> _Picture:
    layout, headings = add_headings(diagram, lay_out_lines(routed, extra), columns, is_turned=routed.is_turned)
    routes = link_routes(routed, layout)
    decisions = {step.id for step in diagram.steps if step.kind is StepKind.DECISION}
    leaving = {index for index, first in enumerate(routed.bundle_of) if first != index and _is_one_source(diagram, index, first)}
    obstacles = LabelObstacles(
        steps=tuple(layout.box(point, *routed.sizes[point]) for point in routed.grid.steps.values()),
        routes=routes,
        label_sizes={
            index: _label_size(lines) for index, link in enumerate(diagram.links) if (lines := _label_lines(link.label, diagram.language))
        },
        near_source=frozenset(index for index, link in enumerate(diagram.links) if link.source in decisions),
        near_target=frozenset(leaving | {routed.bundle_of[index] for index in leaving}),
        area=layout.whole(),
        borders=headings.borders(),
    )
    return _Picture(layout, headings, routes, position_labels(obstacles))


def _is_one_source(diagram: Diagram, *links: int) -> bool:
    return len({diagram.links[link].source for link in links}) == 1


def _placed_link(diagram: Diagram, picture: _Picture, index: int, *, is_back: bool) -> PlacedLink:
    link, label = diagram.links[index], picture.labels.get(index)
    return PlacedLink(link, is_back, picture.routes[index], _label_lines(link.label, diagram.language), label.box if label else None)
