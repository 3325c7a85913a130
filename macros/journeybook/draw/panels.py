"""How a swimlane is shown at full text size: as one picture where it fits, else as panels of whole stages that lead to one another."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from math import inf

from journeybook.draw.diagram import Diagram, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, Flow, StepKind, SwimlaneForm
from journeybook.draw.swimlane import MAX_LINKS, MAX_STEPS, place_diagram

MAX_WIDTH = 984.0
"""How wide a picture may be, in points, before it needs another form; the width of a map's page on a screen of 1280."""
_MOST_UPRIGHT = 40
"""How many steps a picture may have in which time runs downwards; longer ones are easier to read in panels."""
_BESIDE = 360.0
"""How much of a panel's width its lane headings and the columns of its connectors take."""
_BEFORE, _AFTER = ".before", ".after"


@dataclass(frozen=True)
class Wording:
    """The words of panels: the headers over what comes from and goes to elsewhere, and a connector's label and title for its step."""

    before: str
    after: str
    origin: Callable[[DiagramStep], tuple[str, str]]
    target: Callable[[DiagramStep], tuple[str, str]]


@dataclass(frozen=True)
class SwimlanePanel:
    """One picture of a swimlane: which way its time runs, the stages it shows, and the step for which each connector stands."""

    diagram: Diagram
    flow: Flow
    stages: tuple[str, ...]
    connectors: tuple[tuple[str, str], ...] = ()


def panels(diagram: Diagram, wording: Wording, *, wanted: SwimlaneForm | None = None) -> tuple[SwimlanePanel, ...]:
    """Return the pictures in which a swimlane is shown: in the form that is wanted, else in the first one that fits the room."""
    form = wanted or _form(diagram)
    stages = tuple(stage.id for stage in diagram.stages)
    if form is SwimlaneForm.PANELS:
        return tuple(_panel(diagram, wording, group, number) for number, group in enumerate(_groups(diagram), 1))
    return (SwimlanePanel(diagram, Flow.VERTICAL if form is SwimlaneForm.VERTICAL else Flow.HORIZONTAL, stages),)


def cut_out(diagram: Diagram, stages: Collection[str], wording: Wording) -> tuple[Diagram, tuple[tuple[str, str], ...]]:
    """Return some stages of a diagram, with connectors for the steps elsewhere with which they are linked, and what each stands for.

    Lanes in which nothing is left are dropped. A connector stands in the lane of the step here, once for each step elsewhere.
    """
    inside = {step.id: step for step in diagram.steps if step.stage in stages}
    elsewhere = {step.id: step for step in diagram.steps if step.stage not in stages}
    connectors: dict[str, tuple[DiagramStep, str]] = {}
    links: list[DiagramLink] = []
    for link in diagram.links:
        if link.source in inside and link.target in inside:
            links.append(link)
        elif link.source in inside:
            made = _connector(wording.target, _AFTER, elsewhere[link.target], beside=inside[link.source])
            links.append(_led_on(replace(link, target=made.id)))
            connectors[made.id] = made, link.target
        elif link.target in inside:
            made = _connector(wording.origin, _BEFORE, elsewhere[link.source], beside=inside[link.target])
            links.append(_led_on(replace(link, source=made.id)))
            connectors[made.id] = made, link.source
    outside = tuple(made for made, _ in connectors.values())
    steps = (*(step for step in outside if step.stage == _BEFORE), *inside.values(), *(step for step in outside if step.stage == _AFTER))
    named = (DiagramStage(_BEFORE, wording.before), *diagram.stages, DiagramStage(_AFTER, wording.after))
    used = {step.stage for step in outside} | set(stages)
    lanes = {step.lane for step in steps}
    part = replace(
        diagram,
        lanes=tuple(lane for lane in diagram.lanes if lane.id in lanes),
        stages=tuple(stage for stage in named if stage.id in used),
        steps=steps,
        links=tuple(links),
    )
    return part, tuple((identity, step) for identity, (_, step) in connectors.items())


def _connector(words: Callable[[DiagramStep], tuple[str, str]], stage: str, step: DiagramStep, *, beside: DiagramStep) -> DiagramStep:
    return DiagramStep(f"{stage}.{beside.lane}.{step.id}", beside.lane, stage, StepKind.CONNECTOR, *words(step))


def _led_on(link: DiagramLink) -> DiagramLink:
    """Turn a way back into a way on: in this picture it leads to its edge."""
    return replace(link, kind=DiagramLinkKind.FLOW) if link.kind is DiagramLinkKind.LOOP else link


def _form(diagram: Diagram) -> SwimlaneForm:
    if not _is_drawable(diagram):
        return SwimlaneForm.PANELS
    if flow_of(diagram) is Flow.VERTICAL:
        return SwimlaneForm.VERTICAL if len(diagram.steps) <= _MOST_UPRIGHT else SwimlaneForm.PANELS
    return SwimlaneForm.HORIZONTAL if place_diagram(diagram).width <= MAX_WIDTH else SwimlaneForm.PANELS


def _groups(diagram: Diagram) -> list[tuple[str, ...]]:
    """Fill each panel with as many whole stages as fit beside its connectors; a stage that does not fit stands alone."""
    groups: list[tuple[str, ...]] = []
    taken = 0.0
    for stage, width in _widths(diagram).items():
        if groups and taken + width <= MAX_WIDTH - _BESIDE:
            groups[-1] += (stage,)
            taken += width
        else:
            groups.append((stage,))
            taken = width
    return groups


def _widths(diagram: Diagram) -> dict[str, float]:
    """Return how wide each stage is, in the whole picture if there is one."""
    if _is_drawable(diagram):
        return {placed.stage.id: placed.header.width for placed in place_diagram(diagram).stages}
    parts = {stage.id: _only(diagram, stage.id) for stage in diagram.stages}
    return {stage: place_diagram(part).stages[0].header.width if _is_drawable(part) else inf for stage, part in parts.items()}


def _only(diagram: Diagram, stage: str) -> Diagram:
    steps = tuple(step for step in diagram.steps if step.stage == stage)
    inside = {step.id for step in steps}
    links = tuple(link for link in diagram.links if link.source in inside and link.target in inside)
    return replace(diagram, stages=tuple(one for one in diagram.stages if one.id == stage), steps=steps, links=links)


def _is_drawable(diagram: Diagram) -> bool:
    return len(diagram.steps) <= MAX_STEPS and len(diagram.links) <= MAX_LINKS


def _panel(diagram: Diagram, wording: Wording, stages: tuple[str, ...], number: int) -> SwimlanePanel:
    part, connectors = cut_out(diagram, stages, wording)
    names = ", ".join(stage.name for stage in diagram.stages if stage.id in stages)
    named = replace(part, id=f"{diagram.id}-panel-{number}", title=f"{diagram.title}: {names}")
    return SwimlanePanel(named, flow_of(named), stages, connectors)


def flow_of(diagram: Diagram) -> Flow:
    """Return which way time runs in one picture: to the right, unless only downwards it fits the room."""
    if _is_drawable(diagram) and place_diagram(diagram).width > MAX_WIDTH >= place_diagram(diagram, Flow.VERTICAL).width:
        return Flow.VERTICAL
    return Flow.HORIZONTAL
