"""A journey as a diagram: its steps as shapes, the milestones and ends they bring about, and the links between them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from journeybook.draw import diagram
from journeybook.draw.diagram import StepKind
from journeybook.model.base import Audience
from journeybook.model.enumerations import Answer, LaneKind, LaneRole, LinkKind, State
from journeybook.model.floating import floating
from journeybook.model.flow import FlowNode, Junction, Leads, Station, ends_here, links, stations
from journeybook.model.item import Applies
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage, SubStage
from journeybook.model.step import Step
from journeybook.views.base.answers import answer_text
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Address, Link
from journeybook.views.base.labels import stage_text, step_text
from journeybook.views.blocks.attendees import lane_names, limits_by_lane
from journeybook.views.blocks.common_fields import unsure_badge
from journeybook.views.blocks.floating_links import floating_lanes_text, floating_link, floating_range_text
from journeybook.views.blocks.groups import junction_label, node_name
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import anchor_of, people_names, reference_link, stage_page
from journeybook.views.links.needs import short_needs
from journeybook.views.links.texts import applies_text, says_text
from journeybook.views.swimlane.handoff_shapes import handoff_shapes, same_in_lanes
from journeybook.views.swimlane.lanes import lanes_of

LANE_TONES = {LaneRole.CUSTOMER: "customer", LaneRole.PARTNER: "partner", LaneRole.SUPPORT: "system"}
"""The tones of lanes that the stylesheet knows; every other lane has the company's."""


@remembered
def whole_diagram(book: Book, map_id: str) -> tuple[diagram.Diagram, dict[str, Address | str]]:
    """Return the diagram of the map with this id, with the addresses of its steps, made once for all pages that show a part of it."""
    return diagram_of_map(book, book.find(Map, map_id))


def diagram_of_map(book: Book, journey: Map, *, in_parts: Stage | None = None) -> tuple[diagram.Diagram, dict[str, Address | str]]:
    """Return a whole map as a diagram, with the addresses of its steps; the sub-stages of one stage may be stages of their own."""
    builder = _DiagramBuilder(tuple(lane.id for lane in lanes_of(book, journey)))
    leads = links(journey)
    junctions = {node.key: node for link in leads for node in (link.source, link.target) if isinstance(node, Junction)}
    linked = {node.key for link in leads for node in (link.source, link.target) if node}
    for station in stations(journey):
        if station.step.floats and station.key not in linked and not ends_here(station.step) and not _milestones(station):
            continue
        _add_junctions(book, builder, journey, _beside(junctions.values(), station, is_exit=False), column=_column(station, in_parts))
        _add_station(book, builder, journey, station, column=_column(station, in_parts))
        _add_junctions(book, builder, journey, _beside(junctions.values(), station, is_exit=True), column=_column(station, in_parts))
    for stage in journey.stages:
        _add_handoffs(book, builder, journey, stage, column=_last_column(stage, in_parts))
    for link in leads:
        target = link.target.key if link.target else _elsewhere(book, builder, journey, link, column=_column(_at(link.source), in_parts))
        builder.link(link.source.key, target, link.outcome, _link_kind(book, link))
    used = {step.stage for step in builder.steps.values()}
    stages = tuple(stage for stage in _stages(book, journey, in_parts) if stage.id in used)
    lanes = _lanes(book, journey, (step.lane for step in builder.steps.values()))
    drawn = diagram.Diagram(
        id=f"swimlane-{journey.id}",
        title=journey.name,
        description="",
        lanes=lanes,
        stages=stages,
        steps=tuple(builder.steps.values()),
        links=tuple(builder.links),
        language=book.language,
        is_mirrored=book.direction == "rtl",
        floats=_floats(book, builder, journey, stages),
    )
    return drawn, builder.addresses


def column_of_part(part: SubStage) -> str:
    """Return the id under which a sub-stage is a stage of a diagram."""
    return f"part.{part.id}"


@dataclass
class _DiagramBuilder:
    """A swimlane while it is being put together."""

    lanes: tuple[str, ...]
    """The ids of all lanes, in their order."""
    steps: dict[str, diagram.DiagramStep] = field(default_factory=dict)
    links: dict[diagram.DiagramLink, None] = field(default_factory=dict)
    addresses: dict[str, Address | str] = field(default_factory=dict)

    def add(self, step: diagram.DiagramStep, address: Address | None = None) -> str:
        """Add a step, with the page it leads to, and return its id."""
        if step.id not in self.steps:
            self.steps[step.id] = step
            if address is not None:
                self.addresses[step.id] = address
        return step.id

    def add_together(self, shapes: tuple[diagram.DiagramStep, ...], address: Address) -> str:
        """Add a step and its copies in other lanes, each joined to its neighbour, and return its id."""
        step = shapes[0]
        ordered = sorted(shapes, key=lambda shape: self.lanes.index(shape.lane))
        place = ordered.index(step)
        for shape in shapes:
            self.add(shape, address)
        for outwards in (ordered[place::-1], ordered[place:]):
            for nearer, farther in pairwise(outwards):
                self.links.setdefault(diagram.DiagramLink(nearer.id, farther.id, kind=diagram.DiagramLinkKind.TOGETHER))
        return step.id

    def link(self, source: str, target: str, label: str = "", kind: diagram.DiagramLinkKind = diagram.DiagramLinkKind.FLOW) -> None:
        """Add a link, once, inside a lane where both steps stand in one."""
        from_shapes, to_shapes = self._shapes(source), self._shapes(target)
        lane = next((lane for lane in from_shapes if lane in to_shapes), "")
        self.links.setdefault(diagram.DiagramLink(from_shapes.get(lane, source), to_shapes.get(lane, target), label, kind))

    def _shapes(self, name: str) -> dict[str, str]:
        """Return the ids of the shapes of a step by their lanes, its own first."""
        return {shape.lane: shape.id for shape in self.steps.values() if shape.origin == name}


