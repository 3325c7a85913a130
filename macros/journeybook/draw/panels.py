"""Swimlanes at full text size: one picture where it fits the page, else panels, one below the other, that lead to one another.

A picture is folded into panels between columns, as music is into lines. Where to fold is found by dynamic programming over the columns
(as lines are broken in Knuth and Plass 1981): the least sum of prices for panels, for folds within a stage and for links that are cut.
How many columns fit side by side is tried out, from many to few. O(columns x columns in a panel x links).
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from journeybook.draw.back_edges import back_links
from journeybook.draw.columns import assign_columns
from journeybook.draw.diagram import Diagram, DiagramForm, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, Flow, StepKind
from journeybook.draw.floating import floats_within
from journeybook.draw.swimlane import MAX_LINKS, MAX_STEPS, place_diagram

MAP_WIDTH, STAGE_WIDTH = 980.0, 728.0
"""The widths in points for which pictures are laid out: that of a map's page and of a stage's page on a screen of 1280 pixels."""
_MAX_VERTICAL_STEPS = 40
"""The number of steps beyond which a vertical picture is harder to read than panels."""
_MOST_COLUMNS, _LEAST_COLUMNS = 12, 3
"""How many columns a panel may have, with those of its connectors."""
_PANEL_PRICE, _FOLD_PRICE, _LINK_PRICE, _BARE_PRICE = 10, 6, 1, 12
"""The prices of a panel, of a fold within a stage, of a link that is cut, and of a panel with more connectors than steps."""
_SPARE_CONNECTORS = 3
"""How many more connectors than steps a part may have before each stands for a whole stage, and at last for all on its side."""
_FITTING_SHARE = 0.75
"""The share of panels that have to fit before the others are folded once more."""
_BEFORE, _AFTER = ".before", ".after"


Span = tuple[int, int]
"""The first of some columns, and the one behind the last."""


@dataclass(frozen=True)
class Wording:
    """The texts of panels: the headers over connectors from and to other panels, and the label and title of a connector.

    A connector stands for one step, or for several of one stage or of several.
    """

    before: str
    after: str
    origin: Callable[[tuple[DiagramStep, ...]], tuple[str, str]]
    target: Callable[[tuple[DiagramStep, ...]], tuple[str, str]]


@dataclass(frozen=True)
class SwimlanePanel:
    """One picture of a swimlane: how it is laid out, the steps it shows, and each connector with the step for which it stands."""

    diagram: Diagram
    flow: Flow
    width: float
    """The width in points for which it is laid out."""
    steps: frozenset[str]
    connectors: tuple[tuple[str, str], ...] = ()


def panels(diagram: Diagram, wording: Wording, *, width: float, wanted: DiagramForm | None = None) -> tuple[SwimlanePanel, ...]:
    """Return the pictures in which a swimlane is shown: in the form that is wanted, else in the first one that fits a width."""
    form = wanted or _form(diagram, width)
    if form is DiagramForm.PANELS:
        folded = _folded(diagram, wording, width)
        if len(folded) > 1 or not _is_drawable(diagram):
            return folded
    flow = Flow.VERTICAL if form is DiagramForm.VERTICAL else Flow.HORIZONTAL
    return (SwimlanePanel(diagram, flow, width, frozenset(step.id for step in diagram.steps)),)


def cut_out(diagram: Diagram, stages: Collection[str], wording: Wording) -> tuple[Diagram, tuple[tuple[str, str], ...]]:
    """Return some stages of a diagram, with connectors for the steps elsewhere with which they are linked, and what each stands for."""
    part, connectors = _cut(diagram, {step.id for step in diagram.steps if step.stage in stages}, wording)
    shown = {step.stage for step in part.steps} | set(stages)
    return replace(
        part, stages=tuple(stage for stage in _with_edges(diagram, wording) if stage.id in shown), floats=floats_within(diagram, stages)
    ), connectors


def _cut(diagram: Diagram, names: Collection[str], wording: Wording) -> tuple[Diagram, tuple[tuple[str, str], ...]]:
    """Return some steps of a diagram, with connectors for the steps elsewhere with which they are linked, and what each stands for.

    Connectors that the diagram has already stay beside the steps with which they are linked. Lanes and stages in which nothing is left
    are dropped. A link that leads back is a loop also where it ends at a connector.
    """
    names = {*names, *_linked_connectors(diagram, names)}
    back = back_links(diagram)
    connectors = _Connectors.of(diagram, names, wording)
    links: dict[DiagramLink, None] = {}
    for index, link in enumerate(diagram.links):
        kind = DiagramLinkKind.LOOP if index in back else link.kind
        if link.source in names and link.target in names:
            links.setdefault(link)
        elif link.source in names:
            links.setdefault(replace(link, target=connectors.at(link.target, beside=link.source, stage=_AFTER), kind=kind))
        elif link.target in names:
            links.setdefault(replace(link, source=connectors.at(link.source, beside=link.target, stage=_BEFORE), kind=kind))
    outside = connectors.steps
    inside = [step for step in diagram.steps if step.id in names]
    shown = (*(step for step in outside if step.stage == _BEFORE), *inside, *(step for step in outside if step.stage == _AFTER))
    stages = _with_edges(diagram, wording)
    used, lanes = {step.stage for step in shown}, {step.lane for step in shown}
    part = replace(
        diagram,
        lanes=tuple(lane for lane in diagram.lanes if lane.id in lanes),
        stages=tuple(stage for stage in stages if stage.id in used),
        steps=shown,
        links=tuple(links),
        floats=floats_within(diagram, {step.stage for step in inside}),
    )
    return part, connectors.first_steps


def _linked_connectors(diagram: Diagram, names: Collection[str]) -> Iterator[str]:
    connectors = _connectors(diagram)
    for link in diagram.links:
        ends = (link.source, link.target), (link.target, link.source)
        yield from (end for end, other in ends if end in connectors and other in names)


def _connectors(diagram: Diagram) -> dict[str, str]:
    """Return the stages of the connectors of a diagram, by their ids."""
    return {step.id: step.stage for step in diagram.steps if step.kind is StepKind.CONNECTOR}


def _with_edges(diagram: Diagram, wording: Wording) -> tuple[DiagramStage, ...]:
    """Return the stages of a diagram, with those of connectors before and behind them."""
    inner = tuple(stage for stage in diagram.stages if stage.id not in {_BEFORE, _AFTER})
    return (DiagramStage(_BEFORE, wording.before), *inner, DiagramStage(_AFTER, wording.after))


@dataclass(frozen=True)
class _Connectors:
    """The connectors of a part, in the lanes of the steps here: one for each step elsewhere, or, if many, for each stage or for all."""

    wording: Wording
    names: dict[str, str]
    """For each step elsewhere what it shares a connector with, by its name."""
    lanes: dict[str, str]
    groups: dict[tuple[str, str, str], dict[str, DiagramStep]]
    """The steps for which each stands, by its own stage, its lane, and that name."""

    @classmethod
    def of(cls, diagram: Diagram, names: Collection[str], wording: Wording) -> "_Connectors":
        steps = {step.id: step for step in diagram.steps}
        ends = [(_AFTER, link.source, link.target) for link in diagram.links if link.source in names and link.target not in names]
        ends += [(_BEFORE, link.target, link.source) for link in diagram.links if link.target in names and link.source not in names]
        lanes = {name: step.lane for name, step in steps.items()}
        one_each = {name: name for name in steps}
        by_stage = {name: step.stage for name, step in steps.items()}
        together = dict.fromkeys(steps, "")
        for shared in (one_each, by_stage, together):
            if len({(stage, lanes[here], shared[there]) for stage, here, there in ends}) <= len(names) + _SPARE_CONNECTORS:
                break
        groups: dict[tuple[str, str, str], dict[str, DiagramStep]] = {}
        for stage, here, there in ends:
            groups.setdefault((stage, lanes[here], shared[there]), {})[there] = steps[there]
        return cls(wording, shared, lanes, groups)

    def at(self, name: str, *, beside: str, stage: str) -> str:
        """Return the id of the connector that stands for a step elsewhere, in the lane of the step beside it."""
        return ".".join((stage, self.lanes[beside], self.names[name]))

    @property
    def steps(self) -> list[DiagramStep]:
        """The connectors as steps."""
        texts = {_BEFORE: self.wording.origin, _AFTER: self.wording.target}
        return [
            DiagramStep(".".join(key), key[1], key[0], StepKind.CONNECTOR, *texts[key[0]](tuple(group.values())))
            for key, group in self.groups.items()
        ]

    @property
    def first_steps(self) -> tuple[tuple[str, str], ...]:
        """Each connector with the first step for which it stands."""
        return tuple((".".join(key), next(iter(group))) for key, group in self.groups.items())


def _form(diagram: Diagram, width: float) -> DiagramForm:
    if not _is_drawable(diagram):
        return DiagramForm.PANELS
    if place_diagram(diagram, width=width).width <= width:
        return DiagramForm.HORIZONTAL
    is_short = len(diagram.steps) - len(_connectors(diagram)) <= _MAX_VERTICAL_STEPS
    return DiagramForm.VERTICAL if is_short and place_diagram(diagram, Flow.VERTICAL, width=width).width <= width else DiagramForm.PANELS


def _is_drawable(diagram: Diagram) -> bool:
    return len(diagram.steps) <= MAX_STEPS and len(diagram.links) <= MAX_LINKS


def _folded(diagram: Diagram, wording: Wording, width: float) -> tuple[SwimlanePanel, ...]:
    """Return the panels with the most columns of which nearly all fit a width, the others folded once more; time runs to the right."""
    columns = _StepColumns.of(diagram)

    def fits(part: Span) -> bool:
        drawn, _ = _cut(diagram, columns.names(part), wording)
        return _is_drawable(drawn) and place_diagram(drawn, width=width).width <= width

    spans: list[Span] = []
    for most in range(_MOST_COLUMNS, _LEAST_COLUMNS - 1, -1):
        spans = columns.folded((0, len(columns.steps)), most)
        if sum(map(fits, spans)) >= _FITTING_SHARE * len(spans):
            break
    spans = [part for span in spans for part in _refolded(columns, span, fits)]
    panels_by_span = [(columns.names(span), *_cut(diagram, columns.names(span), wording)) for span in spans]
    return tuple(
        SwimlanePanel(_numbered(diagram, names, part, number), Flow.HORIZONTAL, width, names, connectors)
        for number, (names, part, connectors) in enumerate(panels_by_span, 1)
    )


def _refolded(columns: "_StepColumns", span: Span, fits: Callable[[Span], bool]) -> list[Span]:
    """Return a span of columns, or its parts that fit, as far as there are parts."""
    count = span[1] - span[0]
    if count == 1 or fits(span):
        return [span]
    halves = columns.folded(span, (count + 1) // 2 + 2)
    middle = span[0] + count // 2
    parts = halves if len(halves) > 1 else [(span[0], middle), (middle, span[1])]
    return [part for half in parts for part in _refolded(columns, half, fits)]


def _numbered(diagram: Diagram, names: frozenset[str], part: Diagram, number: int) -> Diagram:
    """Return a part of a diagram with an id and a title of its own."""
    inside = {step.stage for step in diagram.steps if step.id in names}
    stages = ", ".join(stage.name for stage in diagram.stages if stage.id in inside)
    return replace(part, id=f"{diagram.id}-panel-{number}", title=f"{diagram.title}: {stages}")


@dataclass(frozen=True)
class _StepColumns:
    """The steps of a diagram by their columns, the columns with which stages begin, and the columns that each link joins.

    Connectors of the diagram stand in no column, but before the first or behind the last.
    """

    steps: tuple[frozenset[str], ...]
    stage_starts: frozenset[int]
    links: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, diagram: Diagram) -> "_StepColumns":
        connectors = _connectors(diagram)
        bare = replace(
            diagram,
            stages=tuple(stage for stage in diagram.stages if stage.id not in {_BEFORE, _AFTER}),
            steps=tuple(step for step in diagram.steps if step.id not in connectors),
            links=tuple(link for link in diagram.links if connectors.keys().isdisjoint((link.source, link.target))),
        )
        columns = assign_columns(bare, back_links(bare))
        steps: list[set[str]] = [set() for _ in range(columns.count)]
        for step, column in columns.by_step.items():
            steps[column].add(step)
        places = columns.by_step | {name: -1 if stage == _BEFORE else columns.count for name, stage in connectors.items()}
        links = tuple((places[link.source], places[link.target]) for link in diagram.links)
        return cls(tuple(map(frozenset, steps)), frozenset(first for first, _ in columns.spans), links)

    def names(self, span: Span) -> frozenset[str]:
        """Return the steps of a span of columns."""
        return frozenset().union(*self.steps[slice(*span)])

    def folded(self, span: Span, most: int) -> list[Span]:
        """Return the cheapest way to fold a span of columns into parts with at most so many columns, with those of connectors."""
        begin = span[0]
        best: list[tuple[int, int]] = [(0, begin)]  # the price of the first columns, and where their last part begins
        for end in range(begin + 1, span[1] + 1):
            firsts = range(end - 1, max(begin - 1, end - most - 1), -1)
            fitting = [first for first in firsts if first == end - 1 or self._width(first, end) <= most]
            best.append(min((best[first - begin][0] + self._price(first, end), first) for first in fitting))
        ends = [span[1]]
        while ends[-1] > begin:
            ends.append(best[ends[-1] - begin][1])
        return list(pairwise(reversed(ends)))

    def _cut_links(self, first: int, end: int) -> tuple[int, int]:
        """Return the number of links that come into some columns, and of those that go out."""
        incoming = sum(not first <= source < end and first <= target < end for source, target in self.links)
        return incoming, sum(first <= source < end and not first <= target < end for source, target in self.links)

    def _width(self, first: int, end: int) -> int:
        return end - first + sum(map(bool, self._cut_links(first, end)))

    def _price(self, first: int, end: int) -> int:
        cut = sum(self._cut_links(first, end))
        is_bare = cut > sum(map(len, self.steps[first:end]))
        return _PANEL_PRICE + _FOLD_PRICE * (first not in self.stage_starts) + _LINK_PRICE * cut + _BARE_PRICE * is_bare
