"""Diagrams that differ only in what moves nothing are laid out once; whatever moves something changes the key."""

from dataclasses import fields, replace
from typing import Any

import pytest

from journeybook.draw import swimlane
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
    geometry_key,
)
from journeybook.draw.spacing import Spacing
from journeybook.draw.swimlane import place_diagram

LANES = (DiagramLane("us", "Our team", "company"), DiagramLane("them", "Customer", "customer"))
STAGES = (DiagramStage("buy", "Buy"), DiagramStage("use", "Use"))
STEPS = (
    DiagramStep("ask", "us", "buy", StepKind.COMPANY, "Asks for dates", "Asks"),
    DiagramStep("fits", "them", "buy", StepKind.DECISION, "Fits?", "Fits"),
    DiagramStep("go", "us", "use", StepKind.COMPANY, "Kundenzufriedenheitsbefragung", "Starts"),
)
LINKS = (DiagramLink("ask", "fits"), DiagramLink("fits", "go", "Yes"), DiagramLink("fits", "ask", "No", DiagramLinkKind.LOOP))
FLOATS = (DiagramFloat("news", "buy", "use", "Reads the news of the product in the newsletter", "Reads the news", "us"),)
DIAGRAM = Diagram("d", "A title", "A description", LANES, STAGES, STEPS, LINKS, floats=FLOATS)


def step(**changes: Any) -> Diagram:
    """Return the diagram with its middle step changed."""
    return replace(DIAGRAM, steps=(STEPS[0], replace(STEPS[1], **changes), STEPS[2]))


def link(number: int, **changes: Any) -> Diagram:
    """Return the diagram with one link changed."""
    return replace(DIAGRAM, links=(*LINKS[:number], replace(LINKS[number], **changes), *LINKS[number + 1 :]))


def renamed(old: str, new: str) -> Diagram:
    """Return the diagram with another id for a lane, a stage or a step, wherever the id stands."""

    def changed(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(part, **{name: new for name, value in vars(part).items() if value == old}) for part in parts)

    return replace(
        DIAGRAM, lanes=changed(LANES), stages=changed(STAGES), steps=changed(STEPS), links=changed(LINKS), floats=changed(FLOATS)
    )


MOVING = {
    (Diagram, "lanes"): replace(DIAGRAM, lanes=LANES[::-1]),
    (Diagram, "stages"): replace(DIAGRAM, stages=(*STAGES, DiagramStage("leave", "Leave"))),
    (Diagram, "steps"): replace(DIAGRAM, steps=(*STEPS, DiagramStep("end", "us", "use", StepKind.END, "Done"))),
    (Diagram, "links"): replace(DIAGRAM, links=LINKS[:2]),
    (Diagram, "language"): replace(DIAGRAM, language="de"),
    (Diagram, "floats"): replace(DIAGRAM, floats=()),
    (DiagramFloat, "since"): replace(DIAGRAM, floats=(replace(FLOATS[0], since="use"),)),
    (DiagramFloat, "until"): replace(DIAGRAM, floats=(replace(FLOATS[0], until="buy"),)),
    (DiagramFloat, "label"): replace(DIAGRAM, floats=(replace(FLOATS[0], label="Reads"),)),
    (DiagramLane, "name"): replace(DIAGRAM, lanes=(replace(LANES[0], name="The team of onboarding managers"), LANES[1])),
    (DiagramStage, "name"): replace(DIAGRAM, stages=(replace(STAGES[0], name="Buy, compare and sign the contract"), STAGES[1])),
    (DiagramStep, "lane"): step(lane="us"),
    (DiagramStep, "stage"): step(stage="use"),
    (DiagramStep, "kind"): step(kind=StepKind.COMPANY),
    (DiagramStep, "label"): step(label="Does the offer fit what the customer needs?"),
    (DiagramStep, "ending"): step(label=f"{'Signs each paper of the contract ' * 12}(optional)", ending="(optional)"),
    (DiagramStep, "copy_of"): replace(DIAGRAM, steps=(*STEPS[:2], replace(STEPS[2], stage="buy", copy_of="fits"))),
    (DiagramLink, "source"): link(1, source="ask"),
    (DiagramLink, "target"): link(1, target="ask"),
    (DiagramLink, "label"): link(1, label=""),
    (DiagramLink, "kind"): link(1, kind=DiagramLinkKind.LOOP),
}
"""For each field that decides positions a diagram that differs in it."""

