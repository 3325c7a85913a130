"""Every measure of a picture can fail: a small sound picture, spoiled in one way at a time."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from defects import DEFECTS, defects
from drawn import TEXT_SIZES, Drawn, DrawnLink, DrawnShape, Polyline, read_drawn

from journeybook.draw.diagram import (
    Diagram,
    DiagramFloat,
    DiagramLane,
    DiagramLink,
    DiagramLinkKind,
    DiagramStage,
    DiagramStep,
    Flow,
    StepKind,
)
from journeybook.draw.geometry import Box, Point

ROOT = Path(__file__).parents[2]
DIAGRAM = Diagram(
    id="trial",
    title="Trial",
    description="",
    lanes=(DiagramLane("us", "Us"), DiagramLane("them", "Them")),
    stages=(DiagramStage("buy", "Buy"), DiagramStage("use", "Use")),
    steps=(
        DiagramStep("ask", "us", "buy", StepKind.CUSTOMER, "Ask"),
        DiagramStep("fits", "them", "buy", StepKind.DECISION, "Fits?"),
        DiagramStep("go", "us", "use", StepKind.COMPANY, "Go"),
        DiagramStep("rest", "us", "use", StepKind.COMPANY, "Rest"),
    ),
    links=(DiagramLink("ask", "fits"), DiagramLink("fits", "rest", "Yes"), DiagramLink("go", "ask", "Again", DiagramLinkKind.LOOP)),
)


def route(*numbers: float) -> Polyline:
    return tuple(Point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))


def box(x: float, y: float, width: float, height: float) -> Polyline:
    return route(x, y, x + width, y, x + width, y + height, x, y + height, x, y)


def diamond(x: float, y: float, width: float, height: float) -> Polyline:
    return route(x + width / 2, y, x + width, y + height / 2, x + width / 2, y + height, x, y + height / 2, x + width / 2, y)


SOUND = Drawn(
    frame=Box(0, 0, 420, 190),
    lanes=(
        DrawnShape("us", box(0, 30, 420, 80), (Box(10, 64, 40, 13),)),
        DrawnShape("them", box(0, 110, 420, 80), (Box(10, 144, 40, 13),)),
    ),
    stages=(
        DrawnShape("buy", box(80, 0, 160, 26), (Box(150, 6, 20, 13),)),
        DrawnShape("use", box(244, 0, 176, 26), (Box(300, 6, 20, 13),)),
    ),
    steps=(
        DrawnShape("ask", box(100, 50, 100, 40), (Box(130, 64, 40, 12),)),
        DrawnShape("fits", diamond(100, 130, 100, 40), (Box(130, 144, 40, 12),)),
        DrawnShape("go", box(260, 40, 100, 26), (Box(300, 46, 20, 12),)),
        DrawnShape("rest", box(260, 74, 100, 26), (Box(300, 80, 20, 12),)),
    ),
    links=(
        DrawnLink("ask", "fits", route(150, 90, 150, 130)),
        DrawnLink("fits", "rest", route(200, 150, 310, 150, 310, 100), (Box(270, 136, 20, 11),)),
        DrawnLink("go", "ask", route(260, 60, 200, 60), (Box(225, 46, 20, 11),), is_dashed=True),
    ),
)


def shape(name: str, **changes: Any) -> Drawn:
    """Change one lane, stage or step of the sound picture."""

    def changed(parts: tuple[DrawnShape, ...]) -> tuple[DrawnShape, ...]:
        return tuple(replace(part, **changes) if part.id == name else part for part in parts)

    return replace(SOUND, lanes=changed(SOUND.lanes), stages=changed(SOUND.stages), steps=changed(SOUND.steps))


def link(number: int, drawn: Drawn = SOUND, **changes: Any) -> Drawn:
    """Change one link."""
    return replace(
        drawn,
        links=tuple(replace(drawn_link, **changes) if index == number else drawn_link for index, drawn_link in enumerate(drawn.links)),
    )


SPOILED: list[tuple[Drawn, dict[str, list[str]]]] = [
    (SOUND, {}),
    (replace(SOUND, lanes=SOUND.lanes[:1]), {"missing": ["them"], "step outside its lane": ["fits outside them"], "words lost": ["them"]}),
    (replace(SOUND, links=SOUND.links[1:]), {"missing": ["ask>fits"]}),
    (link(0, route=()), {"missing": ["ask>fits"]}),
    (replace(SOUND, links=(*SOUND.links, SOUND.links[0])), {"missing": ["ask>fits too much"]}),
    (link(1, words=()), {"words lost": ["fits>rest"]}),
    (shape("rest", words=()), {"words lost": ["rest"]}),
    (shape("buy", words=()), {"words lost": ["buy"]}),
    (
        link(2, shape("rest", outline=box(260, 60, 100, 40)), route=route(260, 45, 240, 45, 240, 60, 200, 60)),
        {"steps overlap": ["go and rest"]},
    ),
    (link(2, route=route(260, 64, 200, 64)), {"link near a step": ["go>ask at rest"]}),
    (link(2, route=route(290, 66, 290, 90, 230, 90, 230, 70, 200, 70)), {"link through a step": ["go>ask at rest"]}),
    (link(2, route=route(260, 53, 230, 53, 230, 148, 180, 148, 180, 90)), {"link through a step": ["go>ask at fits"]}),
    (link(0, route=route(150, 95, 150, 130)), {"link off its step": ["ask>fits at ask by 5.0"]}),
    (link(0, route=route(140, 90, 140, 130)), {"link off its step": ["ask>fits at fits by 3.7"]}),
    (shape("ask", outline=box(100, 27, 100, 63)), {"step outside its lane": ["ask outside us"]}),
    (
        link(0, shape("ask", outline=box(100, 50, 100, 62)), route=route(150, 112, 150, 130)),
        {"step outside its lane": ["ask outside us", "ask in them"]},
    ),
    (shape("them", outline=box(0, 105, 420, 85)), {"lanes overlap": ["us and them"]}),
    (shape("us", outline=box(0, 30, 410, 80)), {"lane of another length": ["us"]}),
    (
        shape("use", outline=box(312, 0, 108, 26), words=(Box(340, 6, 20, 13),)),
        {"step outside its stage": ["go outside use", "rest outside use"]},
    ),
    (
        link(
            1,
            link(0, shape("fits", outline=diamond(100, 130, 162, 40)), route=route(181, 90, 181, 130)),
            route=route(262, 150, 310, 150, 310, 100),
        ),
        {"stages interleave": ["buy and use"]},
    ),
    (link(2, is_dashed=False), {"link against the flow": ["go>ask"]}),
    (link(2, words=(Box(185, 46, 20, 11),)), {"words on a step": ["go>ask on ask"]}),
    (link(2, words=(Box(275, 132, 20, 11),)), {"words on words": ["fits>rest on go>ask"]}),
    (link(2, route=route(310, 40, 310, 20, 150, 20, 150, 50)), {"something on a heading": ["go>ask in stage buy", "go>ask in stage use"]}),
    (link(2, route=route(260, 60, 210, 60, 210, 102, 30, 102, 30, 70, 100, 70)), {"something on a heading": ["go>ask in lane us"]}),
    (link(2, words=(Box(15, 40, 20, 11),)), {"something on a heading": ["words of go>ask on lane us"]}),
    (shape("buy", outline=box(80, 0, 170, 26)), {"something on a heading": ["stage buy on stage use"]}),
    (
        shape("go", outline=box(260, 20, 100, 46)),
        {"something on a heading": ["go on stage use"], "step outside its lane": ["go outside us"]},
    ),
    (shape("ask", words=(Box(90, 60, 120, 12),)), {"words wider than their shape": ["ask"]}),
    (shape("fits", words=(Box(110, 140, 80, 12),)), {"words wider than their shape": ["fits"]}),
    (shape("buy", words=(Box(70, 6, 100, 13),)), {"words wider than their shape": ["buy"]}),
    (replace(SOUND, frame=Box(0, 0, 420, 185)), {"outside the picture": ["them"]}),
    (link(2, words=(Box(405, 60, 20, 11),)), {"outside the picture": ["words of go>ask"]}),
    (link(1, route=route(200, 150, 421, 150, 421, 87, 360, 87)), {"outside the picture": ["fits>rest"]}),
]


@pytest.mark.parametrize("flow", Flow)
@pytest.mark.parametrize(("drawn", "expected"), SPOILED)
def test_a_spoiled_picture_is_told(drawn: Drawn, expected: dict[str, list[str]], flow: Flow) -> None:
    assert defects(DIAGRAM, drawn if flow is Flow.HORIZONTAL else turned(drawn), flow) == expected


@pytest.mark.parametrize("flow", Flow)
@pytest.mark.parametrize(("width", "expected"), [(340, {}), (300, {"bar beyond its range": ["news"]})])
def test_a_bar_that_is_not_over_its_range_is_told(width: float, expected: dict[str, list[str]], flow: Flow) -> None:
    diagram = replace(DIAGRAM, floats=(DiagramFloat("news", "buy", "use", "News"),))
    picture = replace(SOUND, floats=(DrawnShape("news", box(80, 26, width, 3), (Box(200, 27, 20, 2),)),))
    assert defects(diagram, picture if flow is Flow.HORIZONTAL else turned(picture), flow) == expected


@pytest.mark.parametrize("flow", Flow)
def test_lanes_out_of_order_are_told(flow: Flow) -> None:
    drawn = SOUND if flow is Flow.HORIZONTAL else turned(SOUND)
    assert defects(replace(DIAGRAM, lanes=DIAGRAM.lanes[::-1]), drawn, flow) == {"lanes out of order": ["them after us"]}


@pytest.mark.parametrize(("more", "expected"), [((), {"link against the flow": ["go>ask"]}), ((DiagramLink("ask", "go"),), {})])
def test_only_a_loop_an_earlier_stage_or_a_closed_cycle_may_run_against_the_flow(
    more: tuple[DiagramLink, ...], expected: dict[str, list[str]]
) -> None:
    steps = tuple(replace(step, stage="buy") for step in DIAGRAM.steps)
    links = (*DIAGRAM.links[:2], replace(DIAGRAM.links[2], kind=DiagramLinkKind.FLOW), *more)
    extra = tuple(DrawnLink(other.source, other.target, route(200, 70, 230, 70, 230, 55, 260, 55)) for other in more)
    drawn = replace(SOUND, stages=(DrawnShape("buy", box(80, 0, 340, 26), SOUND.stages[0].words),), links=SOUND.links + extra)
    diagram = replace(DIAGRAM, stages=DIAGRAM.stages[:1], steps=steps, links=links)
    assert defects(diagram, drawn, Flow.HORIZONTAL) == expected


def test_every_defect_is_among_the_spoiled_pictures() -> None:
    assert {name for _, expected in SPOILED for name in expected} | {"lanes out of order", "bar beyond its range"} == set(DEFECTS)


@pytest.mark.parametrize("part", TEXT_SIZES)
def test_words_are_measured_as_large_as_the_stylesheet_draws_them(part: str) -> None:
    css = (ROOT / "overrides" / "assets" / "stylesheets" / "components" / "swimlane.css").read_text(encoding="utf-8")
    assert re.findall(rf"\.swimlane \.{part} text[^{{}}]*\{{\s*font-size: (\d+)px", css) == [str(TEXT_SIZES[part])]


SVG = """
<svg xmlns="http://www.w3.org/2000/svg" class="swimlane" viewBox="0 0 300 90">
  <g transform="scale(1 1) rotate(0) translate(4 86)">
    <g class="lane odd" data-lane="us">
      <polygon points="0,0 0,-80 290,-80 290,0 0,0" />
      <text x="52" y="-40" text-anchor="middle">Hi</text>
    </g>
    <g class="edge loop back" data-from="a" data-to="b">
      <path d="M50,-40C50,-40 90,-40 90,-40 95,-40 95,-40 95,-35" />
      <polygon points="92,-35 95,-27 98,-35 92,-35" />
      <text x="60" y="-50" text-anchor="start">Hi</text>
    </g>
    <a href="b"><g class="step end" data-step="b"><title>B</title><ellipse cx="100" cy="-20" rx="20" ry="10" /></g></a>
  </g>
