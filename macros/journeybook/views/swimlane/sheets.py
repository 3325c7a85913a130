"""What a swimlane needs besides its drawing: in which pictures it is shown, where its steps lead, and the same facts as a table."""

from dataclasses import dataclass, replace

from journeybook.draw.diagram import Diagram, DiagramFloat, DiagramForm, DiagramLinkKind, DiagramStage, DiagramStep, Flow, StepKind
from journeybook.draw.panels import STAGE_WIDTH, SwimlanePanel, Wording, cut_out, panels
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Cell, Inline, Link, Row, Table, cell
from journeybook.views.links.texts import limited_text
from journeybook.views.swimlane.legend import LegendEntry, legend, sides_text

Addresses = dict[str, Address | str]
"""Where steps lead, by their ids: to a page, or to a spot of the same page."""
DONE = frozenset((StepKind.CUSTOMER, StepKind.COMPANY, StepKind.DECISION, StepKind.MOMENT))
"""The kinds of shapes that are steps of the journey."""


@dataclass(frozen=True)
class SwimlaneSheet:
    """One picture of a swimlane, the way its time runs, its width, its heading among several, and the addresses of its steps."""

    diagram: Diagram
    flow: Flow
    width: float
    """The width in points for which it is laid out."""
    heading: str
    addresses: tuple[tuple[str, Address | str], ...]


@dataclass(frozen=True)
class Swimlane:
    """A whole diagram, the pictures in which it is shown, what is in them, and its equal outline."""

    diagram: Diagram
    sheets: tuple[SwimlaneSheet, ...]
    legend: tuple[LegendEntry, ...]
    outline: Table


def whole_swimlane(book: Book, diagram: Diagram, addresses: Addresses, *, width: float, wanted: DiagramForm | None) -> Swimlane:
    """Return a whole journey: in one picture where it fits a width, else in panels whose connectors lead to one another."""
    shown = panels(diagram, _wording(book, diagram), width=width, wanted=wanted)
    sheets = _sheets(book, diagram, addresses, shown)
    return Swimlane(_described(book, diagram), sheets, _legend(book, diagram, sheets), _outline(book, diagram, addresses))


def part_swimlane(book: Book, diagram: Diagram, addresses: Addresses, *, stages: tuple[str, ...]) -> Swimlane:
    """Return some stages of a journey, with connectors that lead to the steps elsewhere: in one picture where it fits the page."""
    part, connectors = cut_out(diagram, stages, _wording(book, diagram))
    own_addresses = _addresses_in(part, addresses)
    own_addresses |= {connector: addresses[step] for connector, step in connectors if step in addresses}
    shown = panels(part, _wording(book, part), width=STAGE_WIDTH)
    sheets = _sheets(book, part, own_addresses, shown, of_stage=True)
    return Swimlane(_described(book, part, of_stage=True), sheets, _legend(book, part, sheets), _outline(book, part, own_addresses))


def _sheets(
    book: Book, diagram: Diagram, addresses: Addresses, shown: tuple[SwimlanePanel, ...], *, of_stage: bool = False
) -> tuple[SwimlaneSheet, ...]:
    """Return the pictures of a diagram with their headings and with the addresses of their steps."""
    panel_of = {step: f"#{panel.diagram.id}" for panel in shown for step in panel.steps}
    sheets: list[SwimlaneSheet] = []
    for number, panel in enumerate(shown, 1):
        sheet_addresses = _addresses_in(panel.diagram, addresses)
        sheet_addresses |= {connector: panel_of[step] for connector, step in panel.connectors}
        inside = {step.stage for step in diagram.steps if step.id in panel.steps and step.kind is not StepKind.CONNECTOR}
        names = book.say("list.comma").join(stage.name for stage in diagram.stages if stage.id in inside)
        heading = book.say("swimlane.panel", number=number, count=len(shown), stages=names) if len(shown) > 1 else ""
        described = _described(book, panel.diagram, of_stage=of_stage)
        sheets.append(SwimlaneSheet(described, panel.flow, panel.width, heading, _sorted(sheet_addresses)))
    return tuple(sheets)


def _legend(book: Book, diagram: Diagram, sheets: tuple[SwimlaneSheet, ...]) -> tuple[LegendEntry, ...]:
    """Return the legend of what is in the pictures: of the whole diagram, and of the connectors between them."""
    steps = {step.id: step for drawn in (diagram, *(sheet.diagram for sheet in sheets)) for step in drawn.steps}
    links = {(link.kind, link.source, link.target): link for sheet in sheets for link in sheet.diagram.links}
    return legend(book, replace(diagram, steps=tuple(steps.values()), links=tuple(links.values()), stages=_every_stage(diagram, sheets)))


def _every_stage(diagram: Diagram, sheets: tuple[SwimlaneSheet, ...]) -> tuple[DiagramStage, ...]:
    return tuple({stage.id: stage for drawn in (diagram, *(sheet.diagram for sheet in sheets)) for stage in drawn.stages}.values())


def _addresses_in(diagram: Diagram, addresses: Addresses) -> Addresses:
    """Return the addresses of the steps of a picture, and of what floats in it."""
    names = (*(step.id for step in diagram.steps), *(bar.id for bar in diagram.floats))
    return {name: addresses[name] for name in names if name in addresses}


def _sorted(addresses: Addresses) -> tuple[tuple[str, Address | str], ...]:
    return tuple(sorted(addresses.items(), key=lambda pair: pair[0]))