def _add_station(book: Book, builder: _DiagramBuilder, journey: Map, station: Station, *, column: str) -> None:
    """Add a step, the milestone it brings about, and the end of the way where it ends one."""
    step = station.step
    builder.add_together(_step_shapes(book, station, column), step_address(journey, station))
    for milestone in _milestones(station):
        reached = diagram.DiagramStep(f"milestone.{milestone.id}", step.lane, column, StepKind.MILESTONE, milestone.name, milestone.name)
        builder.link(station.key, builder.add(reached, stage_page(journey, station.stage, anchor_of(milestone))))
    if ends_here(step):
        outcome = step.ends or answer_text(book, step, "ends")
        builder.link(station.key, builder.add(diagram.DiagramStep(f"end.{station.key}", step.lane, column, StepKind.END, outcome, outcome)))


def _add_handoffs(book: Book, builder: _DiagramBuilder, journey: Map, stage: Stage, *, column: str) -> None:
    """Add what is handed over at the end of a stage, in the lanes of both sides."""
    for number, handoff in enumerate(stage.handoffs, start=1):
        address = stage_page(journey, stage, anchor_of(handoff) if handoff.id else "handoffs")
        shapes = handoff_shapes(book, journey, handoff, identity=f"handoff.{stage.id}.{number}", column=column)
        sides = [builder.add_together(side, address) for side in shapes]
        for giver, taker in pairwise(sides):
            builder.link(giver, taker, kind=diagram.DiagramLinkKind.HANDOFF)


def _beside(junctions: Iterable[Junction], station: Station, *, is_exit: bool) -> list[Junction]:
    """Return the entrances that stand before a step, the first of their group, or the exits behind it, the last."""
    return [
        junction
        for junction in junctions
        if junction.is_exit is is_exit and junction.group.members[-1 if is_exit else 0].key == station.key
    ]


def _add_junctions(book: Book, builder: _DiagramBuilder, journey: Map, junctions: Iterable[Junction], *, column: str) -> None:
    for junction in junctions:
        first = junction.group.members[0]
        label, name = junction_label(book, journey, junction), node_name(book, journey, junction)
        shape = diagram.DiagramStep(junction.key, first.step.lane, column, StepKind.JUNCTION, label, name)
        builder.add(shape, step_address(journey, first))


def _at(node: FlowNode) -> Station:
    """Return a step, or the first one of a junction's group, in whose lane the junction stands."""
    return node if isinstance(node, Station) else node.group.members[0]


def _elsewhere(book: Book, builder: _DiagramBuilder, journey: Map, link: Leads, *, column: str) -> str:
    """Add the end that stands for a step of another map."""
    target = reference_link(book, ("step", "choice"), link.reference, scope=journey.id)
    name = target.text if isinstance(target, Link) else link.reference
    label = book.say("swimlane.to", name=name)
    lane = _at(link.source).step.lane
    end = diagram.DiagramStep(f"to.{link.reference.replace('/', '.')}", lane, column, StepKind.CONNECTOR, label, label)
    return builder.add(end, target.to if isinstance(target, Link) and not isinstance(target.to, str) else None)


def _step_shapes(book: Book, station: Station, stage: str) -> tuple[diagram.DiagramStep, ...]:
    """Return the shape of a step, and a copy in each further lane in which it stands; their titles name all of the lanes."""
    step, limits = station.step, limits_by_lane(book, station.step)
    text, names = _step_label(book, step), book.say("list.comma").join(lane_names(book, step))
    title = book.say("swimlane.together_title", name=text, lanes=names) if len(limits) > 1 else text
    shapes = same_in_lanes(
        diagram.DiagramStep(station.key, "", stage, StepKind.COMPANY, text, title, who=people_names(book, step.who)), tuple(limits)
    )
    return tuple(_in_its_lane(book, station, shape, limits[shape.lane]) for shape in shapes)


def _in_its_lane(book: Book, station: Station, shape: diagram.DiagramStep, limits: str) -> diagram.DiagramStep:
    """Return a shape of a step as its lane has it: of its kind, and with what limits the part that the lane takes."""
    step = station.step
    needs = {attendee.lane: attendee.need for attendee in step.also_in}
    label = _step_label(book, step, limits, is_need_told=needs.get(shape.lane) is not None)
    ending = label.removeprefix(step_text(book, step)).strip()
    return replace(shape, kind=_kind(book, station, shape.lane), label=label, remark=limits, ending=ending)


