"""A swimlane before it is laid out: lanes, stages, steps and the links between steps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Flow(StrEnum):
    """The direction of time in a picture."""

    HORIZONTAL = "horizontal"
    """From left to right, with lanes as rows."""
    VERTICAL = "vertical"
    """From top to bottom, with lanes as columns."""


class DiagramForm(StrEnum):
    """The form in which a swimlane is shown."""

    HORIZONTAL = "horizontal"
    """One picture, time from left to right."""
    VERTICAL = "vertical"
    """One picture, time from top to bottom."""
    PANELS = "panels"
    """A picture for each group of stages."""


class StepKind(StrEnum):
    """The kind of a step; each has a shape of its own, so that colour is never the only sign."""

    CUSTOMER = "customer"
    """Something the customer does: a rounded box."""
    COMPANY = "company"
    """Something the company does: a box."""
    DECISION = "decision"
    """A question with several outcomes: a diamond."""
    MILESTONE = "milestone"
    """An observable success: a hexagon."""
    MOMENT = "moment"
    """A moment that matters: a rounded box with a heavy line."""
    ATTENTION = "attention"
    """An event that needs attention: an octagon."""
    END = "end"
    """An end of the journey: an ellipse."""
    HANDOFF = "handoff"
    """What is handed over, or taken over, when the other steps of a stage are done: a sheet with a folded corner."""
    JUNCTION = "junction"
    """Where the way into a group of steps parts, or where ways out of it meet: a low pill."""
    CONNECTOR = "connector"
    """A step of another picture, to which or from which a link goes: a low box with a dashed line."""


class DiagramLinkKind(StrEnum):
    """How one step leads to another."""

    FLOW = "flow"
    """The next step in the ordinary course."""
    HANDOFF = "handoff"
    """Work or information passes to somebody else."""
    LOOP = "loop"
    """Back to an earlier step: drawn dashed, and never shifts a step."""
    TOGETHER = "together"
    """From a step to its copy in another lane: drawn without an arrow head."""


@dataclass(frozen=True)
class DiagramLane:
    """One band of the picture, for somebody who takes part; the tone is a class of the stylesheet."""

    id: str
    name: str
    tone: str = ""


@dataclass(frozen=True)
class DiagramStage:
    """One period, drawn as a header over its columns."""

    id: str
    name: str


@dataclass(frozen=True)
class DiagramStep:
    """One shape in a lane and a stage, with its label, and the title that is shown when somebody points at it.

    A step that stands in several lanes has a shape in each: `copy_of` is the id of the first one, and empty there.
    """

    id: str
    lane: str
    stage: str
    kind: StepKind
    label: str
    title: str = ""
    copy_of: str = ""
    remark: str = ""
    """What limits the part that this lane takes in the step."""
    who: str = ""
    """Who does it, where somebody is named; shown with the title."""
    ending: str = ""
    """The end of the label that stays where the label is too long for its shape: under which conditions it is done."""

    @property
    def origin(self) -> str:
        """The id of the step of which this is a copy, or its own."""
        return self.copy_of or self.id


@dataclass(frozen=True)
class DiagramLink:
    """One arrow from a step to a step, with a short label or none."""

    source: str
    target: str
    label: str = ""
    kind: DiagramLinkKind = DiagramLinkKind.FLOW


@dataclass(frozen=True)
class DiagramFloat:
    """What may happen at any time from one stage to another, outside of the flow, with its label, its title, and its lane if it has one."""

    id: str
    since: str
    until: str
    label: str
    title: str = ""
    lane: str = ""


@dataclass(frozen=True)
class Diagram:
    """A whole swimlane; lanes, stages, steps and links stand in the order in which ties are broken."""

    id: str
    title: str
    description: str
    lanes: tuple[DiagramLane, ...]
    stages: tuple[DiagramStage, ...]
    steps: tuple[DiagramStep, ...]
    links: tuple[DiagramLink, ...] = ()
    language: str = ""
    """The code of the language by which words that are too long for a line are broken; none breaks them between any letters."""
    floats: tuple[DiagramFloat, ...] = ()
    is_mirrored: bool = False
    """Whether it is drawn from right to left, as its language is read; what is laid out is the same."""

    def __post_init__(self) -> None:
        lanes = _unique("lane", (lane.id for lane in self.lanes))
        stages = _unique("stage", (stage.id for stage in self.stages))
        steps = _unique("step", (step.id for step in self.steps))
        _unique("float", (bar.id for bar in self.floats))
        _require_known("stage", (end for bar in self.floats for end in (bar.since, bar.until)), stages)
        _require_known("lane", (step.lane for step in self.steps), lanes)
        _require_known("stage", (step.stage for step in self.steps), stages)
        _require_known("step", (step.origin for step in self.steps), steps)
        _require_known("step", (end for link in self.links for end in (link.source, link.target)), steps)


def geometry_key(diagram: Diagram) -> Diagram:
    """Return a diagram reduced to what decides positions: ids are numbers, handoffs are flows, titles, descriptions and tones are empty."""
    lanes = {lane.id: str(number) for number, lane in enumerate(diagram.lanes)}
    stages = {stage.id: str(number) for number, stage in enumerate(diagram.stages)}
    steps = {step.id: str(number) for number, step in enumerate(diagram.steps)}
    return Diagram(
        id="",
        title="",
        description="",
        lanes=tuple(DiagramLane(lanes[lane.id], lane.name) for lane in diagram.lanes),
        stages=tuple(DiagramStage(stages[stage.id], stage.name) for stage in diagram.stages),
        steps=tuple(
            DiagramStep(
                id=steps[step.id],
                lane=lanes[step.lane],
                stage=stages[step.stage],
                kind=step.kind,
                label=step.label,
                copy_of=steps[step.copy_of] if step.copy_of else "",
                ending=step.ending,
            )
            for step in diagram.steps
        ),
        links=tuple(DiagramLink(steps[link.source], steps[link.target], link.label, _course(link.kind)) for link in diagram.links),
        floats=tuple(
            DiagramFloat(str(number), stages[bar.since], stages[bar.until], bar.label) for number, bar in enumerate(diagram.floats)
        ),
        language=diagram.language,
    )


def topology_key(key: Diagram) -> Diagram:
    """Return a geometry key reduced to what decides where steps and links lie on the grid: no words, but whether a link has any."""
    return replace(
        key,
        lanes=tuple(DiagramLane(lane.id, "") for lane in key.lanes),
        stages=tuple(DiagramStage(stage.id, "") for stage in key.stages),
        steps=tuple(replace(step, label="", ending="") for step in key.steps),
        links=tuple(replace(link, label="label" if link.label else "") for link in key.links),
        floats=(),
        language="",
    )


def _course(kind: DiagramLinkKind) -> DiagramLinkKind:
    return DiagramLinkKind.FLOW if kind is DiagramLinkKind.HANDOFF else kind


def _unique(what: str, ids: Iterable[str]) -> set[str]:
    unique: set[str] = set()
    for identity in ids:
        if identity in unique:
            raise ValueError(f"two {what}s of a diagram have the id {identity!r}")
        unique.add(identity)
    return unique


def _require_known(what: str, ids: Iterable[str], allowed: set[str]) -> None:
    for identity in ids:
        if identity not in allowed:
            raise ValueError(f"a diagram has no {what} with the id {identity!r}")
