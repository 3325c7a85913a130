"""A whole journey as a swimlane: every step in its lane and stage, and where each leads."""

from journeybook.draw import diagram
from journeybook.draw.diagram import StepKind
from journeybook.model.flow import Leads, Station, links, stations
from journeybook.model.map import Map
from journeybook.views.book import Book
from journeybook.views.lanes import Sketch, drawn_lanes, link_kind, milestones_by_clock, shape
from journeybook.views.pieces import Link
from journeybook.views.refer import anchor_of, refer, stage_page
from journeybook.views.swimlane import Swimlane, with_outline


def view(book: Book, map_id: str) -> Swimlane:
    """Choose what the swimlane of a map shows."""
    journey = book.find(Map, map_id)
    sketch = Sketch()
    for station in stations(journey):
        _add_station(book, sketch, journey, station)
    for link in links(journey):
        target = link.target.key if link.target else _elsewhere(book, sketch, journey, link)
        sketch.link(link.source.key, target, link.outcome, link_kind(book, link))
    used = {step.stage for step in sketch.steps}
    stages = tuple(diagram.Stage(stage.id, stage.name) for stage in journey.stages if stage.id in used)
    lanes = drawn_lanes(book, journey, (step.lane for step in sketch.steps))
    described = book.say("swimlane.description", stages=len(stages), lanes=len(lanes), steps=len(stations(journey)))
    drawn = diagram.Diagram(f"swimlane-{journey.id}", journey.name, described, lanes, stages, tuple(sketch.steps), tuple(sketch.links))
    return with_outline(book, drawn, sketch.addresses)


def _add_station(book: Book, sketch: Sketch, journey: Map, station: Station) -> None:
    """Add a step, the milestone it brings about, and the end of the way where it ends one."""
    step, stage = station.step, station.stage
    sketch.add(*shape(book, journey, station, stage.id))
    for milestone in milestones_by_clock(station):
        mark = diagram.Step(f"milestone.{milestone.id}", step.lane, stage.id, StepKind.MILESTONE, milestone.name, milestone.name)
        sketch.link(station.key, sketch.add(mark, stage_page(journey, stage, anchor_of(milestone))))
    if step.ends:
        sketch.link(station.key, sketch.add(diagram.Step(f"end.{station.key}", step.lane, stage.id, StepKind.END, step.ends, step.ends)))


def _elsewhere(book: Book, sketch: Sketch, journey: Map, link: Leads) -> str:
    """Add the end that stands for a step of another map."""
    named = refer(book, "step", link.reference, scope=journey.id)
    name = named.text if isinstance(named, Link) else link.reference
    label = book.say("swimlane.to", name=name)
    end = diagram.Step(f"to.{link.reference.replace('/', '.')}", link.source.step.lane, link.source.stage.id, StepKind.END, label, label)
    return sketch.add(end, named.to if isinstance(named, Link) and not isinstance(named.to, str) else None)
