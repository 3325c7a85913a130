"""One stage as a swimlane of its own, with the links that come in from other stages and those that go out."""

from journeybook.draw import diagram
from journeybook.draw.diagram import StepKind
from journeybook.model.flow import Leads, Station, links, stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.book import Book
from journeybook.views.lanes import Sketch, drawn_lanes, link_kind, milestones_by_clock, shape, step_label
from journeybook.views.pieces import Address, Link
from journeybook.views.refer import anchor_of, refer, stage_page
from journeybook.views.spots import step_address
from journeybook.views.swimlane import Swimlane, with_outline


def view(book: Book, map_id: str, stage_id: str) -> Swimlane:
    """Choose what the swimlane of a stage shows; its sub-stages are the columns."""
    journey = book.find(Map, map_id)
    stage = book.find(Stage, stage_id, scope=map_id)
    here = tuple(station for station in stations(journey) if station.stage.id == stage.id)
    sketch = Sketch()
    incoming = [link for link in links(journey) if link.target in here and link.source not in here]
    for link in incoming:
        _come_in(book, sketch, journey, link)
    for station in here:
        _add_station(book, sketch, journey, station)
    for link in (link for link in links(journey) if link.source in here):
        target = link.target.key if link.target in here and link.target else _go_out(book, sketch, journey, link)
        sketch.link(link.source.key, target, link.outcome, link_kind(book, link))
    for link in incoming:
        sketch.link(f"from.{link.source.key}", link.target.key if link.target else "", link.outcome, link_kind(book, link))
    title = book.say("swimlane.stage_title", stage=stage.name, map=journey.name)
    return with_outline(book, _diagram(book, sketch, journey, stage, title), sketch.addresses)


def _diagram(book: Book, sketch: Sketch, journey: Map, stage: Stage, title: str) -> diagram.Diagram:
    used = {step.stage for step in sketch.steps}
    columns = ((stage.id, stage.name), *((f"part.{part.id}", part.name) for part in stage.sub_stages))
    stages = tuple(diagram.Stage(identity, name) for identity, name in columns if identity in used)
    lanes = drawn_lanes(book, journey, (step.lane for step in sketch.steps))
    described = book.say("swimlane.description", stages=len(stages), lanes=len(lanes), steps=len(sketch.steps))
    return diagram.Diagram(f"swimlane-{journey.id}-{stage.id}", title, described, lanes, stages, tuple(sketch.steps), tuple(sketch.links))


def _column(station: Station) -> str:
    return f"part.{station.part.id}" if station.part else station.stage.id


def _add_station(book: Book, sketch: Sketch, journey: Map, station: Station) -> None:
    """Add a step, the milestone it brings about, and the end of the way where it ends one."""
    step, column = station.step, _column(station)
    sketch.add(*shape(book, journey, station, column))
    for milestone in milestones_by_clock(station):
        mark = diagram.Step(f"milestone.{milestone.id}", step.lane, column, StepKind.MILESTONE, milestone.name, milestone.name)
        sketch.link(station.key, sketch.add(mark, stage_page(journey, station.stage, anchor_of(milestone))))
    if step.ends:
        sketch.link(station.key, sketch.add(diagram.Step(f"end.{station.key}", step.lane, column, StepKind.END, step.ends, step.ends)))


def _come_in(book: Book, sketch: Sketch, journey: Map, link: Leads) -> None:
    """Add the connector that stands for a step of another stage from which a link comes."""
    assert link.target is not None  # noqa: S101 - only links to a step of this stage come in
    label = book.say("swimlane.from", name=link.source.stage.name)
    title = book.say("swimlane.from_step", stage=link.source.stage.name, name=step_label(book, link.source))
    connector = diagram.Step(f"from.{link.source.key}", link.target.step.lane, _column(link.target), StepKind.END, label, title)
    sketch.add(connector, step_address(journey, link.source))


def _go_out(book: Book, sketch: Sketch, journey: Map, link: Leads) -> str:
    """Add the connector that stands for a step of another stage, or of another map."""
    label, title, address = _outside(book, journey, link)
    key = f"to.{link.reference.replace('/', '.')}"
    connector = diagram.Step(key, link.source.step.lane, _column(link.source), StepKind.END, label, title)
    return sketch.add(connector, address)


def _outside(book: Book, journey: Map, link: Leads) -> tuple[str, str, Address | None]:
    """Return what a connector is called, in short and in full, and where it leads."""
    if link.target:
        stage = link.target.stage.name
        title = book.say("swimlane.to_step", stage=stage, name=step_label(book, link.target))
        return book.say("swimlane.to", name=stage), title, step_address(journey, link.target)
    named = refer(book, "step", link.reference, scope=journey.id)
    label = book.say("swimlane.to", name=named.text if isinstance(named, Link) else link.reference)
    return label, label, named.to if isinstance(named, Link) and isinstance(named.to, Address) else None
