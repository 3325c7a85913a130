"""Swimlanes at full text size: one picture where it fits the page, else panels of whole stages that lead to one another."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from math import inf

from journeybook.draw.diagram import Diagram, DiagramForm, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, Flow, StepKind
from journeybook.draw.floating import floats_within
from journeybook.draw.swimlane import MAX_LINKS, MAX_STEPS, place_diagram

MAX_WIDTH = 984.0
"""The width in points beyond which a picture needs another form: that of a map's page on a screen of 1280 pixels."""
_MAX_VERTICAL_STEPS = 40
"""The number of steps beyond which a vertical picture is harder to read than panels."""
_MARGIN = 360.0
"""The width that a panel's lane headings and the columns of its connectors take."""
_BEFORE, _AFTER = ".before", ".after"


@dataclass(frozen=True)
class Wording:
    """The texts of panels: the headers over connectors from and to other panels, and the label and title of a connector for its step."""

    before: str
    after: str
    origin: Callable[[DiagramStep], tuple[str, str]]
    target: Callable[[DiagramStep], tuple[str, str]]


@dataclass(frozen=True)
class SwimlanePanel:
    """One picture of a swimlane: its direction of time, the stages it shows, and each connector with the step for which it stands."""

    diagram: Diagram
    flow: Flow
    stages: tuple[str, ...]
    connectors: tuple[tuple[str, str], ...] = ()


def panels(diagram: Diagram, wording: Wording, *, wanted: DiagramForm | None = None) -> tuple[SwimlanePanel, ...]:
    """Return the pictures in which a swimlane is shown: in the form that is wanted, else in the first one that fits the page."""
    form = wanted or _form(diagram)
    stages = tuple(stage.id for stage in diagram.stages)
    if form is DiagramForm.PANELS:
        return tuple(_panel(diagram, wording, group, number) for number, group in enumerate(_groups(diagram), 1))
    return (SwimlanePanel(diagram, Flow.VERTICAL if form is DiagramForm.VERTICAL else Flow.HORIZONTAL, stages),)


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
            connector = _connector(wording.target, _AFTER, elsewhere[link.target], beside=inside[link.source])
            links.append(_as_forward(replace(link, target=connector.id)))
            connectors[connector.id] = connector, link.target
        elif link.target in inside:
            connector = _connector(wording.origin, _BEFORE, elsewhere[link.source], beside=inside[link.target])
            links.append(_as_forward(replace(link, source=connector.id)))
            connectors[connector.id] = connector, link.source
    outside = tuple(connector for connector, _ in connectors.values())
    steps = (*(step for step in outside if step.stage == _BEFORE), *inside.values(), *(step for step in outside if step.stage == _AFTER))
    all_stages = (DiagramStage(_BEFORE, wording.before), *diagram.stages, DiagramStage(_AFTER, wording.after))
    used = {step.stage for step in outside} | set(stages)
    lanes = {step.lane for step in steps}
    part = replace(
        diagram,
        lanes=tuple(lane for lane in diagram.lanes if lane.id in lanes),
        stages=tuple(stage for stage in all_stages if stage.id in used),
        steps=steps,
        links=tuple(links),
        floats=floats_within(diagram, stages),
    )
    return part, tuple((identity, step) for identity, (_, step) in connectors.items())


def _connector(texts: Callable[[DiagramStep], tuple[str, str]], stage: str, step: DiagramStep, *, beside: DiagramStep) -> DiagramStep:
    return DiagramStep(f"{stage}.{beside.lane}.{step.id}", beside.lane, stage, StepKind.CONNECTOR, *texts(step))


def _as_forward(link: DiagramLink) -> DiagramLink:
    """Return a link to or from a connector: a loop is an ordinary flow here, since it leads to the edge of the picture."""
    return replace(link, kind=DiagramLinkKind.FLOW) if link.kind is DiagramLinkKind.LOOP else link


def _form(diagram: Diagram) -> DiagramForm:
    if not _is_drawable(diagram):
        return DiagramForm.PANELS
    if flow_of(diagram) is Flow.VERTICAL:
        return DiagramForm.VERTICAL if len(diagram.steps) <= _MAX_VERTICAL_STEPS else DiagramForm.PANELS
    return DiagramForm.HORIZONTAL if place_diagram(diagram).width <= MAX_WIDTH else DiagramForm.PANELS


def _groups(diagram: Diagram) -> list[tuple[str, ...]]:
    """Return the stages of each panel: as many whole ones as fit beside its connectors; a stage that does not fit stands alone."""
    groups: list[tuple[str, ...]] = []
    width_so_far = 0.0
    for stage, width in _widths(diagram).items():
        if groups and width_so_far + width <= MAX_WIDTH - _MARGIN:
            groups[-1] += (stage,)
            width_so_far += width
        else:
            groups.append((stage,))
            width_so_far = width
    return groups


def _widths(diagram: Diagram) -> dict[str, float]:
    """Return the width of each stage, in the picture of all stages if that can be drawn."""
    if _is_drawable(diagram):
        return {placed.stage.id: placed.header.width for placed in place_diagram(diagram).stages}
    parts = {stage.id: _stage_alone(diagram, stage.id) for stage in diagram.stages}
    return {stage: place_diagram(part).stages[0].header.width if _is_drawable(part) else inf for stage, part in parts.items()}


def _stage_alone(diagram: Diagram, stage: str) -> Diagram:
    steps = tuple(step for step in diagram.steps if step.stage == stage)
    inside = {step.id for step in steps}
    links = tuple(link for link in diagram.links if link.source in inside and link.target in inside)
    return replace(diagram, stages=tuple(part for part in diagram.stages if part.id == stage), steps=steps, links=links, floats=())


def _is_drawable(diagram: Diagram) -> bool:
    return len(diagram.steps) <= MAX_STEPS and len(diagram.links) <= MAX_LINKS


def _panel(diagram: Diagram, wording: Wording, stages: tuple[str, ...], number: int) -> SwimlanePanel:
    part, connectors = cut_out(diagram, stages, wording)
    names = ", ".join(stage.name for stage in diagram.stages if stage.id in stages)
    panel = replace(part, id=f"{diagram.id}-panel-{number}", title=f"{diagram.title}: {names}")
    return SwimlanePanel(panel, flow_of(panel), stages, connectors)


def flow_of(diagram: Diagram) -> Flow:
    """Return the direction of time of one picture: to the right, unless it fits the page only downwards."""
    if _is_drawable(diagram) and place_diagram(diagram).width > MAX_WIDTH >= place_diagram(diagram, Flow.VERTICAL).width:
        return Flow.VERTICAL
    return Flow.HORIZONTAL