</svg>"""


def test_a_picture_is_read_from_its_svg() -> None:
    drawn = read_drawn(SVG)
    assert drawn.frame == Box(0, 0, 300, 90)
    assert (drawn.lanes[0].id, drawn.lanes[0].box) == ("us", Box(4, 6, 290, 80))
    assert rounded(drawn.lanes[0].words) == [(49.86, 35.86, 12.27, 13)]
    assert (drawn.steps[0].id, rounded([drawn.steps[0].box])) == ("b", [(84, 56, 40, 20)])
    (loop,) = drawn.links
    assert (loop.source, loop.target, loop.is_dashed, len(loop.route)) == ("a", "b", True, 15)
    assert loop.route[:2] == route(54, 46, 94, 46)
    assert loop.route[-2] == Point(99, 51)
    assert loop.route[-1].x == 99
    assert round(loop.route[-1].y, 2) == 60.42  # the corner of the head, and half the stroke round it
    assert rounded(loop.words) == [(64, 27.42, 10.38, 11)]


def turned(drawn: Drawn) -> Drawn:
    """Swap across and down."""

    def over(parts: tuple[DrawnShape, ...]) -> tuple[DrawnShape, ...]:
        return tuple(replace(part, outline=_turned(part.outline), words=_upright(part.words)) for part in parts)

    links = tuple(replace(drawn_link, route=_turned(drawn_link.route), words=_upright(drawn_link.words)) for drawn_link in drawn.links)
    return Drawn(_upright((drawn.frame,))[0], over(drawn.lanes), over(drawn.stages), over(drawn.steps), links, over(drawn.floats))


def _turned(points: Polyline) -> Polyline:
    return tuple(Point(point.y, point.x) for point in points)


def _upright(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    return tuple(Box(part.y, part.x, part.height, part.width) for part in boxes)


def rounded(boxes: Any) -> list[tuple[float, ...]]:
    return [tuple(round(number, 2) for number in (part.x, part.y, part.width, part.height)) for part in boxes]