def _described(book: Book, diagram: Diagram, *, of_stage: bool = False) -> Diagram:
    """Return a diagram that says how many steps it shows, and over how many stages: connectors and sheets are none of them.

    The columns of a picture of one stage are that stage and its sub-stages.
    """
    steps = {step.id for step in diagram.steps if step.kind in DONE and not step.copy_of}
    afloat = sum(1 for bar in diagram.floats if bar.lane and bar.id.removeprefix("float.") not in steps)
    shown = {step.stage for step in diagram.steps if step.kind is not StepKind.CONNECTOR}
    counts = {
        "stages": 1 if of_stage else sum(stage.id in shown for stage in diagram.stages),
        "lanes": len(diagram.lanes),
        "steps": len(steps) + afloat,
    }
    return replace(diagram, description=book.say("swimlane.description", **counts))


def _wording(book: Book, diagram: Diagram) -> Wording:
    stages = {stage.id: stage.name for stage in diagram.stages}

    def wording(way: str, steps: tuple[DiagramStep, ...]) -> tuple[str, str]:
        step = steps[0]
        name = step.title or step.label
        if len(steps) > 1:
            count = len({part.stage for part in steps})
            where = stages[step.stage] if count == 1 else book.say("swimlane.stages", count=count)
            several = book.say(f"swimlane.{way}_several", stage=where, count=len(steps))
            return several, book.say("swimlane.several", text=several, names=book.say("list.comma").join(part.label for part in steps))
        short = name if step.kind is StepKind.JUNCTION else step.label
        return book.say(f"swimlane.{way}", name=short), book.say(f"swimlane.{way}_step", stage=stages[step.stage], name=name)

    return Wording(
        before=book.say("swimlane.before"),
        after=book.say("swimlane.after"),
        origin=lambda steps: wording("from", steps),
        target=lambda steps: wording("to", steps),
    )


def _outline(book: Book, diagram: Diagram, addresses: Addresses) -> Table:
    """Return the table that says the same: one row for each step, with every link that leaves it."""
    stages = {stage.id: stage.name for stage in diagram.stages}
    lanes = {lane.id: lane.name for lane in diagram.lanes}
    order = {identity: position for position, identity in enumerate(stages)}
    rows = tuple(
        Row(
            (
                (_named(step, addresses),),
                (stages[step.stage],),
                (_lanes_text(book, diagram, step, lanes),),
                (_kind_text(book, diagram, step),),
                _leads_to(book, diagram, step, addresses),
            )
        )
        for step in sorted((step for step in diagram.steps if not step.copy_of), key=lambda step: order[step.stage])
    )
    rows += tuple(_floating_row(book, bar, stages, addresses) for bar in diagram.floats)
    columns = tuple(book.say(f"swimlane.column.{name}") for name in ("step", "stage", "lane", "kind", "leads_to"))
    return Table(book.say("swimlane.caption", title=diagram.title), columns, rows, book.say("swimlane.empty"))


def _kind_text(book: Book, diagram: Diagram, step: DiagramStep) -> str:
    """Return what a step is; of one that is simply done, who does it: the customer, a partner, the company, or several of them."""
    if step.kind not in (StepKind.CUSTOMER, StepKind.COMPANY):
        return book.say(f"swimlane.kind.{step.kind}")
    return sides_text(book, tuple(shape for shape in diagram.steps if shape.origin == step.id), diagram.lanes)


def _lanes_text(book: Book, diagram: Diagram, step: DiagramStep, lanes: dict[str, str]) -> str:
    """Return the lane in which a step stands, of several that do it together all, and who of them; a connector is of another lane."""
    if step.kind is StepKind.CONNECTOR:
        return ""
    names = [limited_text(book, lanes[shape.lane], shape.remark) for shape in diagram.steps if shape.origin == step.id]
    text = book.say("swimlane.together", lanes=book.say("list.comma").join(names)) if len(names) > 1 else names[0]
    return book.say("swimlane.who", lanes=text, who=step.who) if step.who else text


def _floating_row(book: Book, bar: DiagramFloat, stages: dict[str, str], addresses: Addresses) -> Row:
    """Return the row of something that floats: over which of these stages, and that it leads nowhere by itself."""
    span = stages[bar.since] if bar.since == bar.until else book.say("grid.floats", first=stages[bar.since], last=stages[bar.until])
    name: Inline = Link(bar.label, addresses[bar.id]) if bar.id in addresses else bar.label
    return Row(((name,), (span,), cell(bar.lane), (book.say("grid.any_time"),), ()))


def _named(step: DiagramStep, addresses: Addresses) -> Inline:
    text = step.title or step.label
    return Link(text, addresses[step.id]) if step.id in addresses else text


def _leads_to(book: Book, diagram: Diagram, step: DiagramStep, addresses: Addresses) -> Cell:
    """Return where a step leads, each link with its outcome and its kind in words."""
    steps = {shape.id: shape for shape in diagram.steps}
    inlines: list[Inline] = []
    for link in diagram.links:
        if steps[link.source].origin != step.id or link.kind is DiagramLinkKind.TOGETHER:
            continue
        kind = "" if link.kind is DiagramLinkKind.FLOW else book.say(f"swimlane.link.{link.kind}")
        remark = ", ".join(filter(None, (link.label, kind)))
        target = steps[steps[link.target].origin]
        label = target.title or target.label
        text = book.say("swimlane.outcome", outcome=remark, target=label) if remark else label
        inlines.append(Link(text, addresses[link.target]) if link.target in addresses else text)
    return tuple(inlines)
