"""The column of every step: rank assignment of layered placement (Sugiyama, Tagawa and Toda 1981), stage by stage.

Stages are laid out one after the other, so that their headers cannot interleave. Within a stage steps are taken in
topological order, ties in source order, and the column of a step is one more than the largest of its predecessors in
the stage (longest-path ranking). One rule is our own: a step whose latest predecessor stands in another lane keeps
the predecessor's column where the vertical arrow between the two would cross neither a step nor another such arrow.
The copies of a step that stands in several lanes share one column, free from the first to the last of these lanes; what
is handed over comes behind all other steps of its stage.
O(steps + links), but for the look at the arrows and steps of one column.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

from journeybook.draw.diagram import Diagram, DiagramLinkKind, StepKind

NO_LIMIT = 1_000_000
"""More steps than any lane has in a column."""


@dataclass(frozen=True)
class Columns:
    """The column of each step, the first and last column of each stage, and the number of columns."""

    by_step: dict[str, int]
    spans: tuple[tuple[int, int], ...]
    count: int


def assign_columns(diagram: Diagram, back: frozenset[int], *, cell_limit: int = NO_LIMIT) -> Columns:
    """Return the column of every step; an empty stage has one column, and no lane more steps in a column than the limit."""
    lanes_of = _lane_indices(diagram)
    predecessors = _predecessors_in_stage(diagram, back)
    by_step: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    first = 0
    for stage in diagram.stages:
        steps = [step.id for step in diagram.steps if step.stage == stage.id and not step.copy_of]
        columns = _stage_columns(steps, predecessors, lanes_of=lanes_of, cell_limit=cell_limit)
        by_step.update({step: first + column for step, column in columns.items()})
        last = first + max(columns.values(), default=0)
        spans.append((first, last))
        first = last + 1
    by_step |= {step.id: by_step[step.origin] for step in diagram.steps}
    return Columns(by_step, tuple(spans), first)


def _lane_indices(diagram: Diagram) -> dict[str, list[int]]:
    """Return the lanes of each step and its copies, its own first."""
    order = {lane.id: index for index, lane in enumerate(diagram.lanes)}
    lanes: dict[str, list[int]] = defaultdict(list)
    for step in sorted(diagram.steps, key=lambda step: bool(step.copy_of)):
        lanes[step.origin].append(order[step.lane])
    return lanes


def _predecessors_in_stage(diagram: Diagram, back: frozenset[int]) -> dict[str, list[str]]:
    steps = {step.id: step for step in diagram.steps}
    predecessors: dict[str, list[str]] = {step.id: [] for step in diagram.steps}
    for index, link in enumerate(diagram.links):
        source, target = steps[link.source], steps[link.target]
        if index not in back and source.stage == target.stage and link.kind is not DiagramLinkKind.TOGETHER:
            predecessors[target.origin].append(source.origin)
    handoffs = [step for step in diagram.steps if step.kind is StepKind.HANDOFF and not step.copy_of]
    behind = _reached(predecessors, [step.id for step in handoffs])
    for handoff in handoffs:
        others = (step for step in diagram.steps if step.stage == handoff.stage and not step.copy_of)
        predecessors[handoff.id] += [step.id for step in others if step.id not in behind]
    return predecessors


def _reached(predecessors: dict[str, list[str]], starts: list[str]) -> set[str]:
    """Return these steps and all to which links lead from them."""
    reached = set(starts)
    while further := {step for step, earlier in predecessors.items() if step not in reached and not reached.isdisjoint(earlier)}:
        reached |= further
    return reached


def _stage_columns(
    steps: list[str], predecessors: dict[str, list[str]], *, lanes_of: dict[str, list[int]], cell_limit: int
) -> dict[str, int]:
    """Return the columns of the steps of one stage, counted from its first."""
    columns: dict[str, int] = {}
    taken: dict[int, Counter[int]] = defaultdict(Counter)
    arrows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for step in _in_topological_order(steps, predecessors):
        lanes = lanes_of[step]
        column = max((columns[earlier] for earlier in predecessors[step]), default=-1)
        latest = {earlier for earlier in predecessors[step] if columns[earlier] == column}
        span = _span(lanes[0], [lane for earlier in latest for lane in lanes_of[earlier]]) if len(lanes) == 1 else None
        if span and _is_clear(lanes[0], span, taken=taken[column], arrows=arrows[column]):
            arrows[column].append(span)
        else:
            column += 1
            while not _has_room(lanes, taken=taken[column], arrows=arrows[column], cell_limit=cell_limit):
                column += 1
        if len(lanes) > 1:
            arrows[column].append((min(lanes), max(lanes)))
        columns[step] = column
        taken[column].update(lanes)
    return columns


def _has_room(lanes: list[int], *, taken: Counter[int], arrows: list[tuple[int, int]], cell_limit: int) -> bool:
    """Return whether a step may stand in a column: in its one lane beside no arrow, or in several with nothing from first to last."""
    first, last = min(lanes), max(lanes)
    if first == last:
        return taken[first] < cell_limit and not any(low < first < high for low, high in arrows)
    return not any(first <= other <= last for other in taken) and not any(low < last and first < high for low, high in arrows)


def _span(lane: int, predecessor_lanes: list[int]) -> tuple[int, int] | None:
    """Return the lanes that a vertical arrow would join, if exactly one predecessor is latest and it stands in another lane."""
    if len(predecessor_lanes) != 1 or predecessor_lanes[0] == lane:
        return None
    return min(lane, predecessor_lanes[0]), max(lane, predecessor_lanes[0])


def _is_clear(lane: int, span: tuple[int, int], *, taken: Counter[int], arrows: list[tuple[int, int]]) -> bool:
    low, high = span
    return (
        lane not in taken
        and not any(low < other < high for other in taken)
        and not any(other_low < high and low < other_high for other_low, other_high in arrows)
    )


def _in_topological_order(steps: list[str], predecessors: dict[str, list[str]]) -> list[str]:
    """Sort steps so that each follows its predecessors; ties keep the source order (Kahn 1962, with a heap of what is ready)."""
    index_of = {step: index for index, step in enumerate(steps)}
    waiting = {step: len(predecessors[step]) for step in steps}
    successors: dict[str, list[str]] = defaultdict(list)
    for step in steps:
        for earlier in predecessors[step]:
            successors[earlier].append(step)
    ready = [index_of[step] for step in steps if not waiting[step]]
    ordered: list[str] = []
    while ready:
        step = steps[heappop(ready)]
        ordered.append(step)
        for later in successors[step]:
            waiting[later] -= 1
            if not waiting[later]:
                heappush(ready, index_of[later])
    return ordered
