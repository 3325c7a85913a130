"""DOT text for a placed swimlane: safe names, escaped words and positions, and nothing that an author could steer."""

from graphviz import Digraph

from journeybook.draw.diagram import DiagramLinkKind, StepKind
from journeybook.draw.floating import FLOAT_SIZE
from journeybook.draw.geometry import Box, Point
from journeybook.draw.headings import HEADING_SIZE
from journeybook.draw.placement import PlacedFloat, PlacedLane, PlacedStage, PlacedStep, Placement
from journeybook.draw.route import bezier_controls, without_collinear_points
from journeybook.draw.shapes import TEXT_SIZE
from journeybook.draw.swimlane import LINK_TEXT_SIZE
from journeybook.render.escape import dot_label

_FONT = "Helvetica"  # one name that every build of Graphviz knows; the stylesheet has the real list
_INCH = 72
_SHAPES = {
    StepKind.CUSTOMER: ("box", "rounded"),
    StepKind.COMPANY: ("box", "solid"),
    StepKind.DECISION: ("diamond", "solid"),
    StepKind.MILESTONE: ("hexagon", "solid"),
    StepKind.MOMENT: ("box", "rounded"),
    StepKind.ATTENTION: ("octagon", "solid"),
    StepKind.END: ("ellipse", "solid"),
    StepKind.HANDOFF: ("note", "solid"),
    StepKind.JUNCTION: ("box", "rounded"),
    StepKind.CONNECTOR: ("box", "solid"),
}


def to_dot(placement: Placement) -> str:
    """Return the DOT of a swimlane, with a position for everything.

    Names are n1, l1, s1, f1 and e1 for the first step, lane, stage, floating bar and link, so that no author's id is ever in DOT.
    """
    graph = _empty(placement)
    for number, lane in enumerate(placement.lanes, 1):
        with graph.subgraph(name=f"cluster_l{number}", graph_attr=_lane(placement, lane, name=f"l{number}")) as cluster:
            for count, step in enumerate(placement.steps, 1):
                if step.step.lane == lane.lane.id:
                    cluster.node(f"n{count}", _attributes=_step(placement, step, name=f"n{count}"))
    for number, stage in enumerate(placement.stages, 1):
        with graph.subgraph(name=f"cluster_s{number}", graph_attr=_stage(placement, stage, name=f"s{number}")):
            pass
    for number, bar in enumerate(placement.floats, 1):
        with graph.subgraph(name=f"cluster_f{number}", graph_attr=_float(placement, bar, name=f"f{number}")):
            pass
    _add_links(graph, placement)
    return str(graph.source)


def _empty(placement: Placement) -> Digraph:
    return Digraph(
        "swimlane",
        engine="neato",
        graph_attr={
            "bb": _bounds(placement, Box(0, 0, placement.width, placement.height)),
            "bgcolor": "transparent",
            "fontname": _FONT,
            "fontsize": str(HEADING_SIZE),
            "id": "g0",
            "notranslate": "true",
            "outputorder": "nodesfirst",
        },
        node_attr={"fixedsize": "true", "fontname": _FONT, "fontsize": str(TEXT_SIZE)},
        edge_attr={"arrowsize": "0.8", "fontname": _FONT, "fontsize": str(LINK_TEXT_SIZE)},
    )


def _lane(placement: Placement, placed: PlacedLane, *, name: str) -> dict[str, str]:
    return {
        "bb": _bounds(placement, placed.band),
        "id": name,
        "label": dot_label(placed.lines),
        "lp": _position(placement, placed.heading.centre),
    }


def _stage(placement: Placement, placed: PlacedStage, *, name: str) -> dict[str, str]:
    return {
        "bb": _bounds(placement, placed.header),
        "id": name,
        "label": dot_label(placed.lines),
        "lp": _position(placement, placed.header.centre),
    }


def _float(placement: Placement, placed: PlacedFloat, *, name: str) -> dict[str, str]:
    return {
        "bb": _bounds(placement, placed.box),
        "fontsize": str(FLOAT_SIZE),
        "id": name,
        "label": dot_label(placed.lines),
        "lp": _position(placement, placed.box.centre),
    }


def _step(placement: Placement, placed: PlacedStep, *, name: str) -> dict[str, str]:
    shape, style = _SHAPES[placed.step.kind]
    return {
        "height": _number(placed.box.height / _INCH),
        "id": name,
        "label": dot_label(placed.lines),
        "pos": _position(placement, placed.box.centre),
        "shape": shape,
        "style": style,
        "width": _number(placed.box.width / _INCH),
    }


def _add_links(graph: Digraph, placement: Placement) -> None:
    numbers = {placed.step.id: f"n{count}" for count, placed in enumerate(placement.steps, 1)}
    for position, placed in enumerate(placement.links, 1):
        route = without_collinear_points(placed.route)
        is_arrow = placed.link.kind is not DiagramLinkKind.TOGETHER
        controls = " ".join(_position(placement, point) for point in bezier_controls(route, arrow=is_arrow))
        attributes = {"id": f"e{position}", "pos": f"e,{_position(placement, route[-1])} {controls}" if is_arrow else controls}
        attributes |= {} if is_arrow else {"dir": "none"}
        if placed.label:
            attributes |= {"label": dot_label(placed.lines), "lp": _position(placement, placed.label.centre)}
        graph.edge(numbers[placed.link.source], numbers[placed.link.target], _attributes=attributes)


def _bounds(placement: Placement, box: Box) -> str:
    left, right = (box.right, box.x) if placement.diagram.is_mirrored else (box.x, box.right)
    return f"{_position(placement, Point(left, box.bottom))},{_position(placement, Point(right, box.y))}"


def _position(placement: Placement, point: Point) -> str:
    """Return a point in points with y upwards from the lower edge, as Graphviz counts; a mirrored picture counts x from its right edge."""
    x = placement.width - point.x if placement.diagram.is_mirrored else point.x
    return f"{_number(x)},{_number(placement.height - point.y)}"


def _number(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")