RESTING = {
    (Diagram, "id"): replace(DIAGRAM, id="other"),
    (Diagram, "title"): replace(DIAGRAM, title="Another title"),
    (Diagram, "description"): replace(DIAGRAM, description="Another description"),
    (Diagram, "is_mirrored"): replace(DIAGRAM, is_mirrored=True),
    (DiagramFloat, "id"): renamed("news", "zz"),
    (DiagramFloat, "title"): replace(DIAGRAM, floats=(replace(FLOATS[0], title="Another title"),)),
    (DiagramFloat, "lane"): replace(DIAGRAM, floats=(replace(FLOATS[0], lane="them"),)),
    (DiagramLane, "id"): renamed("us", "zz"),
    (DiagramLane, "tone"): replace(DIAGRAM, lanes=(replace(LANES[0], tone="partner"), LANES[1])),
    (DiagramStage, "id"): renamed("buy", "zz"),
    (DiagramStep, "id"): renamed("fits", "zz"),
    (DiagramStep, "title"): step(title="Another title"),
    (DiagramStep, "remark"): step(remark="optional"),
    (DiagramStep, "who"): step(who="The buyer"),
    (DiagramLink, "kind"): link(1, kind=DiagramLinkKind.HANDOFF),
}
"""For each field that moves nothing a diagram that differs in it."""


def test_every_field_of_a_diagram_is_known_to_move_something_or_not() -> None:
    parts = (Diagram, DiagramLane, DiagramStage, DiagramStep, DiagramLink, DiagramFloat)
    assert {(part, field.name) for part in parts for field in fields(part)} == {*MOVING, *RESTING}
    assert DIAGRAM not in [*MOVING.values(), *RESTING.values()]


@pytest.mark.parametrize("flow", Flow)
@pytest.mark.parametrize(
    ("diagram", "moves"), [*((changed, True) for changed in MOVING.values()), *((changed, False) for changed in RESTING.values())]
)
def test_the_key_changes_exactly_when_something_moves(diagram: Diagram, flow: Flow, *, moves: bool) -> None:
    assert (geometry_key(diagram) != geometry_key(DIAGRAM)) is moves
    assert (geometry(diagram, flow) != geometry(DIAGRAM, flow)) is moves


@pytest.mark.parametrize("diagram", RESTING.values())
def test_diagrams_that_differ_in_nothing_that_moves_are_laid_out_once(diagram: Diagram) -> None:
    place_diagram(DIAGRAM)
    before = swimlane._placement.cache_info()
    placement = place_diagram(diagram)
    after = swimlane._placement.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)
    assert placement.diagram == diagram
    assert tuple(placed.lane for placed in placement.lanes) == diagram.lanes
    assert tuple(placed.stage for placed in placement.stages) == diagram.stages
    assert tuple(placed.step for placed in placement.steps) == diagram.steps
    assert tuple(placed.link for placed in placement.links) == diagram.links


def geometry(diagram: Diagram, flow: Flow) -> list[object]:
    """Lay a diagram out, without its key and without the cache, and return every position and every line of text."""
    placement = swimlane._placement.__wrapped__(diagram, flow, Spacing())
    return [
        (placement.width, placement.height),
        [(placed.band, placed.heading, placed.lines) for placed in placement.lanes],
        [(placed.header, placed.lines) for placed in placement.stages],
        [(placed.box, placed.lines) for placed in placement.floats],
        [(placed.box, placed.lines) for placed in placement.steps],
        [(placed.is_back, placed.route, placed.label, placed.lines) for placed in placement.links],
    ]