def _floats(
    book: Book, builder: _DiagramBuilder, journey: Map, stages: tuple[diagram.DiagramStage, ...]
) -> tuple[diagram.DiagramFloat, ...]:
    """Return what floats, over those of the stages that have columns."""
    floats: list[diagram.DiagramFloat] = []
    for part in floating(journey):
        columns = {column for stage in part.over for column in (stage.id, *map(column_of_part, stage.sub_stages))}
        shown = [stage.id for stage in stages if stage.id in columns]
        if not shown:
            continue
        lanes, link = floating_lanes_text(book, part), floating_link(book, journey, part)
        identity = f"float.{part.station.key if part.station else part.stage.id}"
        label = book.say("swimlane.floating", name=link.text, lane=lanes) if lanes else link.text
        title = book.say("swimlane.floating_range", name=label, range=floating_range_text(book, journey, part.floats))
        floats.append(diagram.DiagramFloat(identity, shown[0], shown[-1], label, title, lanes))
        builder.addresses[identity] = link.to
    return tuple(floats)


def _step_label(book: Book, step: Step, limits: str = "", *, is_need_told: bool = False) -> str:
    """Return the short text of a step, with the author's own label and, in words, when it is done and whether it may be left out."""
    text = step_text(book, step)
    remarks = [] if is_need_told else list(short_needs(book, step))
    rule = None if book.audience is Audience.PUBLIC else step.get("applies", Applies)
    remarks += list(filter(None, [says_text(step) or applies_text(book, rule)]))
    remarks += [book.say(f"state.{step.state}")] if step.state is not State.IN_USE else []
    remarks += [book.say("swimlane.unsure")] if unsure_badge(book, step) else []
    remarks += [limits] if limits else []
    return book.say("step.remarked", what=text, remark=", ".join(remarks)) if remarks else text


def _kind(book: Book, station: Station, lane_id: str) -> StepKind:
    """Return what a step is in one of its lanes."""
    if len(station.step.next) > 1:
        return StepKind.DECISION
    if station.step.moment_that_matters:
        return StepKind.MOMENT
    roles = {lane.id: lane.role for lane in book.atlas.lanes}
    return StepKind.CUSTOMER if roles.get(lane_id) is LaneRole.CUSTOMER else StepKind.COMPANY


def _milestones(station: Station) -> tuple[Milestone, ...]:
    """Return the milestones of a step's stage that the step brings about."""
    return tuple(milestone for milestone in station.stage.milestones if milestone.id and milestone.id == station.step.clock)


def _link_kind(book: Book, link: Leads) -> diagram.DiagramLinkKind:
    """Return what a link is: a handoff also where it goes from one team's lane to another's, and nobody of the first takes part there.

    It is none where its author says `kind: flow`, or answers that nothing is handed over in the stage: `handoffs: none`.
    """
    is_told = (link.written and link.written.kind) or _at(link.source).stage.answer_in("handoffs") is Answer.NONE
    if link.kind is not LinkKind.FLOW or link.target is None or is_told:
        return diagram.DiagramLinkKind(link.kind.value)
    teams = {lane.id: lane.team for lane in book.atlas.lanes}
    givers, takers = ({teams.get(lane) for lane in _at(node).step.lanes} for node in (link.source, link.target))
    is_handoff = None not in givers | takers and givers.isdisjoint(takers)
    return diagram.DiagramLinkKind.HANDOFF if is_handoff else diagram.DiagramLinkKind.FLOW


def _lanes(book: Book, journey: Map, used: Iterable[str]) -> tuple[diagram.DiagramLane, ...]:
    """Return the lanes that have steps, as a diagram draws them."""
    names = set(used)
    return tuple(
        diagram.DiagramLane(lane.id, lane.name, LANE_TONES.get(lane.role, "company"))
        for lane in lanes_of(book, journey)
        if lane.id in names and lane.kind is LaneKind.STEP
    )


def _stages(book: Book, journey: Map, in_parts: Stage | None) -> list[diagram.DiagramStage]:
    """Return the stages of a map, those that float behind all others."""
    stages: list[diagram.DiagramStage] = []
    for stage in sorted(journey.stages, key=lambda stage: stage.floats is not None):
        stages.append(diagram.DiagramStage(stage.id, stage_text(book, stage)))
        if in_parts and stage.id == in_parts.id:
            stages += [diagram.DiagramStage(column_of_part(part), part.name) for part in stage.sub_stages]
    return stages


def _last_column(stage: Stage, in_parts: Stage | None) -> str:
    """Return the last column of a stage: its last sub-stage where these have columns of their own."""
    return column_of_part(stage.sub_stages[-1]) if in_parts and stage.id == in_parts.id and stage.sub_stages else stage.id


def _column(station: Station, in_parts: Stage | None) -> str:
    is_apart = station.part and in_parts and station.stage.id == in_parts.id
    return column_of_part(station.part) if station.part and is_apart else station.stage.id
