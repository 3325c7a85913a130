"""A journey as a diagram: its steps as shapes, the milestones and ends they bring about, and the links between them."""

from dataclasses import dataclass, field

from journeybook.draw import diagram
from journeybook.draw.diagram import StepKind
from journeybook.model.flow import Leads, Station, links, stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Link
from journeybook.views.links.links import anchor_of, refer, stage_page
from journeybook.views.swimlane.lanes import drawn_lanes, link_kind, milestones_by_clock, shape


def sketched(book: Book, journey: Map, *, in_parts: Stage | None = None) -> tuple[diagram.Diagram, dict[str, Address | str]]:
    """Return a whole map as a diagram, with the addresses of its steps; the sub-stages of one stage may be stages of their own."""
    sketch = _Sketch()
    for station in stations(journey):
        _add_station(book, sketch, journey, station, column=_column(station, in_parts))
    for link in links(journey):
        target = link.target.key if link.target else _elsewhere(book, sketch, journey, link, column=_column(link.source, in_parts))
        sketch.link(link.source.key, target, link.outcome, link_kind(book, link))
    used = {step.stage for step in sketch.steps}
    stages = tuple(stage for stage in _stages(journey, in_parts) if stage.id in used)
    lanes = drawn_lanes(book, journey, (step.lane for step in sketch.steps))
    described = book.say("swimlane.description", stages=len(stages), lanes=len(lanes), steps=len(sketch.steps))
    drawn = diagram.Diagram(
        f"swimlane-{journey.id}", journey.name, described, lanes, stages, tuple(sketch.steps), tuple(sketch.links), book.language
    )
    return drawn, sketch.addresses


def column_of_part(part: SubStage) -> str:
    """Return the id under which a sub-stage is a stage of a diagram."""
    return f"part.{part.id}"


@dataclass
class _Sketch:
    """A swimlane while it is being put together."""

    steps: list[diagram.DiagramStep] = field(default_factory=list)
    links: list[diagram.DiagramLink] = field(default_factory=list)
    addresses: dict[str, Address | str] = field(default_factory=dict)

    def add(self, step: diagram.DiagramStep, address: Address | None = None) -> str:
        """Add a step, with the page it leads to, and return its id."""
        if all(step.id != known.id for known in self.steps):
            self.steps.append(step)
            if address is not None:
                self.addresses[step.id] = address
        return step.id

    def link(self, source: str, target: str, label: str = "", kind: diagram.DiagramLinkKind = diagram.DiagramLinkKind.FLOW) -> None:
        """Add a link, once."""
        link = diagram.DiagramLink(source, target, label, kind)
        if link not in self.links:
            self.links.append(link)


def _column(station: Station, in_parts: Stage | None) -> str:
    is_apart = station.part and in_parts and station.stage.id == in_parts.id
    return column_of_part(station.part) if station.part and is_apart else station.stage.id


def _stages(journey: Map, in_parts: Stage | None) -> list[diagram.DiagramStage]:
    stages: list[diagram.DiagramStage] = []
    for stage in journey.stages:
        stages.append(diagram.DiagramStage(stage.id, stage.name))
        if in_parts and stage.id == in_parts.id:
            stages += [diagram.DiagramStage(column_of_part(part), part.name) for part in stage.sub_stages]
    return stages


def _add_station(book: Book, sketch: _Sketch, journey: Map, station: Station, *, column: str) -> None:
    """Add a step, the milestone it brings about, and the end of the way where it ends one."""
    step = station.step
    sketch.add(*shape(book, journey, station, column))
    for milestone in milestones_by_clock(station):
        mark = diagram.DiagramStep(f"milestone.{milestone.id}", step.lane, column, StepKind.MILESTONE, milestone.name, milestone.name)
        sketch.link(station.key, sketch.add(mark, stage_page(journey, station.stage, anchor_of(milestone))))
    if step.ends:
        sketch.link(
            station.key, sketch.add(diagram.DiagramStep(f"end.{station.key}", step.lane, column, StepKind.END, step.ends, step.ends))
        )


def _elsewhere(book: Book, sketch: _Sketch, journey: Map, link: Leads, *, column: str) -> str:
    """Add the end that stands for a step of another map."""
    named = refer(book, "step", link.reference, scope=journey.id)
    name = named.text if isinstance(named, Link) else link.reference
    label = book.say("swimlane.to", name=name)
    end = diagram.DiagramStep(f"to.{link.reference.replace('/', '.')}", link.source.step.lane, column, StepKind.CONNECTOR, label, label)
    return sketch.add(end, named.to if isinstance(named, Link) and not isinstance(named.to, str) else None)
